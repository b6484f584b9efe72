import { AuditEvent } from '../../../schema/audit/index.js';
import { type InspectionResult, Message, MessageKind } from '../../../schema/inspection/index.js';
import { Job, JobState } from '../../../schema/job/index.js';
import { watchDuties } from '../../../schema/oversight/index.js';
import type { Publication } from '../../../schema/publication/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { Actor } from '../../../schema/shared/unit.js';
import { jobKinds } from '../../../server/job-kinds.js';
import { done, MainJob } from '../../support/main-job.js';
import { openTestHouse } from '../../support/steps.js';

let job: MainJob;
let admin: Actor;
let due: Publication[];
beforeAll(async () => {
  const house = await openTestHouse('2026-02-09T01:00:00Z');
  const sources = { ...house.sources, installation: { training: false, jobKinds } };
  job = await MainJob.over({ ...house, sources });
  admin = await job.addPerson('sys-admin', [Role.SYSTEM_ADMIN]);
  const draw = await job.drawn({ strata: [{ riskClass: 'A', count: 3, reserve: 0 }] });
  job.clock.set('2026-02-10T02:00:00Z');
  const results: InspectionResult[] = await job.inspected(draw);
  // Due on Thursday, 26 February: the Spring Festival lies in between.
  due = await job.listPublications(results);
});
afterAll(() => job.close());

const watch = () => job.act(undefined, watchDuties);
const countEvents = (kind: string) => job.readAs().em.count(AuditEvent, { kind });
async function toldOf(actor: Actor, kind: MessageKind) {
  const all = { account: actor.accountId ?? '', kind };
  const messages = await job.readAs().em.find(Message, all, { orderBy: { id: 'asc' } });
  return messages.map(({ count, on }) => `${count} ${on}`);
}

async function insertFailing(kind: string, key: string, attempts: number): Promise<void> {
  await job.act(undefined, async (unit) => {
    const row = { id: unit.newId(), kind, key, payload: {}, state: JobState.PENDING, attempts };
    const times = { dueAt: new Date('2026-03-30T00:00:00Z'), createdAt: unit.now };
    await unit.em.insert(Job, { ...row, ...times, lastError: 'TypeError at publish' });
  });
}

test('a publication whose publishing keeps failing is told of long before its day', async () => {
  job.clock.set('2026-02-20T00:20:00Z');
  const before = await countEvents('publication.near');
  await insertFailing('publication.publish', due[1]!.id, 5);
  await watch();
  expect(await countEvents('publication.near')).toBe(before);
  await job.act(undefined, (unit) => unit.em.nativeUpdate(Job, { key: due[1]!.id }, { attempts: 6 }));
  await watch();
  expect(await countEvents('publication.near')).toBe(before + 1);
  expect(await toldOf(job.publisher, MessageKind.PUBLICATION_NEAR)).toEqual(['1 2026-02-26']);
  expect(await toldOf(admin, MessageKind.DUTY_FAILING)).toEqual(['1 2026-02-20']);
  await job.act(undefined, (unit) => unit.em.nativeDelete(Job, { key: due[1]!.id }));
});

test('heads and publishers are told the working day before, each matter once a day', async () => {
  const NEAR = MessageKind.PUBLICATION_NEAR;
  job.clock.set('2026-02-24T00:20:00Z');
  await watch();
  expect(await toldOf(job.approver, NEAR)).toEqual(['1 2026-02-26']);
  job.clock.set('2026-02-25T00:20:00Z');
  await watch();
  await watch();
  for (const actor of [job.publisher, job.approver])
    expect(await toldOf(actor, NEAR)).toEqual(['1 2026-02-26', '3 2026-02-26']);
  for (const actor of [job.reviewer, job.stranger, admin]) expect(await toldOf(actor, NEAR)).toEqual([]);
  expect(await countEvents('publication.near')).toBe(4);
});

test('what is late is told each day until it is public', async () => {
  done(await job.release(due[0]!.id));
  await job.runJobs();
  job.clock.set('2026-02-28T00:20:00Z');
  await watch();
  expect(await toldOf(job.publisher, MessageKind.PUBLICATION_NEAR)).toEqual([
    ...['1 2026-02-26', '3 2026-02-26', '2 2026-02-26'],
  ]);
  expect(await countEvents('publication.near')).toBe(6);
});

test('administrators are told of legal duties that failed more than five times, and of no other job', async () => {
  job.clock.set('2026-03-03T00:20:00Z');
  await insertFailing('draw.lapse', 'one', 6);
  await insertFailing('hand-out.announce', 'two', 60);
  await watch();
  await watch();
  expect((await toldOf(admin, MessageKind.DUTY_FAILING)).at(-1)).toBe('1 2026-03-03');
  expect(await toldOf(job.approver, MessageKind.DUTY_FAILING)).toEqual([]);
  expect(await countEvents('job.keeps-failing')).toBe(2);
});
