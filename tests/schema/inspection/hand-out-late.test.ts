import { raiseAlarm } from '../../../schema/inspection/change/alarm.service.js';
import { remindAll } from '../../../schema/inspection/hand-out/remind.service.js';
import { AlarmKind } from '../../../schema/inspection/index.js';
import { PersonalRecord } from '../../../schema/personal/index.js';
import { CampaignKind, enterDueChecks } from '../../../schema/plan/index.js';
import { ImportMode } from '../../../schema/registry/index.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { MainJob } from '../../support/main-job.js';
import { startTestServer, type TestServer } from '../../support/server.js';

let server: TestServer;
let job: MainJob;
beforeAll(async () => {
  server = await startTestServer({}, { start: '2026-02-09T01:00:00Z' });
  const { database, clock, close, app } = server;
  job = await MainJob.over({ database, clock, close, sources: { ...app.sources, jobs: undefined } }, {});
});
afterAll(() => server.close());

async function clientOf(actor: Actor) {
  const client = await server.client();
  client.cookie = await job.cookieOf(actor);
  return client;
}

const messages = '{ myMessages { edges { node { kind campaignCode count on link text } } } }';

describe('what is late tells its owner', () => {
  const told = async (actor: Actor, kind: string) => {
    const { myMessages } = await (await clientOf(actor)).get(messages);
    const nodes = myMessages.edges.map(({ node }: { node: { kind: string } }) => node);
    return nodes.filter((one: { kind: string }) => one.kind === kind);
  };

  test('an alarm tells whose it is, or the heads, once', async () => {
    const alarm = (subjectKey: string, ownerId?: string) =>
      job.act(undefined, (unit) =>
        raiseAlarm(unit, {
          ...{ department: job.health.id, kind: AlarmKind.CLOSED_BY_AREA, subjectKey },
          ...(ownerId ? { ownerId } : {}),
        }),
      );
    await alarm('440800');
    await alarm('440800');
    expect(await told(job.approver, 'ALARM')).toMatchObject([{ campaignCode: null, count: 1 }]);
    expect(await told(job.planner, 'ALARM')).toEqual([]);
    await alarm('440801', job.reviewer.accountId);
    expect(await told(job.reviewer, 'ALARM')).toHaveLength(1);
    expect(await told(job.approver, 'ALARM')).toHaveLength(1);
  });

  test('a check that is owed and late tells who entered it and the heads, and again when another is late', async () => {
    const enter = (n: number, dueOn: string) =>
      job.act(job.planner, (unit) =>
        enterDueChecks(unit, {
          ...{ kind: CampaignKind.REPORT, mode: ImportMode.ALL_OR_NOTHING },
          checks: [
            {
              realId: `licence:JY0000${n}`,
              documentNo: `举报${n}`,
              matter: '卫生',
              beganOn: '2026-02-02',
              dueOn,
            },
          ],
        }),
      );
    await enter(0, '2026-02-10');
    await enter(1, '2026-02-12');
    job.clock.set('2026-02-11T00:30:00Z');
    await job.act(undefined, remindAll);
    await job.act(undefined, remindAll);
    expect(await told(job.approver, 'CHECK_LATE')).toMatchObject([{ count: 1, on: '2026-02-10' }]);
    expect(await told(job.planner, 'CHECK_LATE')).toHaveLength(1);
    job.clock.set('2026-02-13T00:30:00Z');
    await job.act(undefined, remindAll);
    expect(await told(job.approver, 'CHECK_LATE')).toHaveLength(2);
    expect(JSON.stringify(await told(job.approver, 'CHECK_LATE'))).not.toMatch(/虚构|JY0000/);
  });
});

test('an address for messages is nowhere in the clear, and its key is gone once it is taken back', async () => {
  const client = await clientOf(job.planner);
  const set = 'mutation ($email: Text) { setMessageAddress(email: $email) { ... on AddressSet { email } } }';
  const email = 'wei.zhang@example.gov.cn';
  expect((await client.get(set, { email })).setMessageAddress.email).toBe(email);
  expect((await client.get('{ myMessageAddress }')).myMessageAddress).toBe(email);
  const records = () => job.readAs().em.find(PersonalRecord, { subjectId: job.planner.accountId ?? '' });
  expect(
    JSON.stringify(await server.database.em.fork().execute('select * from message_address')),
  ).not.toContain(email);
  expect((await records()).map(({ sealedKey }) => sealedKey === null)).toEqual([false]);
  await client.get(set, { email: null });
  expect((await client.get('{ myMessageAddress }')).myMessageAddress).toBeNull();
  expect((await records()).map(({ sealedKey }) => sealedKey === null)).toEqual([true]);
});
