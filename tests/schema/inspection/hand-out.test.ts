import { AuditEvent } from '../../../schema/audit/index.js';
import { remindAll } from '../../../schema/inspection/hand-out/remind.service.js';
import { type Assignment, AssignmentOfficer, Message } from '../../../schema/inspection/index.js';
import { Reading, ReadingWay } from '../../../schema/personal/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { keepRows } from '../../support/kept-rows.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let job: MainJob;
let drawn: FrozenDraw;
/** The lead and the other officer of the first assignment; the rest of the officers have no account. */
let lead: Actor;
let other: Actor;
let assignment: Assignment;
let names: string[];
/** Monday morning, a day before the window opens. */
const start = '2026-02-09T01:00:00Z';
/** Brings the house back as it stood after its dispatch. */
let asDispatched: () => Promise<void>;

beforeAll(async () => {
  server = await startTestServer({}, { start });
  const { database, clock, close, app } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...app.sources, jobs: undefined } }, {});
  drawn = await job.complete(await job.freeze(await job.approved({ mode: DrawMode.CONFIDENTIAL })));
  const [first] = await job.readAs().em.execute<{ lead: string; other: string }[]>(
    `select lead.id as lead, other.id as other
       from (select * from drawn_unit where draw_id = ? and not is_reserve order by real_id limit 1) unit
       join inspector lead on lead.real_id = unit.lead
       join inspector other on other.real_id = any(unit.officers) and other.real_id <> unit.lead`,
    [drawn.id],
  );
  lead = await job.addPerson('lead', [Role.INSPECTOR], job.health, first?.lead);
  other = await job.addPerson('other', [Role.INSPECTOR], job.health, first?.other);
  await job.runJobs();
  const all = await job.listAssignments(drawn);
  names = all.flatMap(({ targetName, targetRealId }) => [targetName, targetRealId]);
  assignment = all[0] as Assignment;
  asDispatched = await keepRows(database);
});
afterAll(() => server.close());
beforeEach(async () => {
  job.clock.set(start);
  await asDispatched();
});

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const visits = `query ($period: VisitPeriod!) { myVisits(period: $period, first: 50) { edges { node {
  id campaignCode dueOn plannedOn isLate isLead visibleAt targetName targetRealId } } } }`;
const messages = `{ myUnreadMessageCount myMessages { edges { node {
  id kind campaignCode count on visibleAt link text textEn readAt deliveries { channel } } } } }`;
const plan = `mutation ($input: PlanVisitInput!) { planVisit(input: $input) { __typename
  ... on VisitPlanned { plannedOn visibleAt } ... on PlannedOutsideWindow { fromOn toOn }
  ... on ConsoleError { code message messageEn } } }`;
const progress = `query { campaignProgress { edges { node { code drawnCount dispatchedCount counts { state count }
  hiddenCount plannedCount dueCount lateCount } } } }`;
const ledger = `query ($kind: OpenDutyKind, $inspectorId: UUID, $campaignId: UUID, $first: Int = 50, $after: String) {
  openDuties(kind: $kind, inspectorId: $inspectorId, campaignId: $campaignId, first: $first, after: $after) {
    pageInfo { endCursor hasNextPage } edges { node { id kind count dueOn isLate assignmentId inspectorId campaignCode } } } }`;

// biome-ignore lint/suspicious/noExplicitAny: tests look into whatever they asked for
type Nodes = any[];

async function nodesOf(client: GraphqlClient, query: string, field: string, variables = {}): Promise<Nodes> {
  const data = await client.get(query, variables);
  return data[field].edges.map((edge: { node: unknown }) => edge.node);
}

async function planned(client: GraphqlClient, plannedOn: string, assignmentId = assignment.id) {
  return (await client.get(plan, { input: { assignmentId, plannedOn } })).planVisit;
}

function expectNoName(text: unknown): void {
  const told = JSON.stringify(text);
  for (const name of names) expect(told).not.toContain(name);
}

describe('before its time', () => {
  test('a team knows how many, when and of which campaign, and no name', async () => {
    await planned(await clientOf(lead), '2026-02-12');
    job.clock.set('2026-02-11T09:59:59Z');
    const client = await clientOf(lead);
    const week = await nodesOf(client, visits, 'myVisits', { period: 'WEEK' });
    const own = week.find(({ id }) => id === assignment.id);
    expect(own).toMatchObject({
      plannedOn: '2026-02-12',
      targetName: null,
      targetRealId: null,
      isLead: true,
    });
    expect(own.visibleAt).toBe('2026-02-11T10:00:00.000Z');
    job.clock.set('2026-02-11T10:00:00Z');
    const [seen] = (await nodesOf(client, visits, 'myVisits', { period: 'WEEK' })).filter(
      ({ id }) => id === assignment.id,
    );
    expect(seen).toMatchObject({ targetName: assignment.targetName, targetRealId: assignment.targetRealId });
  });

  test('its head only counts', async () => {
    const client = await clientOf(job.approver);
    const answer = await client.get(progress);
    expectNoName(answer);
    const [own] = answer.campaignProgress.edges;
    expect(own.node).toMatchObject({ drawnCount: 9, dispatchedCount: 9, hiddenCount: 9, lateCount: 0 });
    expect(own.node.counts).toEqual([{ state: 'ASSIGNED', count: 9 }]);
    expectNoName(await client.get(ledger));
  });

  test('who looks afterwards is written down, once for each target and hour', async () => {
    const client = await clientOf(lead);
    await planned(client, '2026-02-10');
    const readings = () =>
      job.readAs().em.count(Reading, { subjectId: assignment.id, way: ReadingWay.OWN_ASSIGNMENTS });
    await nodesOf(client, visits, 'myVisits', { period: 'WEEK' });
    expect(await readings()).toBe(0);
    job.clock.set('2026-02-10T01:00:00Z');
    const next = await clientOf(lead);
    await nodesOf(next, visits, 'myVisits', { period: 'TODAY' });
    await nodesOf(next, visits, 'myVisits', { period: 'TODAY' });
    expect(await readings()).toBe(1);
  });

  test('a department may set another time, with its basis, from the next dispatch on', async () => {
    const client = await clientOf(job.approver);
    const input = { workingDaysBefore: 0, at: '08:30', remindDaysBefore: 5, basis: '湛卫发〔2026〕3号' };
    const { setHandOutRule } = await client.get(
      'mutation ($input: HandOutRuleInput!) { setHandOutRule(input: $input) { ... on HandOutRuleSet { rule { at basis } } } }',
      { input },
    );
    expect(setHandOutRule.rule).toEqual({ at: '08:30', basis: '湛卫发〔2026〕3号' });
    expect((await client.get('{ handOutTimes { workingDaysBefore at } }')).handOutTimes).toEqual({
      workingDaysBefore: 0,
      at: '08:30',
    });
    expect((await job.listAssignments(drawn))[0]?.visibleAt).toEqual(new Date('2026-02-09T10:00:00Z'));
    const next = await job.drawn();
    expect((await job.listAssignments(next))[0]?.visibleAt).toEqual(new Date('2026-02-10T00:30:00Z'));
    const bad = await client.ask(
      'mutation ($input: HandOutRuleInput!) { setHandOutRule(input: $input) { __typename } }',
      { input: { ...input, at: '25:00' } },
    );
    expect(bad.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
    expect(await job.readAs().em.count(AuditEvent, { kind: 'hand-out.rule-set' })).toBe(1);
  });
});

describe('the day of a visit', () => {
  test('is planned by the lead, and its team is told', async () => {
    expect(await planned(await clientOf(lead), '2026-02-24')).toEqual({
      __typename: 'VisitPlanned',
      plannedOn: '2026-02-24',
      // The working day before lies before the Spring Festival holiday, which ends on the 23rd.
      visibleAt: '2026-02-14T10:00:00.000Z',
    });
    const told = await nodesOf(await clientOf(other), messages, 'myMessages');
    expect(told.find(({ kind }) => kind === 'PLANNED')).toMatchObject({
      on: '2026-02-24',
      link: `/assignments/${assignment.id}`,
    });
    expectNoName(told);
  });

  test('or by the head, and by nobody else', async () => {
    expect((await planned(await clientOf(job.approver), '2026-02-25')).__typename).toBe('VisitPlanned');
    expect((await planned(await clientOf(other), '2026-02-25')).code).toBe('NOT_TEAM_LEAD');
    expect((await planned(await clientOf(job.stranger), '2026-02-25')).code).toBe('ASSIGNMENT_NOT_FOUND');
    expect(await job.readAs().em.count(AuditEvent, { kind: 'assignment.planned' })).toBe(1);
  });

  test('lies within the window and not in the past', async () => {
    job.clock.set('2026-02-11T01:00:00Z');
    const client = await clientOf(lead);
    for (const day of ['2026-02-10', '2026-04-01', '2026-02-09']) {
      const refused = await planned(client, day);
      expect(refused).toMatchObject({
        __typename: 'PlannedOutsideWindow',
        fromOn: '2026-02-11',
        toOn: '2026-03-31',
      });
      expect(refused.message).toContain('plannedOn');
    }
    expect(await job.readAs().em.count(AuditEvent, { kind: 'assignment.planned' })).toBe(0);
  });

  test('does not hide again what a team has seen', async () => {
    job.clock.set('2026-02-10T01:00:00Z');
    const { visibleAt } = await planned(await clientOf(lead), '2026-03-20');
    expect(visibleAt).toBe('2026-02-09T10:00:00.000Z');
  });
});

describe('messages', () => {
  test('an officer is told of a dispatch once, by counts and times', async () => {
    const client = await clientOf(lead);
    const mine = await job.readAs().em.count(AssignmentOfficer, { inspectorId: lead.inspectorId ?? '' });
    const { myMessages, myUnreadMessageCount } = await client.get(messages);
    expect(myUnreadMessageCount).toBe(1);
    expect(myMessages.edges[0].node).toMatchObject({
      kind: 'ASSIGNED',
      count: mine,
      campaignCode: drawn.campaign.code,
      visibleAt: '2026-02-09T10:00:00.000Z',
      link: '/my/visits',
      readAt: null,
      deliveries: [],
    });
    expect(myMessages.edges[0].node.text).toContain(`${mine} 项检查任务，2026-02-09 18:00 起`);
    expectNoName(myMessages);
    await job.act(undefined, remindAll);
    expect((await client.get(messages)).myUnreadMessageCount).toBe(1);
    const { readMessages } = await client.get('mutation { readMessages { ... on MessagesRead { count } } }');
    expect(readMessages.count).toBe(1);
    expect((await client.get(messages)).myUnreadMessageCount).toBe(0);
  });

  test('nobody marks another’s messages as read', async () => {
    const { myMessages } = await (await clientOf(lead)).get(messages);
    const ids = myMessages.edges.map(({ node }: { node: { id: string } }) => node.id);
    const query = 'mutation ($ids: [UUID!]) { readMessages(ids: $ids) { ... on MessagesRead { count } } }';
    expect((await (await clientOf(other)).get(query, { ids })).readMessages.count).toBe(0);
    expect(await job.readAs().em.count(Message, { account: lead.accountId ?? '', readAt: null })).toBe(1);
  });

  test('each day remind of what is due soon; the head is told what is late', async () => {
    job.clock.set('2026-03-27T00:30:00Z');
    await job.act(undefined, remindAll);
    await job.act(undefined, remindAll);
    const kinds = async (actor: Actor) =>
      (await nodesOf(await clientOf(actor), messages, 'myMessages')).map(({ kind }) => kind);
    expect(await kinds(lead)).toEqual(['DUE', 'ASSIGNED']);
    expect(await kinds(job.approver)).toEqual([]);
    job.clock.set('2026-04-01T00:30:00Z');
    await job.act(undefined, remindAll);
    expect(await kinds(lead)).toEqual(['DUE', 'ASSIGNED']);
    expect(await kinds(job.approver)).toEqual(['LATE']);
  });

  test('the head reminds the teams of a campaign', async () => {
    const client = await clientOf(job.approver);
    const query = `mutation ($id: UUID!) { remindTeams(campaignId: $id) { __typename
      ... on TeamsReminded { toldCount } ... on ConsoleError { code } } }`;
    const ask = async (id: string) => (await client.get(query, { id })).remindTeams;
    expect(await ask(drawn.campaign.id)).toEqual({ __typename: 'TeamsReminded', toldCount: 2 });
    expect(await ask(drawn.campaign.id)).toEqual({ __typename: 'TeamsReminded', toldCount: 0 });
    const undrawn = await job.approved();
    expect((await ask(undrawn.id)).code).toBe('CAMPAIGN_NOT_HANDED_OUT');
    expectNoName(await nodesOf(await clientOf(lead), messages, 'myMessages'));
  });
});

describe('the ledger', () => {
  test('says what is not dispatched, told and visited, the first due first', async () => {
    const undispatched = await job.complete(await job.freeze(await job.approved()));
    const client = await clientOf(job.approver);
    const all = await nodesOf(client, ledger, 'openDuties');
    const ofKind = (kind: string) => all.filter((duty) => duty.kind === kind);
    expect(ofKind('NOT_DISPATCHED')).toMatchObject([{ id: undispatched.id, count: 9, dueOn: '2026-02-10' }]);
    expect(ofKind('NOT_VISITED')).toHaveLength(9);
    expect(ofKind('NOT_NOTIFIED')).toEqual([]);
    // Two of them have an account.
    const officers = await job
      .readAs()
      .em.execute<{ count: number }[]>(
        'select count(distinct inspector_id)::int as count from assignment_officer',
      );
    expect(ofKind('NOT_TOLD')).toHaveLength((officers[0]?.count ?? 0) - 2);
    expect(all.map(({ dueOn }) => dueOn)).toEqual(all.map(({ dueOn }) => dueOn).sort());
    expectNoName(all);
  });

  test('of an officer, of a campaign, of a kind; page by page the same', async () => {
    const client = await clientOf(job.approver);
    const mine = await job.readAs().em.count(AssignmentOfficer, { inspectorId: lead.inspectorId ?? '' });
    const own = await nodesOf(client, ledger, 'openDuties', { inspectorId: lead.inspectorId });
    expect(own).toHaveLength(mine);
    expect(await nodesOf(client, ledger, 'openDuties', { campaignId: (await job.approved()).id })).toEqual(
      [],
    );
    const kind = 'NOT_VISITED';
    const whole = await nodesOf(client, ledger, 'openDuties', { kind });
    const paged: Nodes = [];
    for (let after: string | null = null; ; ) {
      const { openDuties } = await client.get(ledger, { kind, first: 4, after });
      paged.push(...openDuties.edges.map(({ node }: { node: unknown }) => node));
      if (!openDuties.pageInfo.hasNextPage) break;
      after = openDuties.pageInfo.endCursor;
    }
    expect(paged).toEqual(whole);
  });

  test('what is visited leaves it, and what is late says so', async () => {
    job.clock.set('2026-02-10T02:00:00Z');
    await job.visit(assignment.id);
    const client = await clientOf(job.approver);
    expect(await nodesOf(client, ledger, 'openDuties', { kind: 'NOT_VISITED' })).toHaveLength(8);
    job.clock.set('2026-04-01T02:00:00Z');
    const late = await nodesOf(await clientOf(job.approver), ledger, 'openDuties', { kind: 'NOT_VISITED' });
    expect(late.every(({ isLate }) => isLate)).toBe(true);
    const [{ lateCount }] = await nodesOf(await clientOf(job.approver), progress, 'campaignProgress');
    expect(lateCount).toBe(8);
  });

  test('another department sees nothing of it', async () => {
    const client = await clientOf(job.stranger);
    expect(await nodesOf(client, ledger, 'openDuties')).toEqual([]);
    expect(await nodesOf(client, progress, 'campaignProgress')).toEqual([]);
    expect(await nodesOf(client, visits, 'myVisits', { period: 'WEEK' })).toEqual([]);
  });
});

describe('the party', () => {
  const note = `mutation ($input: NotificationInput!) { noteNotification(input: $input) { __typename
    ... on NotificationNoted { notification { kind way } } ... on ConsoleError { code } } }`;
  const noted = async (actor: Actor, kind: string, notifiedAt: string) => {
    const input = { assignmentId: assignment.id, kind, way: 'IN_PERSON', notifiedAt };
    return (await (await clientOf(actor)).get(note, { input })).noteNotification;
  };
  const unnotified = async () =>
    nodesOf(await clientOf(job.approver), ledger, 'openDuties', { kind: 'NOT_NOTIFIED' });

  test('of an unannounced campaign is notified on arrival, never before, and never before the team knows', async () => {
    job.clock.set('2026-02-09T09:00:00Z');
    const early = await noted(lead, 'ON_ARRIVAL', '2026-02-09T09:00:00Z');
    expect(early.__typename).toBe('NotifiedTooEarly');
    job.clock.set('2026-02-10T02:00:00Z');
    const at = '2026-02-10T01:30:00Z';
    expect((await noted(lead, 'BEFOREHAND', at)).__typename).toBe('VisitUnannounced');
    expect((await noted(lead, 'ON_ARRIVAL', '2026-02-09T09:00:00Z')).__typename).toBe('NotifiedTooEarly');
    expect((await noted(lead, 'ON_ARRIVAL', '2026-02-10T03:00:00Z')).__typename).toBe('NotifiedInFuture');
    expect((await noted(job.stranger, 'ON_ARRIVAL', at)).__typename).toBe('AssignmentNotFound');
    expect(await unnotified()).toEqual([]);
    await job.visit(assignment.id);
    const [open] = (await unnotified()).filter(({ assignmentId }) => assignmentId === assignment.id);
    const isFinal = (await job.listAssignments(drawn)).find(({ id }) => id === assignment.id)?.state;
    expect(open === undefined).toBe(isFinal === 'CONFIRMED');
    expect((await noted(lead, 'ON_ARRIVAL', at)).notification).toEqual({
      kind: 'ON_ARRIVAL',
      way: 'IN_PERSON',
    });
    expect((await noted(job.approver, 'ON_ARRIVAL', at)).__typename).toBe('NotifiedBefore');
    expect(await unnotified()).toEqual([]);
    expect(await job.readAs().em.count(AuditEvent, { kind: 'assignment.party-notified' })).toBe(1);
  });

  test('of an announced one is not yet notified from its dispatch on, and may be told beforehand', async () => {
    await job.act(undefined, (unit) =>
      unit.em.execute('update campaign set is_announced = true where id = ?', [drawn.campaign.id]),
    );
    expect(await unnotified()).toHaveLength(9);
    job.clock.set('2026-02-09T11:00:00Z');
    expect((await noted(lead, 'BEFOREHAND', '2026-02-09T10:30:00Z')).__typename).toBe('NotificationNoted');
    expect((await unnotified()).map(({ assignmentId }) => assignmentId)).not.toContain(assignment.id);
    expect(await unnotified()).toHaveLength(8);
  });
});

test('totals of open duties: departments with nothing open too, and the same sums by campaign', async () => {
  const client = await clientOf(job.approver);
  const totals = (by: string) =>
    nodesOf(
      client,
      `{ openDutyTotals(by: ${by}, first: 50) { edges { node { id label counts { kind count } lateCount } } } }`,
      'openDutyTotals',
    );
  const own = { kind: 'NOT_VISITED', count: 9 };
  expect(await totals('CAMPAIGN')).toMatchObject([
    {
      id: drawn.campaign.id,
      label: drawn.campaign.code,
      counts: expect.arrayContaining([own]),
      lateCount: 0,
    },
  ]);
  const departments = await totals('DEPARTMENT');
  expect(departments.find(({ id }) => id === job.health.id).counts).toContainEqual(own);
  const everywhere = await (await clientOf(job.auditor)).get(
    '{ openDutyTotals(by: DEPARTMENT) { edges { node { id counts { count } } } } }',
  );
  const other = everywhere.openDutyTotals.edges.find(
    ({ node }: { node: { id: string } }) => node.id === job.market.id,
  );
  expect(other.node.counts.map(({ count }: { count: number }) => count)).toEqual([0, 0, 0, 0, 0]);
  const officers = await totals('OFFICER');
  const mine = await job.readAs().em.count(AssignmentOfficer, { inspectorId: lead.inspectorId ?? '' });
  const lines = officers.find(({ id }) => id === lead.inspectorId);
  expect(lines.counts).toContainEqual({ kind: 'NOT_VISITED', count: mine });
  expect(officers.map(({ id }) => id)).toEqual(officers.map(({ id }) => id).sort());
});

test('the load of the year tells what is planned', async () => {
  await planned(await clientOf(lead), '2026-02-12');
  const planner = await clientOf(job.planner);
  const { inspectorLoads } = await planner.get(
    '{ inspectorLoads(first: 50) { edges { node { inspector { id } plannedVisitCount openAssignmentCount } } } }',
  );
  const own = inspectorLoads.edges.find(
    ({ node }: { node: { inspector: { id: string } } }) => node.inspector.id === lead.inspectorId,
  );
  expect(own.node.plannedVisitCount).toBe(1);
});

describe('a calendar feed', () => {
  const create = `mutation { createCalendarFeed { __typename ... on CalendarFeedCreated { path }
    ... on ConsoleError { code message } } }`;
  const fetchFeed = (path: string) => fetch(`${server.address}${path}`);

  test('tells days, campaign numbers and links, and no name', async () => {
    const client = await clientOf(lead);
    await planned(client, '2026-02-12');
    const { path } = (await client.get(create)).createCalendarFeed;
    const answer = await fetchFeed(path);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    const text = (await answer.text()).replaceAll('\r\n ', '');
    expect(text).toContain('DTSTART;VALUE=DATE:20260212');
    expect(text).toContain(`SUMMARY:检查 ${drawn.campaign.code}`);
    expect(text).toContain(`/assignments/${assignment.id}`);
    expectNoName(text);
    // Not when they have long been seen, either.
    job.clock.set('2026-02-13T01:00:00Z');
    expectNoName(await (await fetchFeed(path)).text());
  });

  test('answers nothing once it was revoked or made anew, and its secret is kept nowhere', async () => {
    const client = await clientOf(lead);
    const first = (await client.get(create)).createCalendarFeed.path;
    const second = (await client.get(create)).createCalendarFeed.path;
    expect((await fetchFeed(first)).status).toBe(404);
    expect((await fetchFeed(second)).status).toBe(200);
    const revoke = 'mutation { revokeCalendarFeed { __typename } }';
    expect((await client.get(revoke)).revokeCalendarFeed.__typename).toBe('CalendarFeedRevoked');
    expect((await fetchFeed(second)).status).toBe(404);
    expect((await client.get(revoke)).revokeCalendarFeed.__typename).toBe('FeedNotFound');
    expect((await fetchFeed('/calendars/../../etc.ics')).status).toBe(404);
    const rows = await job.readAs().em.execute('select row_to_json(calendar_feed)::text from calendar_feed');
    const secret = second.slice('/calendars/'.length, -'.ics'.length);
    expect(JSON.stringify([rows, server.log])).not.toContain(secret);
  });

  test('ends with its account', async () => {
    const { path } = (await (await clientOf(lead)).get(create)).createCalendarFeed;
    await job.act(undefined, (unit) =>
      unit.em.execute('update account set active = false where id = ?', [lead.accountId]),
    );
    expect((await fetchFeed(path)).status).toBe(404);
  });
});
