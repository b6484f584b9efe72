import { AuditEvent } from '../../../schema/audit/index.js';
import { AssignmentOfficer } from '../../../schema/inspection/index.js';
import { Reading } from '../../../schema/personal/index.js';
import { DrawMode } from '../../../schema/plan/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import type { GraphqlClient } from '../../support/client.js';
import { type FrozenDraw, MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let job: MainJob;
let draw: FrozenDraw;
let openDraw: FrozenDraw;
let supervisor: Actor;
let officer: Actor;
let assignmentId: string;

beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  const sources = { ...server.app.sources, jobs: undefined };
  job = await MainJob.over({ database, clock, close, sources });
  draw = await job.drawn({ mode: DrawMode.CONFIDENTIAL });
  openDraw = await job.drawn({ mode: DrawMode.OPEN });
  supervisor = await job.addPerson('supervisor', [Role.SUPERVISION], job.health);
  const [assignment] = await job.listAssignments(draw);
  assignmentId = assignment?.id ?? '';
  const members = await job.readAs().em.find(AssignmentOfficer, { assignment: assignmentId, isLead: true });
  officer = await job.addPerson('officer', [Role.INSPECTOR], job.health, members[0]?.inspectorId);
});
afterAll(() => server.close());

async function clientOf(actor: Actor): Promise<GraphqlClient> {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

async function askAs(actor: Actor, query: string, variables: Record<string, unknown> = {}) {
  return (await clientOf(actor)).get(query, variables);
}

const readingsOf = (actor: Actor) =>
  job.readAs().em.find(Reading, { account: actor.accountId }, { orderBy: { id: 'asc' } });
const countEvents = (actor: Actor) =>
  job.readAs().em.count(AuditEvent, { kind: 'reading.confidential-targets', accountId: actor.accountId });

const list = '{ assignments(state: ASSIGNED, first: 100) { edges { node { id targetName } } } }';
const own =
  '{ myAssignments(first: 100) { edges { node { id targetRealId state } } } myHiddenAssignmentCount }';
const units = 'query ($id: UUID!) { drawnUnits(drawId: $id, first: 100) { edges { node { realId } } } }';
const chain = `query ($drawId: UUID, $assignmentId: UUID) {
  knowledgeOf(drawId: $drawId, assignmentId: $assignmentId, first: 100) {
    edges { node { accountName roles way assignmentId since department { name } } } } }`;

interface Knower {
  readonly accountName: string;
  readonly way: string;
  readonly assignmentId: string | null;
  readonly since: string;
  readonly department: { readonly name: string } | null;
}

async function knowersOf(actor: Actor, asked: Record<string, string>): Promise<Knower[]> {
  const { knowledgeOf } = await askAs(actor, chain, asked);
  return knowledgeOf.edges.map(({ node }: { node: Knower }) => node);
}

const known =
  'query ($C: Hex!) { draw(commitment: $C) { knownBeforeVisit { peopleCount visitCount earliestDaysBefore } } }';
const readKnown = async ({ commitment }: FrozenDraw) =>
  (await server.portal().get(known, { C: commitment })).draw.knownBeforeVisit;

describe('before the team may see its target', () => {
  test('an officer and a reviewer are shown nothing, and nothing is written down', async () => {
    expect(await askAs(officer, own)).toMatchObject({ myAssignments: { edges: [] } });
    expect(await askAs(job.reviewer, list)).toMatchObject({ assignments: { edges: [] } });
    expect([...(await readingsOf(officer)), ...(await readingsOf(job.reviewer))]).toEqual([]);
  });

  test('law-enforcement supervision is shown them: a row for each of the confidential draw, one event for the view', async () => {
    const { assignments } = await askAs(supervisor, list);
    const confidential = await job.listAssignments(draw);
    const open = await job.listAssignments(openDraw);
    expect(assignments.edges).toHaveLength(confidential.length + open.length);
    const readings = await readingsOf(supervisor);
    expect(readings.map(({ subjectId }) => subjectId).sort()).toEqual(
      confidential.map(({ id }) => id).sort(),
    );
    expect(readings[0]).toMatchObject({
      accountName: 'supervisor',
      roles: ['SUPERVISION'],
      homeDepartment: job.health.id,
      way: 'ASSIGNMENTS',
      draw: draw.id,
      at: new Date('2026-02-09T01:00:00Z'),
    });
    const [event] = await job.readAs().em.find(AuditEvent, { kind: 'reading.confidential-targets' });
    expect(event).toMatchObject({ subjectKind: 'draw', subjectId: draw.id, accountId: supervisor.accountId });
    expect(JSON.stringify(event?.data)).not.toMatch(/虚构|licence:/);
  });

  test('the same view again is written down once an hour', async () => {
    const before = (await readingsOf(supervisor)).length;
    server.clock.advance({ minutes: 10 });
    await askAs(supervisor, list);
    expect([(await readingsOf(supervisor)).length, await countEvents(supervisor)]).toEqual([before, 1]);
    server.clock.advance({ minutes: 60 });
    await askAs(supervisor, list);
    expect([(await readingsOf(supervisor)).length, await countEvents(supervisor)]).toEqual([2 * before, 2]);
  });

  test('an auditor’s list of drawn units and a restricted file that tells them count; other files do not', async () => {
    await askAs(job.auditor, units, { id: draw.id });
    server.clock.advance({ minutes: 1 });
    const auditor = await clientOf(job.auditor);
    const fetchFile = (of: FrozenDraw, name: string) =>
      fetch(`${server.address}/draws/${of.commitment}/files/${name}`, {
        headers: { cookie: auditor.cookie },
      });
    for (const name of ['rules.json', 'inspectors.jsonl', 'selected.jsonl', 'results.jsonl'])
      expect((await fetchFile(draw, name)).status).toBe(200);
    expect((await fetchFile(openDraw, 'results.jsonl')).status).toBe(200);
    await askAs(job.auditor, units, { id: openDraw.id });
    const readings = await readingsOf(job.auditor);
    expect(readings.map(({ way, subjectKind, subjectId }) => [way, subjectKind, subjectId])).toEqual([
      ['DRAWN_UNITS', 'draw', draw.id],
      ['DRAW_FILE', 'draw', draw.id],
    ]);
    expect(await job.readAs().em.count(AuditEvent, { kind: 'draw.file-read' })).toBe(5);
  });
});

describe('on the eve', () => {
  test('the officer sees the target from 18:00 on, by list and slip, and that is written down', async () => {
    server.clock.set('2026-02-09T10:00:00Z');
    await askAs(officer, own);
    server.clock.advance({ minutes: 1 });
    await askAs(officer, 'query ($id: UUID!) { slip(assignmentId: $id) }', { id: assignmentId });
    const readings = await readingsOf(officer);
    expect(readings.filter(({ subjectId }) => subjectId === assignmentId)).toMatchObject([
      { way: 'OWN_ASSIGNMENTS', draw: draw.id, at: new Date('2026-02-09T10:00:00Z') },
      { way: 'SLIP', draw: draw.id },
    ]);
    expect(readings.every((reading) => reading.draw === draw.id)).toBe(true);
  });

  test('several fields of one request are written down together', async () => {
    const before = await job.readAs().em.count(AuditEvent, { kind: 'reading.confidential-targets' });
    server.clock.advance({ hours: 1 });
    const twice =
      '{ a: myAssignments(first: 100) { edges { node { id } } } b: myAssignments(first: 50) { edges { node { id } } } }';
    await askAs(officer, twice);
    expect(await job.readAs().em.count(AuditEvent, { kind: 'reading.confidential-targets' })).toBe(
      before + 1,
    );
  });

  test('where it cannot be written down nothing is shown', async () => {
    server.clock.advance({ hours: 1 });
    const em = server.database.em.fork();
    await em.execute('alter table reading rename to reading_away');
    const answer = await (await clientOf(officer)).ask(own);
    await em.execute('alter table reading_away rename to reading');
    expect(answer.errors?.[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR');
    expect(JSON.stringify(answer)).not.toContain('licence:');
  });
});

describe('who knew', () => {
  test('auditor, supervision and the draw’s own witness are told names, posts, instants and ways', async () => {
    for (const actor of [job.auditor, supervisor, job.witness.actor]) {
      const knowers = await knowersOf(actor, { drawId: draw.id });
      expect(new Set(knowers.map(({ accountName }) => accountName))).toEqual(
        new Set(['supervisor', 'auditor', 'officer']),
      );
    }
    const knowers = await knowersOf(job.auditor, { assignmentId });
    expect(knowers.map(({ accountName, way, since }) => [accountName, way, since])).toEqual([
      ['supervisor', 'ASSIGNMENTS', '2026-02-09T01:00:00.000Z'],
      ['auditor', 'DRAWN_UNITS', '2026-02-09T02:10:00.000Z'],
      ['auditor', 'DRAW_FILE', '2026-02-09T02:11:00.000Z'],
      ['officer', 'OWN_ASSIGNMENTS', '2026-02-09T10:00:00.000Z'],
      ['officer', 'SLIP', '2026-02-09T10:01:00.000Z'],
    ]);
    expect(knowers[0]?.department?.name).toBe('湛江市卫生健康局');
  });

  test('a witness of another draw, another department and other posts are told nothing', async () => {
    expect(await knowersOf(job.secondWitness.actor, { drawId: draw.id })).toEqual([]);
    const stranger = await job.addPerson('stranger-auditor', [Role.AUDITOR], job.market);
    expect(await knowersOf(stranger, { drawId: draw.id })).toEqual([]);
    expect(await knowersOf(stranger, { assignmentId })).toEqual([]);
    expect(await knowersOf(job.auditor, { drawId: openDraw.id, assignmentId })).toEqual([]);
    const answer = await (await clientOf(officer)).ask(chain, { drawId: draw.id });
    expect(answer.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });

  test('once the visit is recorded nobody learns it “before” any more', async () => {
    server.clock.set('2026-02-10T02:00:00Z');
    await job.visit(assignmentId);
    const late = await job.addPerson('late', [Role.SUPERVISION], job.health);
    await askAs(late, '{ assignments(state: SUBMITTED, first: 100) { edges { node { id } } } }');
    await askAs(late, units, { id: draw.id });
    const names = (of: Knower[]) => of.map(({ accountName }) => accountName);
    expect(names(await knowersOf(job.auditor, { assignmentId }))).not.toContain('late');
    // Of the visits that are still to come it is told.
    expect(names(await knowersOf(job.auditor, { drawId: draw.id }))).toContain('late');
  });
});

describe('on the portal', () => {
  test('nothing before the opening, and nothing of an open draw', async () => {
    expect(await readKnown(draw)).toBeNull();
    expect(await readKnown(openDraw)).toBeNull();
  });

  test('after it the count and how early, of the visits recorded so far, and no name', async () => {
    server.clock.set('2026-04-01T01:00:00Z');
    await job.runJobs();
    expect(await readKnown(draw)).toEqual({ peopleCount: 3, visitCount: 1, earliestDaysBefore: 1 });
  });

  test('a list of draws asks once', async () => {
    const { draws } = await server
      .portal()
      .get('{ draws(first: 10) { edges { node { commitment knownBeforeVisit { peopleCount } } } } }');
    expect(draws.edges).toHaveLength(2);
  });
});

test('a reading cannot be changed or taken back', async () => {
  const em = server.database.em.fork();
  await expect(em.execute("update reading set account_name = 'nobody'")).rejects.toThrow('append-only');
  await expect(em.execute('delete from reading')).rejects.toThrow('append-only');
});
