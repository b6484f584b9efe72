import { Job } from '../../schema/job/index.js';
import { Role } from '../../schema/shared/roles.js';
import { wordsOfFailure } from '../../server/timetable.js';
import { GraphqlClient } from '../support/client.js';
import { MainJob } from '../support/main-job.js';
import { startTestServer, type TestServer } from '../support/server.js';

let server: TestServer;
let job: MainJob;
let admin: GraphqlClient;
let auditor: GraphqlClient;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...server.app.sources, jobs: undefined } });
  const clientOf = async (actor: Parameters<MainJob['cookieOf']>[0]) => {
    const client = new GraphqlClient(`${server.address}/graphql`);
    client.cookie = await job.cookieOf(actor);
    return client;
  };
  admin = await clientOf(await job.addPerson('sys', [Role.SYSTEM_ADMIN]));
  auditor = await clientOf(job.auditor);
});
afterAll(() => server.close());

const counts = `query { jobCounts { kind description isLegalDuty isRecurring pendingCount pause { reason } } }`;
const pause = `mutation ($kind: String!, $reason: Text!) { pauseJobs(kind: $kind, reason: $reason) {
  ... on JobsPaused { pause { pausedBy reason endsAt } } ... on ConsoleError { code } } }`;

test('every kind that a server does is told, in both languages, and publishing is a legal duty', async () => {
  const { jobCounts } = await auditor.get(counts);
  const told = jobCounts as { kind: string; description: string; isLegalDuty: boolean }[];
  expect(told.length).toBeGreaterThan(25);
  for (const { description } of told) expect(description).toMatch(/[\u4e00-\u9fff].*[a-z]/);
  const duties = told.filter(({ isLegalDuty }) => isLegalDuty).map(({ kind }) => kind);
  expect(duties).toEqual(
    expect.arrayContaining(['publication.publish', 'draw.lapse', 'personal.end-overdue']),
  );
  expect(told.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['message.send', 'evidence.sweep']));
});

test('the administrator pauses and resumes, the auditor sees it and changes nothing', async () => {
  const asked = { kind: 'publication.publish', reason: '更换网关' };
  expect((await auditor.ask(pause, asked)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  expect(await admin.get(pause, asked)).toEqual({
    pauseJobs: { pause: { pausedBy: 'sys', reason: '更换网关', endsAt: '2026-02-10T01:00:00.000Z' } },
  });
  const { jobCounts } = await auditor.get(counts);
  const [one] = (jobCounts as { kind: string; pause: unknown }[]).filter(({ kind }) => kind === asked.kind);
  expect(one?.pause).toEqual({ reason: '更换网关' });
  await admin.get('mutation { resumeJobs(kind: "publication.publish") { __typename } }');
});

test('the last error names kind and place, and repeats nothing of what was written or asked', async () => {
  const error = new Error('duplicate key: 张三 440800198001010019');
  expect(wordsOfFailure(error)).toMatch(/^Error .*jobs\.test\.ts:\d+/);
  expect(wordsOfFailure(error)).not.toMatch(/张三|4408/);
  expect(wordsOfFailure('张三')).not.toContain('张三');
  const { id } = await job.act(undefined, async (unit) => {
    const row = {
      id: unit.newId(),
      kind: 'publication.publish',
      key: 'x',
      payload: { publicationId: unit.newId() },
    };
    await unit.em.insert(Job, { ...row, state: 'PENDING', dueAt: unit.now, createdAt: unit.now } as never);
    return row;
  });
  await job.runJobs().catch(() => undefined);
  const { jobs } = await admin.get(
    'query { jobs(kind: "publication.publish") { edges { node { id kind description state attempts lastError } } } }',
  );
  const [{ node }] = (jobs as { edges: [{ node: Record<string, string> }] }).edges;
  expect(node).toMatchObject({
    id,
    state: 'PENDING',
    attempts: 1,
    description: expect.stringContaining('公示'),
  });
  expect(node.lastError).toMatch(/publication/);
});
