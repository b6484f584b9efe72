import { AuditEvent } from '../../schema/audit/index.js';
import { HandDown, HandDownPart } from '../../schema/draw/index.js';
import { Reading, ReadingWay } from '../../schema/personal/index.js';
import { Campaign, DrawMode, DrawStage, HandedList, hashOfPart } from '../../schema/plan/index.js';
import { ImportKind } from '../../schema/registry/index.js';
import type { Actor } from '../../schema/shared/unit.js';
import { GraphqlClient } from '../support/client.js';
import { countStatements } from '../support/count-statements.js';
import { done, type FrozenDraw, MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';
import { expectRefused } from '../support/unchanged.js';
import {
  type County,
  drawOfficers,
  enterDivisions,
  openCounty,
  type Place,
  targetsOf,
  teamOf,
} from './county.js';

let server: TestServer;
let job: MainJob;
let chikan: County;
let xiashan: County;
let draw: FrozenDraw;

/** Of 霞山 the city has one target that the county's register does not; 麻章 has no bureau, its target is claimed by 赤坎. */
const inChikan: Place[] = [0, 1, 2, 3].map((n) => [n, '440802']);
const below: Place = [4, '440802001'];
const inXiashan: Place[] = [5, 6, 7, 8, 9].map((n) => [n, '440803']);
const inMazhang: Place = [10, '440811'];
const unknown: Place = [11, '440803'];
const realId = ([n]: Place) => `licence:JX${String(n).padStart(5, '0')}`;

/** What happens, one after another. */
const story: [what: string, work: () => Promise<void>][] = [];
const step = (what: string, work: () => Promise<void>) => story.push([what, work]);

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, app } = server;
  const sources = { ...app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, sources, close: async () => {} }, { targetCount: 0 });
  await enterDivisions(job);
  await job.bringIn(ImportKind.ENTITIES, targetsOf([...inChikan, below, ...inXiashan, inMazhang, unknown]));
  chikan = await openCounty(
    job,
    { code: 'ck-health', name: '赤坎区卫生健康局', creditCode: '9144030071526726XG', division: '440802' },
    [...inChikan, below, inMazhang],
  );
  xiashan = await openCounty(
    job,
    { code: 'xs-health', name: '霞山区卫生健康局', creditCode: '92610822MA707NAX4Q', division: '440803' },
    inXiashan,
  );
  draw = await job.drawn({
    stage: DrawStage.TARGETS,
    mode: DrawMode.CONFIDENTIAL,
    strata: [{ riskClass: 'A', count: 12, reserve: 0 }],
  });
});
afterAll(() => server.close());

const error = '... on ConsoleError { code message messageEn }';

const clients = new Map<string, GraphqlClient>();

/** Signed in once for each day of the clock. */
async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const key = `${actor.username} ${job.readAs().today}`;
  const known = clients.get(key);
  if (known) return known;
  const client = new GraphqlClient(`${server.address}/graphql`);
  client.cookie = await job.cookieOf(actor);
  clients.set(key, client);
  return client;
}

/** Something that the house refuses to somebody: nothing is changed but that they signed in. */
async function refused(actor: Actor, name: string, operation: string, input: object) {
  await clientOf(actor);
  return expectRefused(job, name, () => ask(actor, operation, { input }));
}

// biome-ignore lint/suspicious/noExplicitAny: the answer of whatever was asked
async function ask(actor: Actor, operation: string, variables: Record<string, unknown> = {}): Promise<any> {
  return Object.values(await (await clientOf(actor)).get(operation, variables))[0];
}

// biome-ignore lint/suspicious/noExplicitAny: the nodes of a list
type Nodes = any[];

async function list(actor: Actor, operation: string, variables = {}): Promise<Nodes> {
  return (await ask(actor, operation, variables)).edges.map(({ node }: { node: unknown }) => node);
}

const proposal = `query ($drawId: UUID!, $placements: [PlacementInput!]! = []) {
  handDownProposal(drawId: $drawId, placements: $placements) { __typename
    ... on HandDownProposal { parts { departmentCode count } unplacedCount
      unplaced { realId name divisionCode reason departmentCode } } ${error} } }`;
const handing = `mutation ($input: HandDownInput!) { handDownToDepartments(input: $input) { __typename
  ... on DrawHandedDown { handDown { id documentNo parts { departmentCode receivedCount } } } ${error} } }`;
const handDowns = `query { handDowns { edges { node { documentNo drawId parts { departmentCode hash salt receivedOn dueOn
  matchedAt lateAt receivedCount matchedCount dispatchedCount visitedCount confirmedCount } } } } }`;
const lists = `query ($isLate: Boolean) { handedLists(isLate: $isLate) { edges { node { id documentNo issuer fileName fileHash
  drawMode rowCount receivedOn uploads { state count } deadline { dueOn } } } } }`;
const rowsOf =
  'query ($id: UUID!) { handedRows(listId: $id) { edges { node { realId uploadState uploadedAt } } } }';

/** By hand: 赤坎 takes the target of 麻章, and the bureau itself the one that 霞山 does not know. */
const byHand = [
  { departmentCode: 'ck-health', realIds: [realId(inMazhang)] },
  { departmentCode: 'zj-health', realIds: [realId(unknown)] },
];
const parts = [
  { departmentCode: 'ck-health', count: 6 },
  { departmentCode: 'xs-health', count: 5 },
  { departmentCode: 'zj-health', count: 1 },
];
const order = () => ({
  ...{ drawId: draw.id, documentNo: '湛卫抽〔2026〕5号', title: '市级抽取，县区检查' },
  ...{ placements: byHand, parts },
});

/** The part of one department, as the superior reads it. */
async function partOf(code: string) {
  const [handed] = await list(job.approver, handDowns);
  return handed.parts.find(({ departmentCode }: { departmentCode: string }) => departmentCode === code);
}

step(
  'by division the head sees how many each department below would get, and by name those that fit none',
  async () => {
    const seen = await ask(job.approver, proposal, { drawId: draw.id });
    expect(seen).toEqual({
      __typename: 'HandDownProposal',
      // A street lies in the area of the district above it.
      parts: [
        { departmentCode: 'ck-health', count: 5 },
        { departmentCode: 'xs-health', count: 5 },
      ],
      unplacedCount: 2,
      unplaced: [
        {
          ...{ realId: realId(inMazhang), name: '虚构第10号饮食店', divisionCode: '440811' },
          ...{ reason: 'NO_DEPARTMENT', departmentCode: null },
        },
        {
          ...{ realId: realId(unknown), name: '虚构第11号饮食店', divisionCode: '440803' },
          ...{ reason: 'NOT_IN_REGISTER', departmentCode: 'xs-health' },
        },
      ],
    });
    // Whom it names the head knows from then on; counts alone tell nobody anything.
    const readings = () => job.readAs().em.count(Reading, { draw: draw.id, way: ReadingWay.DRAWN_UNITS });
    expect(await readings()).toBe(1);
    const placed = await ask(job.planner, proposal, { drawId: draw.id, placements: byHand });
    expect(placed).toMatchObject({ parts, unplacedCount: 0, unplaced: [] });
    expect(await readings()).toBe(1);
  },
);

step('nothing goes down while a target fits nobody, or where the head saw another proposal', async () => {
  const refuse = (name: string, more: object, actor = job.approver) =>
    refused(actor, name, handing, { ...order(), ...more });
  expect((await refuse('TargetsUnplaced', { placements: [] })).message).toContain('2 个对象');
  await refuse('ProposalChanged', { parts: parts.slice(0, 2) });
  const [one, two] = parts;
  await refuse('ProposalChanged', { parts: [{ ...one, count: 5 }, { ...two, count: 6 }, parts[2]] });
  const [mine, ours] = byHand;
  await refuse('PlacementInvalid', { placements: [mine, { ...ours, departmentCode: 'zj-market' }] });
  await refuse('PlacementInvalid', { placements: [mine, ours, { ...mine, departmentCode: 'xs-health' }] });
  await refuse('PlacementInvalid', { placements: [{ ...mine, realIds: ['licence:JX99999'] }] });
  for (const actor of [chikan.approver, job.stranger]) await refuse('DrawNotFound', {}, actor);
});

step('it goes down in one act under one document, once', async () => {
  const handed = await ask(job.approver, handing, { input: order() });
  expect(handed.handDown).toMatchObject({
    documentNo: '湛卫抽〔2026〕5号',
    parts: parts.map(({ departmentCode, count }) => ({ departmentCode, receivedCount: count })),
  });
  await refused(job.approver, 'AlreadyHandedDown', handing, order());
  const { em } = job.readAs();
  const [event] = await em.find(AuditEvent, { kind: 'draw.handed-to-departments' });
  expect(event).toMatchObject({
    ...{ subjectId: draw.id, data: { documentNo: '湛卫抽〔2026〕5号', count: 12 } },
  });
  expect(await em.count(AuditEvent, { kind: 'handed-list.received' })).toBe(3);
});

step(
  'each department has its part, with document and hash, and two working days to match officers',
  async () => {
    await job.runJobs();
    for (const [county, count] of [[chikan, 6] as const, [xiashan, 5] as const]) {
      const own = await list(county.planner, lists);
      expect(own).toMatchObject([
        {
          ...{ documentNo: '湛卫抽〔2026〕5号', issuer: '湛江市卫生健康局', fileName: '', rowCount: count },
          ...{ drawMode: 'CONFIDENTIAL', receivedOn: '2026-02-09', deadline: { dueOn: '2026-02-11' } },
          uploads: [{ state: 'NOT_DUE', count }],
        },
      ]);
      const { hash } = await partOf(county.department.code);
      expect(own[0].fileHash).toBe(hash);
      const told = await list(
        county.approver,
        'query { myMessages { edges { node { kind count on text } } } }',
      );
      expect(told).toMatchObject([{ kind: 'HANDED_DOWN', count, on: '2026-02-11' }]);
      expect(JSON.stringify(told)).not.toContain('饮食店');
    }
  },
);

step('the hash is of exactly these targets, and its salt is told once the draw is open', async () => {
  const { em } = job.readAs();
  for (const part of await em.find(HandDownPart, {})) {
    const members = {
      'ck-health': [...inChikan, below, inMazhang],
      'xs-health': inXiashan,
      'zj-health': [unknown],
    }[part.departmentCode];
    const { receiptHash } = await job.getDraw(draw.id);
    const head = { documentNo: '湛卫抽〔2026〕5号', receiptHash: receiptHash ?? '' };
    const { salt, departmentCode } = part;
    expect(hashOfPart({ ...head, salt, departmentCode }, (members ?? []).map(realId))).toBe(part.hash);
    expect((await partOf(departmentCode)).salt).toBeNull();
  }
});

step('before the visits nobody below sees a name: its head has counts, its planner too', async () => {
  const [{ id }] = await list(chikan.planner, lists);
  expect(await list(chikan.planner, rowsOf, { id })).toEqual([]);
  const head = await (await clientOf(chikan.approver)).ask(rowsOf, { id });
  expect(head.errors).toBeDefined();
  expect(await job.readAs().em.count(Reading, { way: ReadingWay.HANDED_LIST })).toBe(0);
});

step(
  'it sees exactly its part, and nothing else of the superior’s draw; no sister, no stranger sees it',
  async () => {
    const count = async (scope: string[], table: string, where = 'true') => {
      const actor: Actor = { kind: 'account', accountId: chikan.planner.accountId ?? '', roles: [], scope };
      const sql = `select count(*)::int as count from "${table}" where ${where}`;
      const [row] = await job.readAs(actor).em.execute<{ count: number }[]>(sql);
      return row?.count;
    };
    const hidden = [
      'hand_down',
      'hand_down_part',
      'draw',
      'drawn_unit',
      'draw_file',
      'campaign',
      'campaign_unit',
    ];
    for (const [{ department }, rows] of [[chikan, 6] as const, [xiashan, 5] as const]) {
      const scope = [department.id];
      for (const table of hidden) expect([table, await count(scope, table)]).toEqual([table, 0]);
      expect(await count(scope, 'handed_list')).toBe(1);
      expect(await count(scope, 'handed_row')).toBe(rows);
      expect(await count(scope, 'target', `department_id <> '${department.id}'`)).toBe(0);
      expect(await job.readAs({ kind: 'account', roles: [], scope }).em.count(HandDown, {})).toBe(0);
      expect(await job.readAs({ kind: 'account', roles: [], scope }).em.count(HandedList, {})).toBe(1);
    }
    for (const table of [...hidden, 'handed_list', 'handed_row']) {
      expect(await count([job.market.id], table)).toBe(0);
      expect(await count([], table)).toBe(0);
    }
    // Above, whoever acts has the own part alone; whoever looks, those below as well.
    expect(await count([job.health.id], 'handed_list')).toBe(1);
    expect(await count([job.health.id], 'hand_down_part')).toBe(3);
    expect(await list(job.planner, lists)).toHaveLength(3);
    for (const actor of [chikan.approver, job.stranger]) expect(await list(actor, handDowns)).toEqual([]);
  },
);

step(
  'what was confidential above stays so below; officers are matched in the county’s own draw',
  async () => {
    const [{ id: listId, fileHash }] = await list(chikan.planner, lists);
    const draft = `mutation ($input: DraftMatchingInput!) { draftMatching(input: $input) { __typename
    ... on CampaignCreated { campaign { id targetSource { hash documentNo issuer } } }
    ... on CampaignRuleInvalid { field } ${error} } }`;
    const input = {
      ...{ listId, planId: chikan.planId, title: '市级下达任务', itemCodes: ['WS-01'], mode: 'CONFIDENTIAL' },
      ...{ witnessKeyIds: [job.witness.keyId], windowFromOn: '2026-02-11', windowToOn: '2026-03-31' },
    };
    const open = await refused(chikan.planner, 'CampaignRuleInvalid', draft, { ...input, mode: 'OPEN' });
    expect(open).toMatchObject({ field: 'mode' });
    // A sister drafts nothing for it, and neither does whoever handed it down.
    for (const [actor, planId] of [
      [xiashan.planner, xiashan.planId] as const,
      [job.planner, job.planId] as const,
    ]) {
      await refused(actor, 'HandedListNotFound', draft, { ...input, planId });
    }
    const { campaign } = await ask(chikan.planner, draft, { input });
    expect(campaign.targetSource).toEqual({
      ...{ hash: fileHash, documentNo: '湛卫抽〔2026〕5号', issuer: '湛江市卫生健康局' },
    });
    done(await job.approve(campaign.id, chikan.approver));
    const approved = await job.readAs().em.findOneOrFail(Campaign, { id: campaign.id });
    matched = await drawOfficers(job, chikan, approved);
    expect(await partOf('ck-health')).toMatchObject({ matchedCount: 6, dispatchedCount: 0 });
    await job.runJobs();
    expect(await partOf('ck-health')).toMatchObject({
      receivedCount: 6,
      matchedCount: 6,
      dispatchedCount: 6,
    });
  },
);
let matched: FrozenDraw;

const overview = `query ($campaignId: UUID) { departmentProgress(campaignId: $campaignId) { edges { node { departmentCode isLead
  assignedCount hiddenCount dueCount lateCount recordedCount confirmedCount } } } }`;

step('the superior and the county’s head read counts until the teams see their targets', async () => {
  const hidden = [
    {
      ...{ departmentCode: 'ck-health', isLead: true, assignedCount: 6, hiddenCount: 6, dueCount: 0 },
      ...{ lateCount: 0, recordedCount: 0, confirmedCount: 0 },
    },
  ];
  const campaignId = matched.campaign.id;
  for (const actor of [job.approver, chikan.approver]) {
    expect(await list(actor, overview, { campaignId })).toEqual(hidden);
  }
  for (const actor of [xiashan.approver, job.stranger]) {
    expect(await list(actor, overview, { campaignId })).toEqual([]);
  }
});

step('whoever has not matched in two working days is late, and the superior sees who', async () => {
  job.clock.set('2026-02-12T01:00:00Z');
  await job.runJobs();
  expect((await partOf('xs-health')).lateAt).not.toBeNull();
  expect((await partOf('ck-health')).lateAt).toBeNull();
  expect(await list(xiashan.planner, lists, { isLate: true })).toHaveLength(1);
  expect(await list(chikan.planner, lists, { isLate: true })).toEqual([]);
});

step('results go back up by themselves: a confirmed one is uploaded, with its row', async () => {
  const assignments = await job.listAssignments(matched);
  for (const [at, { id }] of assignments.slice(0, 2).entries()) {
    const [first, second] = await teamOf(job, id);
    const { result } = done(await job.record(first as Actor, id));
    done(await job.countersign(second as Actor, result.id));
    if (at === 0) done(await job.confirm(result.id, chikan.reviewer));
  }
  expect(await partOf('ck-health')).toMatchObject({ dispatchedCount: 6, visitedCount: 2, confirmedCount: 1 });
  const [own] = await list(chikan.planner, lists);
  expect(own.uploads).toEqual([
    { state: 'NOT_DUE', count: 5 },
    { state: 'UPLOADED', count: 1 },
  ]);
  const shown = await list(chikan.planner, rowsOf, { id: own.id });
  expect(shown).toMatchObject([{ realId: assignments[0]?.targetRealId, uploadState: 'UPLOADED' }]);
  const [above] = await list(job.approver, overview, { campaignId: matched.campaign.id });
  expect(above).toMatchObject({ hiddenCount: 0, recordedCount: 1, confirmedCount: 1 });
});

step('a page of it costs the same however many parts it has', async () => {
  const client = await clientOf(job.approver);
  const cost = (query: string) => countStatements(server.database, () => client.get(query));
  const signIn = await cost('{ me { username } }');
  for (const query of [handDowns, overview]) expect((await cost(query)) - signIn).toBeLessThanOrEqual(3);
});

test('what the city drew is handed down by division, matched, visited and reported by the counties, over the API', async () => {
  for (const [what, work] of story) {
    await work().catch((error: Error) => {
      error.message = `${what}\n${error.message}`;
      throw error;
    });
  }
});
