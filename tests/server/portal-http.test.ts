import type { Decision } from '../../schema/decision/index.js';
import { PenaltyTier, Publication, releasePublication } from '../../schema/publication/index.js';
import { DecisionHouse, penaltyGiven } from '../schema/decision/decision-house.js';
import { codeOf } from '../support/client.js';
import { done, MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let other: TestServer;
let job: MainJob;
let house: DecisionHouse;
let number = 0;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const sources = { ...server.app.sources, jobs: undefined };
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources });
  house = await DecisionHouse.over(job);
  const draw = await job.drawn();
  job.clock.set('2026-02-10T02:00:00Z');
  await job.published(await job.inspected(draw));
  // Another server over the same database, with limits of its own.
  const shared = { ...database, close: async () => {} };
  other = await startTestServer(
    { FAIRDRAW_PORTAL_POINTS: '10', FAIRDRAW_PORTAL_MAX_AGE: '0' },
    { database: shared },
  );
});
afterAll(async () => {
  await other.close();
  await server.close();
});

async function publishedPenalty(): Promise<Decision> {
  const texts = { CF_WSH: `湛卫医罚〔2026〕${++number}号`, CF_JDRQ: '2026/02/10', CF_GSJZQ: '2026/12/31' };
  const decision = await house.entered(penaltyGiven(texts));
  await job.runJobs();
  const { id } = await job.readAs().em.findOneOrFail(Publication, { recordId: decision.id });
  const release = { id, secrecyReviewed: true, tier: PenaltyTier.GENERAL };
  done(await job.act(job.publisher, (unit) => releasePublication(unit, release)));
  await job.runJobs();
  return decision;
}
async function withdraw(decision: Decision): Promise<void> {
  done(await house.withdraw(decision.id));
  await job.runJobs();
}
const get = (path: string, headers: Record<string, string> = {}, at = server) =>
  fetch(`${at.address}${path}`, { headers });
const asked = (query: string, headers?: Record<string, string>, at?: TestServer) =>
  get(`/portal/graphql?query=${encodeURIComponent(query)}`, headers, at);

describe('a record at its address', () => {
  test('has the hash of its edition as its tag, and is not sent to whoever has it', async () => {
    const penalty = await publishedPenalty();
    const path = `/portal/records/${penalty.id}`;
    const answer = await get(path);
    const record = (await answer.json()) as Record<string, string>;
    expect(record).toMatchObject({ id: penalty.id, kind: 'PENALTY', documentNo: penalty.documentNo });
    expect(answer.headers.get('etag')).toBe(`"${record.hash}"`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=60');
    const changed = new Date(String(record.publishedAt));
    expect(answer.headers.get('last-modified')).toBe(changed.toUTCString());
    expect(answer.headers.get('x-robots-tag')).toBe('noindex, noarchive');
    const known = { 'if-none-match': `W/"x", "${record.hash}"` };
    expect((await get(path, known)).status).toBe(304);
    expect((await get(path, { 'if-none-match': '"x"' })).status).toBe(200);
    expect((await get(path, { 'if-modified-since': changed.toUTCString() })).status).toBe(304);
    expect(
      (await get(path, { 'if-modified-since': new Date(changed.getTime() - 1000).toUTCString() })).status,
    ).toBe(200);
    const head = await fetch(`${server.address}${path}`, { method: 'HEAD' });
    expect([head.status, head.headers.get('etag'), await head.text()]).toEqual([200, `"${record.hash}"`, '']);
  });

  test('of an inspection may stand in search engines', async () => {
    const { data } = (await (
      await asked('{ records(kind: INSPECTION_RESULT, first: 1) { edges { node { id } } } }')
    ).json()) as {
      data: { records: { edges: { node: { id: string } }[] } };
    };
    const answer = await get(`/portal/records/${data.records.edges[0]?.node.id}`);
    expect([answer.status, answer.headers.get('x-robots-tag')]).toEqual([200, null]);
  });

  test.each(['019c4546-e500-7d27-b8b3-274997391d54', 'x', '%00'])('is not found: %s', async (id) => {
    expect((await get(`/portal/records/${id}`)).status).toBe(404);
  });
});

test('an answer of the portal has a tag that changes with what is public, and others keep it for a minute', async () => {
  const query = '{ records(kind: PENALTY, first: 100) { edges { node { id } } } }';
  const first = await asked(query);
  expect(first.headers.get('cache-control')).toBe('public, max-age=60');
  const etag = first.headers.get('etag') ?? '';
  const same = await asked(query, { 'if-none-match': etag });
  expect([same.status, await same.text()]).toEqual([304, '']);
  await publishedPenalty();
  expect((await asked(query, { 'if-none-match': etag })).status).toBe(200);
  const draws = await asked('{ draws(first: 1) { edges { node { knownBeforeVisit { peopleCount } } } } }');
  expect(draws.headers.get('cache-control')).toBe('public, no-cache');
  expect((await asked('{ records(first: 0) { edges { node { id } } } }')).headers.get('cache-control')).toBe(
    'no-store',
  );
});

test('an answer that is kept costs the database one statement, however it is written', async () => {
  const portal = server.portal();
  const ways = [
    '{ records(first: 3) { edges { node { id entityName } } } }',
    '{\n  records(first: 3) { # the same\n edges { node { id, entityName } } } }',
  ];
  const [one] = await Promise.all([portal.get(ways[0] as string)]);
  const connection = server.database.em.getConnection();
  const spy = jest.spyOn(connection, 'execute');
  try {
    expect(await portal.get(ways[1] as string)).toEqual(one);
    expect(spy.mock.calls.filter(([sql]) => String(sql).includes('public_record'))).toEqual([]);
  } finally {
    spy.mockRestore();
  }
});

test('nothing of a record that ended is found in any way, on any server, also not where it was asked before', async () => {
  const penalty = await publishedPenalty();
  const { partyId, partyName, documentNo, id } = penalty;
  const number = partyId.slice(partyId.indexOf(':') + 1);
  const fields = 'edges { node { id entityName documentNo text } }';
  const queries = [
    ...[
      '',
      `identifier: "${number}", `,
      `identifier: "${partyId}", `,
      `name: "${partyName}", `,
      'kind: PENALTY, ',
    ].map((search) => `{ records(${search}first: 100) { ${fields} } }`),
    '{ records(department: "zj-health", division: "440800", fromOn: "2026-02-01", toOn: "2026-03-01") { edges { node { documentNo } } } }',
    `{ record(id: "${id}") { documentNo text } }`,
    `{ unit(identifier: "${number}") { name years { count } records { ${fields} } } }`,
  ];
  const answers = async (at: TestServer) =>
    (
      await Promise.all(
        queries.map(async (query) => (await at.portal().post(JSON.stringify({ query }))).text()),
      )
    ).map((text) => text.includes(documentNo));
  const limitless = await startTestServer({}, { database: { ...server.database, close: async () => {} } });
  try {
    for (const at of [server, limitless]) expect(await answers(at)).toEqual(queries.map(() => true));
    await withdraw(penalty);
    for (const at of [server, limitless]) expect(await answers(at)).toEqual(queries.map(() => false));
  } finally {
    await limitless.close();
  }
  const gone = await get(`/portal/records/${id}`, { 'if-none-match': '*' });
  expect(gone.status).toBe(410);
  expect(await gone.json()).toMatchObject({
    code: 'GONE',
    recordEnd: { id, kind: 'PENALTY', ground: 'WITHDRAWN' },
  });
  for (const file of ['plans', 'campaigns'])
    expect(await (await get(`/portal/feeds/${file}.atom`)).text()).not.toContain(documentNo);
});

test('a feed tells the campaigns whose results are public, by ids that stay', async () => {
  const answer = await get('/portal/feeds/campaigns.atom');
  expect(answer.headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  const text = await answer.text();
  expect(text).toContain('已公示检查结果9条');
  expect(text).toMatch(/<updated>2026-02-10T02:\d\d:00\.000Z<\/updated>/);
  const ids = (feed: string) => feed.match(/<id>urn:uuid:[0-9a-f-]{36}<\/id>/g);
  expect(ids(text)).toHaveLength(2);
  expect(ids(await (await get('/portal/feeds/campaigns.atom', {}, other)).text())).toEqual(ids(text));
  expect(
    (await get('/portal/feeds/campaigns.atom', { 'if-none-match': answer.headers.get('etag') ?? '' })).status,
  ).toBe(304);
  expect(await (await get('/portal/feeds/plans.atom')).text()).toContain('<title>年度抽查计划公布</title>');
});

test('whoever asks for more than their points is told when to come back, in the form in which they asked', async () => {
  const dear = '{ records(first: 100) { edges { node { id entityName realId text } } } }';
  let refused: Response | undefined;
  for (let n = 0; n < 12 && !refused; n += 1) {
    const answer = await asked(dear, {}, other);
    if (answer.status !== 200) refused = answer;
  }
  expect(refused?.status).toBe(429);
  expect(Number(refused?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(await codeOf(refused as Response)).toBe('TOO_MANY_REQUESTS');
  const plain = await get(`/portal/feeds/plans.atom`, {}, other);
  expect(plain.status).toBe(429);
  expect(plain.headers.get('retry-after')).toMatch(/^\d+$/);
  expect(await plain.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
  expect((await get('/portal/feeds/plans.atom')).status).toBe(200);
});
