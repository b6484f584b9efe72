import { pino } from 'pino';
import { enqueueJob } from '../../schema/job/index.js';
import { Role } from '../../schema/shared/roles.js';
import { measureHouse } from '../../server/measure-house.js';
import { createMetrics } from '../../server/platform/metrics.js';
import { createHouseTimetable, jobs } from '../../server/timetable.js';
import { type MetricSample, parseExposition, sampleOf } from '../support/exposition.js';
import { startTestServer, type TestServer } from '../support/server.js';

const TOKEN = 'a-token-of-the-monitor';

/** What the rooms tell now: nothing of it was asked for before. */
async function readHouse(server: TestServer): Promise<MetricSample[]> {
  const metrics = createMetrics();
  measureHouse(metrics, server.app.sources);
  return parseExposition(await metrics.text());
}

async function read(server: TestServer, headers: Record<string, string> = {}): Promise<MetricSample[]> {
  const response = await fetch(`${server.address}/metrics`, { headers });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return parseExposition(await response.text());
}

describe('metrics', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
    await server.addAccount('admin', [Role.SYSTEM_ADMIN]);
  });
  afterAll(() => server.close());

  it('tell of process, requests, operations, sign-ins and database in the format of Prometheus', async () => {
    const admin = await server.client('admin');
    await admin.get('{ me { username } again: me { username } }');
    await admin.ask('mutation { saveDivisions(input: []) { __typename } }');
    const stranger = await server.client();
    await stranger.signIn('admin', 'not-her-password-1');
    await stranger.ask('{ accounts { edges { node { username } } } }');
    await stranger.ask('{ noSuchField }');
    await server.portal().get('{ service { name } }');

    const samples = await read(server);
    const operations = (endpoint: string, field: string, outcome: string) =>
      sampleOf(samples, 'fairdraw_graphql_operations_total', { endpoint, field, outcome });
    expect(operations('console', 'me', 'ok')).toBe(2);
    expect(operations('console', 'signIn', 'ok')).toBe(1);
    expect(operations('console', 'signIn', 'refused')).toBe(1);
    expect(operations('console', 'accounts', 'denied')).toBe(1);
    expect(operations('console', 'none', 'invalid')).toBeGreaterThanOrEqual(1);
    expect(operations('portal', 'service', 'ok')).toBe(1);
    expect(sampleOf(samples, 'fairdraw_sign_ins_total', { outcome: 'succeeded' })).toBe(1);
    expect(sampleOf(samples, 'fairdraw_sign_ins_total', { outcome: 'refused' })).toBe(1);
    const graphql = { route: '/graphql', status: '2xx' };
    const count = sampleOf(samples, 'fairdraw_http_request_duration_seconds_count', graphql);
    expect(count).toBeGreaterThanOrEqual(4);
    const last = { ...graphql, le: '+Inf' };
    expect(sampleOf(samples, 'fairdraw_http_request_duration_seconds_bucket', last)).toBe(count);
    expect(sampleOf(samples, 'fairdraw_database_bytes')).toBeGreaterThan(1_000_000);
    expect(sampleOf(samples, 'fairdraw_database_query_failures_total')).toBeGreaterThanOrEqual(0);
    expect(sampleOf(samples, 'process_cpu_seconds_total')).toBeGreaterThan(0);
    expect(sampleOf(samples, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThanOrEqual(0);
  });

  it('count a failed query, and the error that nobody planned', async () => {
    const before = sampleOf(await read(server), 'fairdraw_database_query_failures_total') ?? 0;
    const em = server.database.em.fork();
    await em.execute('alter table account rename to account_away');
    await (await server.client()).ask(
      'mutation { signIn(input: { username: "x", password: "y" }) { __typename } }',
    );
    await em.execute('alter table account_away rename to account');
    const samples = await read(server);
    expect(sampleOf(samples, 'fairdraw_database_query_failures_total')).toBeGreaterThan(before);
    expect(sampleOf(samples, 'fairdraw_graphql_unexpected_errors_total', { endpoint: 'console' })).toBe(1);
    const signIn = { endpoint: 'console', field: 'signIn', outcome: 'failed' };
    expect(sampleOf(samples, 'fairdraw_graphql_operations_total', signIn)).toBe(1);
  });

  it('hold no word that a sender chose: paths, operations, aliases, headers, names', async () => {
    const hostile = 'hostile_7421';
    const { address } = server;
    const ask = (path: string, body: object) =>
      fetch(`${address}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'user-agent': hostile, referer: hostile },
        body: JSON.stringify(body),
      });
    for (const path of ['/graphql', '/portal/graphql']) {
      await ask(path, { query: `query ${hostile} { ${hostile}: __typename }`, operationName: hostile });
      await ask(path, { query: `query ${hostile} { ${hostile} }`, operationName: hostile });
      await ask(path, { query: `{ ${hostile}: service { name } }` });
      await ask(path, { query: '{ service { name } }', operationName: hostile });
      await ask(`${path}?${hostile}=1`, { query: hostile });
    }
    await (await server.client()).signIn(hostile, hostile);
    const paths = [
      hostile,
      `portal/draws/${hostile}`,
      `draws/${hostile}/files/${hostile}`,
      `exports/${hostile}`,
    ];
    for (const path of [...paths, `imports/${hostile}/remarks`, `${hostile}"}\n${hostile}{a="b"} 1`])
      await fetch(`${address}/${path}`);
    for (let i = 0; i < 50; i += 1) await fetch(`${address}/${hostile}/${i}`, { method: 'PUT' });

    const response = await fetch(`${address}/metrics`);
    const text = await response.text();
    expect(text).not.toContain('hostile');
    const samples = parseExposition(text);
    const none = { route: 'none', status: '4xx' };
    expect(sampleOf(samples, 'fairdraw_http_request_duration_seconds_count', none)).toBeGreaterThan(50);
    const valuesOf = (label: string) =>
      new Set(samples.flatMap(({ labels }) => (labels[label] === undefined ? [] : [labels[label]])));
    for (const status of valuesOf('status')) expect(status).toMatch(/^[1-5]xx$/);
    for (const outcome of valuesOf('outcome')) expect(outcome).toMatch(/^[a-z][a-zA-Z]+$/);
    for (const route of valuesOf('route')) expect(route).toMatch(/^(none|\/[a-zA-Z0-9/:*._-]*)$/);
    expect(samples.length).toBeLessThan(2_000);
  });

  it('tell which jobs are due, overdue and failing, and how attempts ended', async () => {
    const kind = 'publication.publish';
    await server.stepAs()((unit) =>
      enqueueJob(unit, { kind, key: 'nothing', dueAt: new Date(Date.now() - 3_600_000), payload: {} }),
    );
    const due = await readHouse(server);
    expect(sampleOf(due, 'fairdraw_jobs_due', { kind })).toBe(1);
    expect(sampleOf(due, 'fairdraw_jobs_oldest_overdue_seconds', { kind })).toBeGreaterThanOrEqual(3_600);
    expect(sampleOf(due, 'fairdraw_jobs_failing', { kind })).toBe(0);
    for (const other of jobs.filter((job) => job.kind !== kind))
      expect(sampleOf(due, 'fairdraw_jobs_due', { kind: other.kind })).toBe(0);

    const { sources, metrics } = server.app;
    await createHouseTimetable(sources, pino({ level: 'silent' }), { everySeconds: 30, metrics }).runDue();
    const tried = await readHouse(server);
    expect(sampleOf(tried, 'fairdraw_jobs_failing', { kind })).toBe(1);
    const attempts = { kind, outcome: 'failed' };
    expect(sampleOf(await read(server), 'fairdraw_job_attempts_total', attempts)).toBe(1);
  });

  it('ask the database at most once in five seconds, and say how old the answer is', async () => {
    let now = 0;
    const metrics = createMetrics(() => now);
    let asked = 0;
    metrics.offer({
      gauges: { fairdraw_test_asked: 'How often this was asked for.' },
      read: async () => {
        asked += 1;
        return { fairdraw_test_asked: [{ value: asked }] };
      },
    });
    const readAt = async (instant: number) => {
      now = instant;
      const texts = await Promise.all(Array.from({ length: 20 }, () => metrics.text()));
      return texts.map((text) => {
        const samples = parseExposition(text);
        return ['fairdraw_test_asked', 'fairdraw_measure_age_seconds'].map((name) => sampleOf(samples, name));
      });
    };
    expect(await readAt(1_000)).toEqual(Array(20).fill([1, 0]));
    expect(await readAt(5_999)).toEqual(Array(20).fill([1, 4.999]));
    expect(await readAt(6_000)).toEqual(Array(20).fill([2, 0]));
  });

  it('answer without what a database that does not answer would have told', async () => {
    server.app.metrics.offer({
      gauges: { fairdraw_test_silent: 'Never answered.', fairdraw_test_also_silent: 'Neither.' },
      read: () => new Promise<never>(() => {}),
    });
    const samples = await read(server);
    expect(sampleOf(samples, 'fairdraw_test_silent')).toBeUndefined();
    expect(sampleOf(samples, 'fairdraw_measure_age_seconds')).toBeGreaterThan(1.5);
    expect(sampleOf(samples, 'process_cpu_seconds_total')).toBeGreaterThan(0);
  });
});

describe('who may read metrics', () => {
  const servers: TestServer[] = [];
  const start = async (settings: Record<string, string>) => {
    const server = await startTestServer(settings);
    servers.push(server);
    return server;
  };
  afterAll(() => Promise.all(servers.map((server) => server.close())));

  const status = async (server: TestServer, headers: Record<string, string> = {}) =>
    (await fetch(`${server.address}/metrics`, { headers })).status;

  it('without a token this machine alone, and nobody by a proxy on it', async () => {
    const server = await start({});
    expect(await status(server)).toBe(200);
    expect(await status(server, { authorization: 'Bearer anything' })).toBe(200);
    for (const header of ['x-forwarded-for', 'forwarded', 'via', 'x-real-ip'])
      expect(await status(server, { [header]: '127.0.0.1' })).toBe(404);
    for (const remoteAddress of ['10.1.2.3', '128.0.0.1', '::ffff:10.0.0.1', 'fe80::1']) {
      const { statusCode } = await server.app.fastify.inject({ url: '/metrics', remoteAddress });
      expect({ remoteAddress, statusCode }).toEqual({ remoteAddress, statusCode: 404 });
    }
    for (const remoteAddress of ['127.0.0.9', '::1', '::ffff:127.0.0.1'])
      expect((await server.app.fastify.inject({ url: '/metrics', remoteAddress })).statusCode).toBe(200);
  });

  it('behind a proxy nobody without a token, whatever the headers say', async () => {
    const server = await start({ FAIRDRAW_TRUST_PROXY: 'true' });
    expect(await status(server)).toBe(404);
    expect(await status(server, { 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  });

  it('with a token whoever bears it, and nobody else; the address does not show that it is there', async () => {
    const server = await start({ FAIRDRAW_METRICS_TOKEN: TOKEN, FAIRDRAW_TRUST_PROXY: 'true' });
    await read(server, { authorization: `Bearer ${TOKEN}` });
    await read(server, { authorization: `bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.7' });
    const wrong = ['', 'Bearer', `Bearer ${TOKEN}x`, `Bearer ${TOKEN.slice(1)}`, `Basic ${TOKEN}`, TOKEN];
    for (const authorization of wrong) expect(await status(server, { authorization })).toBe(404);
    expect(await status(server)).toBe(404);
    expect((await fetch(`${server.address}/metrics?token=${TOKEN}`)).status).toBe(404);
    const [missing, unknown] = await Promise.all(
      ['metrics', 'no-such-page'].map(async (path) => (await fetch(`${server.address}/${path}`)).text()),
    );
    expect(missing).toBe(unknown);
    expect(JSON.stringify(server.log)).not.toContain(TOKEN);
  });
});
