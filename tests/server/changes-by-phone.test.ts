import type { Assignment } from '../../schema/inspection/index.js';
import { Reading } from '../../schema/personal/index.js';
import { DrawMode } from '../../schema/plan/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import type { GraphqlClient } from '../support/client.js';
import { MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

const evidence = 'e'.repeat(64);
const grounds = '当事人称其为本店房东';

let server: TestServer;
let job: MainJob;
let assignments: Assignment[];
let head: GraphqlClient;
let planner: GraphqlClient;
let auditor: GraphqlClient;
/** The phones of the first team: who is to go, and the colleague. */
let phone: GraphqlClient;
let colleague: GraphqlClient;
let [goesId, colleagueId] = ['', ''];

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const phoneOf = async (username: string, inspectorId: string) =>
  clientOf(await job.addPerson(username, [Role.INSPECTOR], job.health, inspectorId));

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, close, sources });
  const strata = [{ riskClass: 'A', count: 6, reserve: 2 }];
  const draw = await job.drawn({ mode: DrawMode.CONFIDENTIAL, strata });
  assignments = await job.listAssignments(draw);
  clock.set('2026-02-09T10:30:00Z');
  [goesId, colleagueId] = (await job.listTeam(assignments[0]?.id ?? '')).map(
    ({ inspectorId }) => inspectorId ?? '',
  ) as [string, string];
  phone = await phoneOf('phone', goesId);
  colleague = await phoneOf('colleague', colleagueId);
  head = await clientOf(job.approver);
  planner = await clientOf(job.planner);
  auditor = await clientOf(job.auditor);
});
afterAll(() => server.close());

const error = '... on ConsoleError { code message messageEn }';
const change = `... on ChangeRequested { change { id state confirmBy { dueOn } } }`;

const operations = {
  officer: `mutation ($input: RequestOfficerChangeInput!) { value: requestOfficerChange(input: $input) { __typename ${change} ${error} } }`,
  recusal: `mutation ($input: RequestRecusalInput!) { value: requestRecusal(input: $input) { __typename ${change} ${error} } }`,
  target: `mutation ($input: RequestTargetChangeInput!) { value: requestTargetChange(input: $input) { __typename ${change} ${error} } }`,
  postpone: `mutation ($input: RequestPostponementInput!) { value: requestPostponement(input: $input) {
    __typename ${change} ... on BeyondWindow { code fromOn toOn } ... on PostponementRefused { code obstacles { kind text textEn officerRealId } } } }`,
  bulk: `mutation ($input: RequestBulkPostponementInput!) { value: requestBulkPostponement(input: $input) { __typename ${change} ${error} } }`,
  grant: `mutation ($input: EnterOralGrantInput!) { value: enterOralGrant(input: $input) {
    __typename ... on ChangeGranted { change { id state grantedAt confirmBy { dueOn legalBasis days { on counted } } } } ${error} } }`,
  approve: `mutation ($id: UUID!) { value: approveChange(id: $id) {
    __typename ... on ChangeApproved { change { id state nextAssignmentId changedCount failedCount } } ${error} } }`,
  confirm: `mutation ($id: UUID!) { value: confirmChange(id: $id) { __typename ... on ChangeConfirmed { change { state } } ${error} } }`,
  refuse: `mutation ($input: RefuseChangeInput!) { value: refuseChange(input: $input) { __typename ... on ChangeRefused { change { state refusedFor } } ${error} } }`,
  substitutes: `query ($id: UUID!) { value: substitutes(assignmentId: $id) { __typename
    ... on Substitutes { places { officerRealId next { realId canGo } } reserveLeftCount reserveIsStaffed reserveOfficerRealIds } ${error} } }`,
  changes: `query ($state: ChangeState) { value: changes(state: $state) { edges { node {
    id kind reason state recusalBy statement assignmentId assignment { targetName team { realId } postponedToOn } } } } }`,
  mine: '{ value: myChanges { edges { node { id statement state } } } }',
  notices: '{ value: myChangeNotices { edges { node { kind assignmentId } } } }',
  own: '{ value: myAssignments(first: 50) { edges { node { id state targetName postponedToOn teamChanges { reason } corrections { citation rightText } } } } }',
};

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
type Answer = any;

async function ask(
  client: GraphqlClient,
  operation: keyof typeof operations,
  variables = {},
): Promise<Answer> {
  return (await client.get(operations[operation], variables)).value;
}

const nodes = async (client: GraphqlClient, operation: keyof typeof operations, variables = {}) =>
  (await ask(client, operation, variables)).edges.map(({ node }: Answer) => node);

const draftOf = (n: number, more: object) => ({
  input: { assignmentId: assignments[n]?.id, statement: '发热就医，附诊断证明', evidence, ...more },
});

test('an officer falls ill on the eve: the colleague asks, the head says yes on the phone, and somebody else goes', async () => {
  const asked = await ask(colleague, 'officer', draftOf(0, { inspectorId: goesId, reason: 'ILLNESS' }));
  expect(asked).toMatchObject({
    __typename: 'ChangeRequested',
    change: { state: 'REQUESTED', confirmBy: null },
  });
  const { id } = asked.change;
  const input = { id, grantedBy: 'approver', grantedAt: '2026-02-09T10:30:00Z' };
  expect(await ask(phone, 'grant', { input })).toMatchObject({ code: 'NOT_THE_REQUESTER' });
  expect(await ask(colleague, 'grant', { input: { ...input, grantedBy: 'operator' } })).toMatchObject({
    code: 'HEAD_NOT_FOUND',
  });
  const granted = await ask(colleague, 'grant', { input });
  expect(granted.change).toMatchObject({ state: 'GRANTED', confirmBy: { dueOn: '2026-02-10' } });
  expect(granted.change.confirmBy.legalBasis).toContain('一个工作日');
  expect((await nodes(phone, 'own')).map((one: Answer) => one.id)).not.toContain(assignments[0]?.id);
  expect(await nodes(phone, 'notices')).toEqual([{ kind: 'TAKEN_OUT', assignmentId: assignments[0]?.id }]);
  const [waiting] = await nodes(head, 'changes', { state: 'GRANTED' });
  expect(waiting).toMatchObject({
    id,
    reason: 'ILLNESS',
    assignment: { targetName: assignments[0]?.targetName },
  });
  expect(await ask(head, 'confirm', { id })).toMatchObject({ change: { state: 'CONFIRMED' } });
});

test('the head who is shown the target of a confidential draw is one of those who knew', async () => {
  const readings = await job.readAs().em.find(Reading, { account: job.approver.accountId ?? '' });
  expect(readings.map(({ subjectId }) => subjectId)).toContain(assignments[0]?.id);
});

test('what speaks for a recusal is sealed from colleagues, and whoever is shown it is written down', async () => {
  const [goes] = await job.listTeam(assignments[1]?.id ?? '');
  const inspectorId = goes?.inspectorId ?? '';
  const statement = { statement: grounds };
  const asked = await ask(planner, 'recusal', draftOf(1, { ...statement, inspectorId, by: 'PARTY' }));
  expect(asked.change.state).toBe('REQUESTED');
  const { id } = asked.change;
  for (const client of [phone, colleague, planner]) {
    expect((await client.ask(operations.changes)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  }
  expect(JSON.stringify(await nodes(colleague, 'mine'))).not.toContain(grounds);
  expect((await nodes(planner, 'mine')).map((one: Answer) => one.statement)).toContain(grounds);
  for (const client of [head, auditor]) {
    const [first] = await nodes(client, 'changes', { state: 'REQUESTED' });
    expect(first).toMatchObject({ id, recusalBy: 'PARTY', statement: grounds });
  }
  const shown = await job.readAs().em.find(Reading, { subjectKind: 'change', subjectId: id });
  expect(shown.map(({ account }) => account).sort()).toEqual(
    [job.approver.accountId, job.auditor.accountId].sort(),
  );
  const refused = await ask(head, 'refuse', { input: { id, reason: '房屋已于去年出售' } });
  expect(refused).toMatchObject({ change: { state: 'REFUSED', refusedFor: '房屋已于去年出售' } });
});

test('the shop is closed: the head looks who would be next, approves, and the team finds another target', async () => {
  const [goes] = await job.listTeam(assignments[2]?.id ?? '');
  const member = goes?.inspectorId === goesId ? phone : await phoneOf('third-team', goes?.inspectorId ?? '');
  const asked = await ask(member, 'target', draftOf(2, { statement: '门面已空，已拍照', reason: 'CLOSED' }));
  const order = await ask(head, 'substitutes', { id: assignments[2]?.id });
  expect(order).toMatchObject({ reserveLeftCount: 2, reserveIsStaffed: true });
  expect(order.places).toHaveLength(2);
  expect(JSON.stringify(order)).not.toContain('licence:');
  const approved = await ask(head, 'approve', { id: asked.change.id });
  const { nextAssignmentId } = approved.change;
  const own = await nodes(member, 'own');
  expect(own.find((one: Answer) => one.id === assignments[2]?.id)).toMatchObject({ state: 'SUBSTITUTED' });
  expect(own.find((one: Answer) => one.id === nextAssignmentId)).toMatchObject({ state: 'ASSIGNED' });
});

test('a power cut: a day beyond the window is refused with its window, a good one is kept', async () => {
  const postpone = (newOn: string) =>
    ask(planner, 'postpone', draftOf(3, { statement: '停电通知', reason: 'POWER_CUT', newOn }));
  expect(await postpone('2026-04-01')).toEqual({
    __typename: 'BeyondWindow',
    code: 'BEYOND_WINDOW',
    fromOn: '2026-02-10',
    toOn: '2026-03-31',
  });
  const refused = await postpone('2026-02-10');
  expect(refused).toMatchObject({ code: 'POSTPONEMENT_REFUSED', obstacles: [{ kind: 'NOT_LATER' }] });
  const { id } = (await postpone('2026-02-25')).change;
  expect(
    await ask(planner, 'postpone', draftOf(3, { reason: 'WEATHER', newOn: '2026-02-26' })),
  ).toMatchObject({
    __typename: 'ChangePending',
  });
  expect(await ask(head, 'approve', { id })).toMatchObject({ __typename: 'ChangeApproved' });
});

test('a typhoon: one approval, and a list of what could not be moved', async () => {
  const input = {
    ...{ statement: '台风红色预警', evidence, divisionCodes: ['440800'] },
    ...{ fromOn: '2026-02-10', toOn: '2026-02-20', newOn: '2026-02-24' },
  };
  const { id } = (await ask(planner, 'bulk', { input })).change;
  const { change: done } = await ask(head, 'approve', { id });
  // The one above was postponed to a later day already.
  expect(done).toMatchObject({ changedCount: 5, failedCount: 0 });
  const outcomes = await head.get(
    `query ($id: UUID!) { changeOutcomes(changeId: $id, first: 3) { pageInfo { hasNextPage } edges { node { assignmentId isDone obstacles { kind } } } } }`,
    { id },
  );
  expect(outcomes.changeOutcomes).toMatchObject({ pageInfo: { hasNextPage: true } });
  const failed = await head.get(
    'query ($id: UUID!) { changeOutcomes(changeId: $id, failedOnly: true) { edges { node { isDone } } } }',
    { id },
  );
  expect(failed.changeOutcomes.edges).toEqual([]);
});

test('a misprint: a numbered notice stands beside what was drawn, and the team reads it', async () => {
  const campaignId = assignments[0]?.campaign;
  const words = { wrongText: '检查依据第九条', rightText: '检查依据第十条', reason: '笔误' };
  const asked = await planner.get(
    `mutation ($input: RequestCorrectionInput!) { value: requestCorrection(input: $input) { ... on CorrectionRequested { correction { id citation } } ${error} } }`,
    { input: { campaignId, of: 'NOTICE', ...words } },
  );
  expect(asked.value.correction.citation).toBeNull();
  const issued = await head.get(
    `mutation ($id: UUID!) { value: issueCorrection(id: $id) { ... on CorrectionIssued { correction { citation number } } ${error} } }`,
    { id: asked.value.correction.id },
  );
  expect(issued.value.correction).toEqual({ citation: '更正〔2026〕1号', number: 1 });
  const [first] = await nodes(colleague, 'own');
  expect(first.corrections).toEqual([{ citation: '更正〔2026〕1号', rightText: '检查依据第十条' }]);
});

test('alarms and rates are read by heads and auditors, and by nobody who is counted', async () => {
  const asked = `{ inspectionAlarms { edges { node { kind state rate { tailPpm officerRealIds divisionCode } } } }
    changeRates(measure: REPLACED, by: PAIR) { edges { node { officerRealIds observedCount trialCount tailPpm levelPpm isBeyond } } } }`;
  const { inspectionAlarms, changeRates } = await head.get(asked);
  expect(inspectionAlarms.edges).toEqual([]);
  expect(changeRates.edges.length).toBeGreaterThan(0);
  expect(changeRates.edges[0].node.officerRealIds).toHaveLength(2);
  expect((await phone.ask(asked)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
});
