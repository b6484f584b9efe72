import { leafHashOf } from '../../../schema/audit/canonical-event.js';
import { AuditEvent, readVerifierKey, recordEvent, sealAudit } from '../../../schema/audit/index.js';
import { checkConsistency, checkInclusion } from '../../../schema/audit/tree/tree-proofs.js';
import { Role } from '../../../schema/shared/roles.js';
import { startTestServer, type TestServer } from '../../support/server.js';
import { askAs } from '../registry/console.js';
import { accountId, departmentId } from './audit-house.js';

const foreign = '00000000-0000-7000-8000-0000000000ff';
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  await server.addAccount('auditor', [Role.AUDITOR]);
  await server.addAccount('witness', [Role.WITNESS]);
  for (const [n, department] of [departmentId, departmentId, foreign].entries()) {
    server.clock.advance({ hours: 1 });
    const actor = { kind: 'account', accountId, departmentId: department, username: 'somebody' } as const;
    await server.stepAs(actor)((unit) =>
      recordEvent(unit, 'plan.created', { kind: 'plan', id: `plan ${n}` }, { year: 2026 }),
    );
  }
  await server.stepAs()(sealAudit);
  await server.stepAs()((unit) => recordEvent(unit, 'campaign.approved', { kind: 'campaign', id: 'x' }));
  await server.stepAs()(sealAudit);
});
afterAll(() => server.close());

const asAccounts = {
  readAs: (actor = {}) => server.readAs({ kind: 'account', ...actor }),
  stepAs: (actor = {}) => server.stepAs({ kind: 'account', ...actor }),
};

const ask = (roles: Role[], source: string, variables = {}, department?: string) =>
  askAs(asAccounts, { accountId, roles, departmentId: department }, source, variables);

const fields = 'seq kind says saysEn class actorName subjectKind subjectId text leafHash chainHash';
const list = `query ($first: Int = 50, $after: String, $kind: String, $subjectId: String, $accountId: UUID, $departmentId: UUID, $fromAt: DateTime, $toAt: DateTime) {
  auditEvents(first: $first, after: $after, kind: $kind, subjectId: $subjectId, accountId: $accountId, departmentId: $departmentId, fromAt: $fromAt, toAt: $toAt) {
    edges { node { id ${fields} } } pageInfo { hasNextPage endCursor }
  }
}`;

async function listed(variables: object = {}, roles = [Role.AUDITOR], department?: string) {
  const { data, errors } = await ask(roles, list, { ...variables }, department);
  expect(errors).toBeUndefined();
  return data.auditEvents as {
    edges: { node: Record<string, string> & { seq: number } }[];
    pageInfo: { hasNextPage: boolean; endCursor: string };
  };
}
const placesOf = async (...given: Parameters<typeof listed>) =>
  (await listed(...given)).edges.map(({ node }) => node.seq);

describe('auditEvents', () => {
  test('newest first, in pages, each with the text of which its leaf is made', async () => {
    const all = await listed();
    const places = all.edges.map(({ node }) => node.seq);
    expect(places).toEqual(places.map((_, n) => places.length - n));
    for (const { node } of all.edges) expect(leafHashOf(node.text!)).toBe(node.leafHash);
    const first = await listed({ first: 3 });
    const second = await listed({ first: 3, after: first.pageInfo.endCursor });
    expect([...first.edges, ...second.edges].map(({ node }) => node.seq)).toEqual(places.slice(0, 6));
    const approved = all.edges.find(({ node }) => node.kind === 'campaign.approved');
    expect(approved?.node).toMatchObject({
      says: '批准抽查任务',
      saysEn: 'a campaign was approved',
      class: 'DEED',
    });
  });

  test('by kind, subject, actor, department and time', async () => {
    const { edges } = await listed({ kind: 'plan.created' });
    expect(edges.map(({ node }) => node.subjectId)).toEqual(['plan 2', 'plan 1', 'plan 0']);
    expect(await placesOf({ subjectId: 'plan 1' })).toEqual([edges[1]!.node.seq]);
    expect(await placesOf({ accountId })).toEqual(edges.map(({ node }) => node.seq));
    expect(await placesOf({ departmentId: foreign })).toEqual([edges[0]!.node.seq]);
    const at = JSON.parse(edges[1]!.node.text!).at as string;
    expect(await placesOf({ fromAt: at, kind: 'plan.created' })).toHaveLength(2);
    expect(await placesOf({ toAt: at, kind: 'plan.created' })).toEqual([edges[2]!.node.seq]);
  });

  test('who belongs to no department reads all, an auditor and supervision of one what its area did', async () => {
    const whole = await placesOf();
    expect(await placesOf({}, [Role.AUDIT_ADMIN])).toEqual(whole);
    for (const role of [Role.SUPERVISION, Role.AUDITOR]) {
      const { edges } = await listed({}, [role], departmentId);
      expect(edges.map(({ node }) => node.subjectId)).toEqual(['plan 1', 'plan 0']);
    }
    expect(await placesOf({ departmentId: foreign }, [Role.SUPERVISION], departmentId)).toEqual([]);
  });

  test('a kind that the catalogue has not, and a foreign cursor, are refused by name', async () => {
    const { errors } = await ask([Role.AUDITOR], list, { kind: 'nonsense' });
    const [fault] = (errors?.[0]?.extensions.validationErrors ?? []) as { property: string }[];
    expect(fault?.property).toBe('kind');
    const cursor = await ask([Role.AUDITOR], list, { after: 'nonsense' });
    expect(cursor.errors?.[0]?.message).toMatch(/游标无效/);
  });
});

const portal = (query: string) => server.portal().get(query);

test('the portal has checkpoints, keys and proofs of consistency; the console proofs of inclusion', async () => {
  const { auditCheckpoints, auditCheckpoint, auditKeys } = await portal(`{
    auditCheckpoints { edges { node { size root note algorithm keyId } } }
    auditCheckpoint { size note chainHash at }
    auditKeys { keyId algorithm text }
  }`);
  const [last, first] = auditCheckpoints.edges.map(
    ({ node }: { node: { size: number; root: string } }) => node,
  );
  expect(auditCheckpoint.note).toBe(last.note);
  expect(auditKeys).toEqual([{ keyId: last.keyId, algorithm: 'ed25519', text: expect.any(String) }]);
  const { auditConsistency } = await portal(
    `{ auditConsistency(from: ${first.size}, to: ${last.size}) { path from { root } to { root } } }`,
  );
  expect(checkConsistency(first, last, auditConsistency.path)).toBe(true);
  const event = await server.readAs().em.findOneOrFail(AuditEvent, { subjectId: 'plan 2' });
  const proof = `query ($id: UUID!, $size: Int!) { auditInclusion(eventId: $id, size: $size) { size root note path event { seq leafHash } } }`;
  const { data } = await ask([Role.AUDITOR], proof, { id: event.id, size: last.size });
  const { path, root } = data.auditInclusion;
  expect([root, checkInclusion(event.leafHash, event.seq - 1, last.size, path, root)]).toEqual([
    last.root,
    true,
  ]);
  const hidden = await ask([Role.SUPERVISION], proof, { id: event.id, size: last.size }, departmentId);
  expect(hidden.data).toEqual({ auditInclusion: null });
});

test('plain files for whoever keeps checkpoints', async () => {
  const get = (path: string) => fetch(`${server.address}/portal/audit/${path}`);
  const newest = await get('checkpoint');
  expect([newest.status, newest.headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  const note = await newest.text();
  const size = note.split('\n')[1];
  expect(await (await get(`checkpoint/${size}`)).text()).toBe(note);
  const keys = (await (await get('keys')).text()).trimEnd().split('\n');
  expect(keys.map((key) => readVerifierKey(key)?.algorithm)).toEqual(['ed25519']);
  for (const path of [
    'checkpoint/0',
    'checkpoint/99999',
    'checkpoint/x',
    'checkpoint/99999999999999999999',
  ]) {
    const answer = await get(path);
    expect([path, answer.status]).toEqual([path, 404]);
    expect(await answer.json()).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/[\u4e00-\u9fff]/),
    });
  }
});

describe('security events', () => {
  const refusals = () =>
    server.readAs().em.find(AuditEvent, { kind: 'security.refused' }, { orderBy: { seq: 'asc' } });
  const countAll = () => server.readAs().em.count(AuditEvent);

  test('what a role may not do is recorded by the name of the operation, once for each account and minute', async () => {
    const witness = await server.client('witness');
    const refused = () => witness.ask('{ x: auditEvents { pageInfo { hasNextPage } } }');
    const { errors } = await refused();
    expect(errors?.[0]?.extensions?.code).toBe('FORBIDDEN');
    for (let n = 0; n < 5; n++) await refused();
    expect((await refusals()).map(({ actorName, data }) => [actorName, data])).toEqual([
      ['witness', { operation: 'auditEvents' }],
    ]);
    server.clock.advance({ minutes: 1 });
    await witness.ask('mutation { createPlan(input: { year: 2026, title: "x" }) { __typename } }');
    expect((await refusals()).map(({ data }) => data.operation)).toEqual(['auditEvents', 'createPlan']);
  });

  test('nothing else that is refused leaves an event', async () => {
    const auditor = await server.client('auditor');
    const before = await countAll();
    const stranger = await server.client();
    await stranger.ask('{ auditEvents { pageInfo { hasNextPage } } }');
    await auditor.ask('{ auditEvents(kind: "nonsense") { pageInfo { hasNextPage } } }');
    await auditor.ask('{ auditInclusion(eventId: "x", size: 1) { size } }');
    await auditor.ask('{ nonsense }');
    await auditor.ask('{ auditEvents { ');
    expect(await countAll()).toBe(before);
  });
});
