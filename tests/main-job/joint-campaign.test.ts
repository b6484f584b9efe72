import { verifyPublic, verifyRestricted } from '../../scheduler/draw/index.js';
import { AssignmentState } from '../../schema/inspection/index.js';
import { Campaign } from '../../schema/plan/index.js';
import { burdenOf, Inspector } from '../../schema/registry/index.js';
import { Role } from '../../schema/shared/roles.js';
import type { Actor } from '../../schema/shared/unit.js';
import { JointHouse, type Partner } from '../schema/plan/joint/joint-house.js';
import { GraphqlClient } from '../support/client.js';
import { type FrozenDraw, MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let house: JointHouse;
let job: MainJob;

/** What happens, one after another. */
const story: [what: string, work: () => Promise<void>][] = [];
const step = (what: string, work: () => Promise<void>) => story.push([what, work]);

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, app } = server;
  job = await MainJob.over(
    { database, clock, sources: app.sources, close: async () => {} },
    { targetCount: 12 },
  );
  house = await JointHouse.over(job);
});
afterAll(() => server.close());

const error = '... on ConsoleError { code message messageEn }';

// biome-ignore lint/suspicious/noExplicitAny: the answer of whatever was asked
async function ask(actor: Actor, operation: string, variables: Record<string, unknown> = {}): Promise<any> {
  const client = new GraphqlClient(`${server.address}/graphql`);
  client.cookie = await job.cookieOf(actor);
  return Object.values(await client.get(operation, variables))[0];
}

const seen = (actor: Actor) =>
  ask(
    actor,
    'query { campaigns(first: 50) { edges { node { code title participants { department { code } state } } } } }',
  );
const codesSeen = async (actor: Actor) =>
  // biome-ignore lint/suspicious/noExplicitAny: an edge
  (await seen(actor)).edges.map(({ node }: any) => node.code);

let plan: { id: string };
let campaignId: string;
let draw: FrozenDraw;

step('the lead drafts its plan, a campaign of it, and one that is its own alone', async () => {
  ({ plan } = await ask(
    job.planner,
    'mutation ($input: CreatePlanInput!) { createPlan(input: $input) { plan { id } } }',
    { input: { year: 2026, title: '2026年度部门联合双随机抽查计划' } },
  ));
  const input = {
    ...{ planId: plan.id, title: '餐饮单位联合抽查', itemCodes: ['WS-01'], mode: 'CONFIDENTIAL' },
    strata: [
      { riskClass: 'A', count: 2, reserve: 1 },
      { riskClass: 'B', count: 1, reserve: 1 },
    ],
    ...{ witnessKeyIds: [job.witness.keyId], windowFromOn: '2026-02-10', windowToOn: '2026-03-31' },
  };
  const draft = `mutation ($input: CreateCampaignInput!) {
    createCampaign(input: $input) { ... on CampaignCreated { campaign { id state } } ${error} } }`;
  const created = await ask(job.planner, draft, { input });
  expect(created.campaign.state).toBe('DRAFT');
  campaignId = created.campaign.id;
  const alone = await ask(job.planner, draft, { input: { ...input, title: '本局单独抽查' } });
  expect(alone.campaign.state).toBe('DRAFT');
});

step('it invites the market bureau and the fire brigade, each with its items and officers', async () => {
  const invite = `mutation ($input: InviteParticipantsInput!) { inviteParticipants(input: $input) {
    ... on ParticipantsInvited { campaign { slots { officers } participants { isLead officers itemCodes state department { code } } } }
    ${error} } }`;
  const noLead = house.departments.map((one) => ({ ...one, isLead: false, itemCodes: ['WS-01'] }));
  expect(await ask(job.planner, invite, { input: { campaignId, participants: noLead } })).toMatchObject({
    code: 'JOINT_LEAD_MISSING',
    message: expect.stringContaining('牵头部门'),
  });
  const invited = await ask(job.planner, invite, {
    input: { campaignId, participants: house.departments },
  });
  expect(invited.campaign).toEqual({
    slots: [{ officers: 2 }, { officers: 2 }, { officers: 2 }],
    participants: [
      {
        isLead: true,
        officers: 2,
        itemCodes: ['WS-01'],
        state: 'ACCEPTED',
        department: { code: 'zj-health' },
      },
      {
        isLead: false,
        officers: 2,
        itemCodes: ['SC-01'],
        state: 'INVITED',
        department: { code: 'zj-market' },
      },
      { isLead: false, officers: 2, itemCodes: ['XF-01'], state: 'INVITED', department: { code: 'zj-fire' } },
    ],
  });
});

step('whoever takes part sees this campaign, and nothing else of the lead', async () => {
  for (const { planner } of [house.market, house.fire]) {
    expect(await codesSeen(planner)).toEqual(['zj-health-2026-001']);
    expect((await ask(planner, 'query { plans { edges { node { id } } } }')).edges).toEqual([]);
  }
  expect(await codesSeen(job.planner)).toEqual(['zj-health-2026-002', 'zj-health-2026-001']);
});

step('each accepts by its own approver before the lead approves', async () => {
  const approve = `mutation ($id: UUID!) { approveCampaign(id: $id) {
    ... on CampaignApproved { campaign { state } } ${error} ... on ParticipantsPending { departmentCodes } } }`;
  expect(await ask(job.approver, approve, { id: campaignId })).toMatchObject({
    code: 'PARTICIPANTS_PENDING',
    departmentCodes: ['zj-fire', 'zj-market'],
  });
  for (const { approver } of [house.market, house.fire]) {
    const waiting = await ask(
      approver,
      'query { participations(state: INVITED) { edges { node { id campaign { code } } } } }',
    );
    expect(waiting.edges).toHaveLength(1);
    const { participant } = await ask(
      approver,
      `mutation ($id: UUID!) { acceptParticipation(id: $id) { ... on ParticipationAccepted { participant { state } } ${error} } }`,
      { id: waiting.edges[0].node.id },
    );
    expect(participant.state).toBe('ACCEPTED');
  }
  const approved = await ask(job.approver, approve, { id: campaignId });
  expect(approved.campaign.state).toBe('APPROVED');
});

step('no participant approves, previews or freezes what the lead leads', async () => {
  const operator = await job.addPerson('market.operator', [Role.DRAW_OPERATOR], job.market);
  const preview = await ask(
    operator,
    `query ($id: UUID!) { previewCampaign(campaignId: $id) { __typename ${error} } }`,
    { id: campaignId },
  );
  expect(preview.code).toBe('CAMPAIGN_NOT_FOUND');
  const device = job.newDevice();
  const campaign = await job.readAs().em.findOneOrFail(Campaign, { id: campaignId });
  const { revealBy, drawBy, ...rest } = job.freezeDraft(campaign, device);
  const frozen = await ask(
    operator,
    `mutation ($input: FreezeInput!) { freezeCampaign(input: $input) { __typename ${error} } }`,
    { input: { ...rest, drawBy: drawBy.toISOString(), revealBy: revealBy?.toISOString() } },
  );
  expect(frozen.code).toBe('CAMPAIGN_NOT_FOUND');
});

step('the freeze reads the officers of all three, and the draw makes one team of two from each', async () => {
  const campaign = await job.readAs().em.findOneOrFail(Campaign, { id: campaignId });
  draw = await job.complete(await job.freeze(campaign));
  const bundle = await job.readBundle(draw, 'restricted');
  const officers = String(bundle['inspectors.jsonl'])
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const count = (code: string) => officers.filter(({ department }) => department === code).length;
  expect(['zj-health', 'zj-market', 'zj-fire'].map(count)).toEqual([12, 6, 6]);
  const rules = JSON.parse(String(bundle['rules.json']));
  expect(rules.team.slots).toEqual([
    { n: 2, role: 'inspector', department: 'zj-health' },
    { n: 2, role: 'inspector', department: 'zj-market' },
    { n: 2, role: 'inspector', department: 'zj-fire' },
  ]);
  expect(rules.basis).toBe('WS-01,SC-01,XF-01');
  expect(verifyRestricted(bundle)).toMatchObject({ ok: true, count: 3 });
  expect(verifyPublic(await job.readBundle(draw))).toMatchObject({ ok: true });
});

step('those who take part see its draw, and no other of the lead', async () => {
  const alone = await job.drawn();
  for (const { planner } of [house.market, house.fire]) {
    const { edges } = await ask(
      planner,
      'query { draws { edges { node { id campaign { code } events { kind } } } } }',
    );
    expect(edges.map(({ node }: { node: { id: string } }) => node.id)).toEqual([draw.id]);
    const other = await ask(planner, 'query ($id: UUID!) { draw(id: $id) { id } }', { id: alone.id });
    expect(other).toBeNull();
  }
});

/** An officer's account in their own department. */
const accounts = new Map<string, Actor>();
async function accountOf(inspectorId: string): Promise<Actor> {
  const known = accounts.get(inspectorId);
  if (known) return known;
  const inspector = await job.readAs().em.findOneOrFail(Inspector, { id: inspectorId });
  const department = { id: inspector.department } as Partner['department'];
  const actor = await job.addPerson(`officer.${inspector.realId}`, [Role.INSPECTOR], department, inspectorId);
  accounts.set(inspectorId, actor);
  return actor;
}

const listOwn = `query { myAssignments(first: 50) { edges { node {
  id targetName state team { inspectorId isLead } companions { state department { code } team { realId } } } } } }`;
const record = `mutation ($input: RecordResultInput!) { recordResult(input: $input) { ... on ResultRecorded { result { id } } ${error} } }`;
const sign = `mutation ($id: UUID!) { signResult(resultId: $id) { ... on ResultSigned { result { signedOn } } ${error} } }`;
const confirm = `mutation ($id: UUID!) { confirmResult(resultId: $id) { ... on ResultConfirmed { deadline { dueOn } } ${error} } }`;

step(
  'it is dispatched as one visit of each target, with a part and a report of each department',
  async () => {
    await job.runJobs();
    const assignments = await job.listAssignments(draw);
    expect(assignments).toHaveLength(9);
    expect(new Set(assignments.map(({ visitId }) => visitId)).size).toBe(3);
    for (const [partner, code] of [
      [house.market, 'zj-market'],
      [house.fire, 'zj-fire'],
    ] as const) {
      const own = assignments.filter(({ department }) => department === partner.department.id);
      expect(own).toHaveLength(3);
      const [member] = await job.listTeam(own[0]!.id);
      const officer = await accountOf(member!.inspectorId ?? '');
      job.clock.set('2026-02-09T09:59:00Z');
      expect((await ask(officer, listOwn)).edges).toEqual([]);
      job.clock.set('2026-02-09T10:00:00Z');
      const { edges } = await ask(officer, listOwn);
      const one = edges.find(({ node }: { node: { id: string } }) => node.id === own[0]!.id).node;
      expect(one.team).toHaveLength(2);
      const others = one.companions.map((each: { department: { code: string } }) => each.department.code);
      expect(others).toEqual(['zj-health', 'zj-market', 'zj-fire'].filter((other) => other !== code));
    }
  },
);

const overview = `query ($campaignId: UUID, $first: Int = 20, $after: String) {
  departmentProgress(campaignId: $campaignId, first: $first, after: $after) { pageInfo { hasNextPage endCursor } edges { node {
    campaignCode departmentCode isLead assignedCount hiddenCount dueCount lateCount recordedCount confirmedCount } } } }`;

/** How the departments stand that somebody reads of, as `[code, assigned, hidden, due, late, recorded, confirmed]`. */
async function standOf(actor: Actor, more: Record<string, unknown> = {}) {
  const { edges } = await ask(actor, overview, { campaignId, ...more });
  // biome-ignore lint/suspicious/noExplicitAny: an edge
  return edges.map(({ node }: any) => [
    ...[node.departmentCode, node.assignedCount, node.hiddenCount, node.dueCount, node.lateCount],
    ...[node.recordedCount, node.confirmedCount],
  ]);
}

step('the lead reads in counts how all three stand, each other department how it stands itself', async () => {
  job.clock.set('2026-02-09T09:59:00Z');
  const all = ['zj-health', 'zj-market', 'zj-fire'].map((code) => [code, 3, 3, 0, 0, 0, 0]);
  expect(await standOf(job.approver)).toEqual(all);
  expect(await standOf(house.market.approver)).toEqual([all[1]]);
  expect(await standOf(house.fire.approver, { campaignId: undefined })).toEqual([all[2]]);
  expect(await standOf(job.auditor)).toEqual(all);
  // One by one, the newest campaign first: no department is left out between pages, or comes twice.
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const page = await ask(job.approver, overview, { first: 1, after });
    for (const { node } of page.edges) seen.push(`${node.campaignCode} ${node.departmentCode}`);
    after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : null;
  } while (after);
  const ofJoint = all.map(([code]) => `zj-health-2026-001 ${code}`);
  // The other two were made in the same millisecond.
  expect(seen.slice(0, 2).sort()).toEqual(['zj-health-2026-002 zj-health', 'zj-health-2026-003 zj-health']);
  expect(seen.slice(2)).toEqual(ofJoint);
});

step(
  'each department’s officers record and sign its own report, and its own reviewer confirms it',
  async () => {
    job.clock.set('2026-02-10T02:00:00Z');
    const [first] = await job.listAssignments(draw);
    const parts = (await job.listAssignments(draw)).filter(({ visitId }) => visitId === first!.visitId);
    const reviewers = [job.reviewer, house.market.reviewer, house.fire.reviewer];
    const results: string[] = [];
    for (const { id, part } of parts.sort((a, b) => a.part - b.part)) {
      const [one, other] = await job.listTeam(id);
      const input = { ...job.resultDraft(id), findings: `部门${part}：现场情况` };
      const outsider = await accountOf((await job.listTeam(parts[(part + 1) % 3]!.id))[0]!.inspectorId ?? '');
      expect((await ask(outsider, record, { input })).code).toBe('ASSIGNMENT_NOT_FOUND');
      const { result } = await ask(await accountOf(one!.inspectorId ?? ''), record, { input });
      const signed = await ask(await accountOf(other!.inspectorId ?? ''), sign, { id: result.id });
      expect(signed.result.signedOn).toBe('2026-02-10');
      results.push(result.id);
    }
    for (const [part, id] of results.entries()) {
      const foreign = reviewers[(part + 1) % 3]!;
      expect((await ask(foreign, confirm, { id })).code).toBe('RESULT_NOT_FOUND');
      const { edges } = await ask(
        reviewers[part]!,
        'query { assignments(state: SUBMITTED) { edges { node { results { findings } } } } }',
      );
      expect(edges.flatMap(({ node }: { node: { results: unknown[] } }) => node.results)).toEqual([
        { findings: `部门${part}：现场情况` },
      ]);
      expect(await ask(reviewers[part]!, confirm, { id })).toEqual({ deadline: { dueOn: '2026-02-26' } });
    }
  },
);

step('what was confirmed is counted, and what is late', async () => {
  expect(await standOf(job.approver)).toEqual(
    ['zj-health', 'zj-market', 'zj-fire'].map((code) => [code, 3, 0, 0, 0, 0, 1]),
  );
  const back = job.clock.now().toISOString();
  job.clock.set('2026-04-01T01:00:00Z');
  const late = await standOf(job.approver);
  expect(late.map(([, , , , lateCount]: unknown[]) => lateCount)).toEqual([2, 2, 2]);
  job.clock.set(back);
});

step('the burden of the target is one visit, and each department publishes its own result', async () => {
  await job.runJobs();
  const [first] = await job.listAssignments(draw);
  const burden = (await burdenOf(job.readAs(), [first!.targetRealId], 2026)).get(first!.targetRealId);
  expect(burden).toMatchObject({ PROVINCE: 0, CITY: 1, COUNTY: 0, TOWNSHIP: 0 });
  for (const publisher of [job.publisher, house.market.publisher, house.fire.publisher]) {
    const { edges } = await ask(publisher, 'query { publications(state: DUE) { edges { node { title } } } }');
    expect(edges).toHaveLength(1);
  }
});

step('once begun, it can be terminated: the other departments’ open visits end with it', async () => {
  const asked = await ask(
    job.planner,
    `mutation ($input: RequestTerminationInput!) { requestTermination(input: $input) {
      ... on TerminationRequested { termination { id } } ${error} } }`,
    { input: { campaignId, reason: '突发公共卫生事件，暂停现场检查' } },
  );
  const ended = await ask(
    job.approver,
    `mutation ($id: UUID!) { approveTermination(id: $id) {
      ... on CampaignTerminated { termination { standingCount endedCount campaign { state } } } ${error} } }`,
    { id: asked.termination.id },
  );
  expect(ended.termination).toEqual({ standingCount: 1, endedCount: 6, campaign: { state: 'TERMINATED' } });
  const states = (await job.listAssignments(draw)).map(({ state }) => state);
  expect(states.filter((state) => state === AssignmentState.TERMINATED)).toHaveLength(6);
  expect(states.filter((state) => state === AssignmentState.CONFIRMED)).toHaveLength(3);
});

test('a joint campaign of three departments runs from the plan to its reports, over the API as their people use it', async () => {
  for (const [what, work] of story) {
    await work().catch((error: Error) => {
      error.message = `${what}\n${error.message}`;
      throw error;
    });
  }
});
