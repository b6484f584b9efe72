import { AuditEvent } from '../../../schema/audit/index.js';
import {
  countByKind,
  createJobStore,
  enqueueJob,
  Job,
  JobPause,
  JobState,
  pageJobs,
  pauseEndJobs,
  pauseJobs,
  resumeJobs,
  retryJob,
  runJobNow,
} from '../../../schema/job/index.js';
import { Role } from '../../../schema/shared/roles.js';
import type { JobKind, Unit } from '../../../schema/shared/unit.js';
import { createReader, createStep } from '../../../server/platform/step.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';
import { expectRefused } from '../../support/unchanged.js';

const kindOf = (kind: string, more: Partial<JobKind> = {}): JobKind => ({
  ...{
    kind,
    description: `${kind}。For the test.`,
    isLegalDuty: false,
    isRecurring: false,
    mayRunEarly: false,
  },
  ...more,
});
const jobKinds = [
  kindOf('test.plain'),
  kindOf('test.early', { mayRunEarly: true }),
  kindOf('test.daily', { isRecurring: true }),
  kindOf('test.duty', { isLegalDuty: true }),
  kindOf('job.end-pause', { isLegalDuty: true }),
];
const admin = { kind: 'account', username: 'sys-admin', roles: [Role.SYSTEM_ADMIN] } as const;

let house: TestHouse;
beforeAll(async () => {
  house = await openTestHouse();
});
beforeEach(async () => {
  const { em } = house.readAs();
  await em.execute('delete from job');
  await em.execute('delete from job_pause');
});
afterAll(() => house.close());

const sources = () => ({ ...house.sources, installation: { training: false, jobKinds } });
const act = <T>(work: (unit: Unit) => Promise<T>) => createStep(sources(), admin)(work);
const reader = () => createReader(sources(), admin);
/** Two servers over one database. */
const store = () => createJobStore(createStep(sources(), { kind: 'system' }), async (unit) => unit.now);
const claim = (kinds = ['test.plain', 'test.early', 'test.daily', 'test.duty']) =>
  store().claimDue({ kinds, limit: 20, leaseMs: 60_000 });
const kindsClaimed = async () => (await claim()).map(({ kind }) => kind).sort();

async function enqueue(kind: string, inMs = 0): Promise<Job> {
  const dueAt = new Date(house.clock.now().getTime() + inMs);
  await act((unit) => enqueueJob(unit, { kind, key: kind, dueAt, payload: { about: '张三' } }));
  return house.readAs().em.findOneOrFail(Job, { kind });
}

async function failed(kind: string, retryInMs?: number): Promise<Job> {
  const job = await enqueue(kind);
  const [claimed] = await claim([kind]);
  await store().fail(claimed!, { message: 'TypeError at publish', retryInMs });
  return house.readAs().em.findOneOrFail(Job, { id: job.id });
}

/** The last event of a kind: by whom, about what. */
async function lastEvent(kind: string) {
  const [event] = await house.readAs().em.find(AuditEvent, { kind }, { orderBy: { seq: 'desc' }, limit: 1 });
  return event && { by: event.actorName, about: event.subjectId, ...event.data };
}

describe('a job is retried', () => {
  test('that was given up: from its first attempt, at once', async () => {
    const { id } = await failed('test.plain');
    expect(await claim()).toEqual([]);
    expect(await act((unit) => retryJob(unit, id))).toMatchObject({
      __typename: 'JobRetried',
      job: { id, state: JobState.PENDING, dueAt: house.clock.now() },
    });
    expect(await claim()).toMatchObject([{ id, attempt: 1 }]);
    expect(await lastEvent('job.retried')).toEqual({
      ...{ by: 'sys-admin', about: id, kind: 'test.plain', attempts: 1 },
    });
  });

  test('that waits after a failure: without the rest of its pause', async () => {
    const { id } = await failed('test.duty', 3_600_000);
    expect(await claim()).toEqual([]);
    await act((unit) => retryJob(unit, id));
    expect(await claim()).toMatchObject([{ id, attempt: 2 }]);
  });

  test('not where it did not fail, is being done, is done or does not exist', async () => {
    const { id } = await enqueue('test.plain');
    await expectRefused(house, 'JobNotFailed', () => act((unit) => retryJob(unit, id)));
    const [claimed] = await claim();
    await expectRefused(house, 'JobUnderWay', () => act((unit) => retryJob(unit, id)));
    await store().perform(claimed!, async () => {});
    await expectRefused(house, 'JobNotFailed', () => act((unit) => retryJob(unit, id)));
    const nobody = '00000000-0000-7000-8000-000000000000';
    await expectRefused(house, 'JobNotFound', () => act((unit) => retryJob(unit, nobody)));
  });
});

describe('a job is run before its time', () => {
  test.each(['test.daily', 'test.early'])('where it looks for itself at what is due: %s', async (kind) => {
    const { id } = await enqueue(kind, 3_600_000);
    expect(await claim()).toEqual([]);
    expect(await act((unit) => runJobNow(unit, id))).toMatchObject({ __typename: 'JobDueNow' });
    expect(await claim()).toMatchObject([{ id }]);
    expect(await lastEvent('job.run-now')).toMatchObject({ by: 'sys-admin', about: id, kind });
  });

  test('and never where the time is part of the duty', async () => {
    const { id, dueAt } = await enqueue('test.duty', 3_600_000);
    const refusal = await expectRefused(house, 'JobNotBeforeItsTime', () =>
      act((unit) => runJobNow(unit, id)),
    );
    expect(refusal.dueAt).toEqual(dueAt);
    house.clock.advance({ hours: 1 });
    expect(await act((unit) => runJobNow(unit, id))).toMatchObject({ __typename: 'JobDueNow' });
  });

  test('nor where it is being done, or was given up', async () => {
    const { id } = await failed('test.plain');
    await expectRefused(house, 'JobEnded', () => act((unit) => runJobNow(unit, id)));
    await act((unit) => retryJob(unit, id));
    await claim();
    await expectRefused(house, 'JobUnderWay', () => act((unit) => runJobNow(unit, id)));
  });
});

describe('a paused kind', () => {
  test('is claimed by no server until it is resumed, and says by whom, when and why', async () => {
    await enqueue('test.plain');
    await enqueue('test.early');
    await act((unit) => pauseJobs(unit, 'test.plain', '更换存储'));
    expect(await kindsClaimed()).toEqual(['test.early']);
    const counts = await countByKind(reader());
    expect(counts.find(({ kind }) => kind === 'test.plain')).toMatchObject({
      ...{ pendingCount: 1, dueCount: 1, doneCount: 0, isLegalDuty: false },
      pause: { pausedBy: 'sys-admin', pausedAt: house.clock.now(), reason: '更换存储', endsAt: null },
    });
    house.clock.advance({ days: 30 });
    expect(await kindsClaimed()).toEqual(['test.early']);
    await expectRefused(house, 'JobsPausedAlready', () =>
      act((unit) => pauseJobs(unit, 'test.plain', '再次')),
    );
    await act((unit) => resumeJobs(unit, 'test.plain'));
    expect(await claim(['test.plain'])).toHaveLength(1);
    expect(await lastEvent('job.paused')).toMatchObject({ by: 'sys-admin', kind: 'test.plain' });
    expect(await lastEvent('job.resumed')).toMatchObject({ by: 'sys-admin', kind: 'test.plain' });
    await expectRefused(house, 'JobsNotPaused', () => act((unit) => resumeJobs(unit, 'test.plain')));
  });

  test('that carries a legal duty goes on by itself after a day, with an alarm', async () => {
    await enqueue('test.duty');
    const start = house.clock.now();
    await act((unit) => pauseJobs(unit, 'test.duty', '维护'));
    const { id, endsAt } = await house.readAs().em.findOneOrFail(JobPause, { kind: 'test.duty' });
    expect(endsAt).toEqual(new Date(start.getTime() + 86_400_000));
    house.clock.set(new Date(start.getTime() + 86_399_999));
    expect(await claim(['test.duty', 'job.end-pause'])).toEqual([]);
    house.clock.set(endsAt!);
    // By the claim itself, whether or not anybody has looked at the pause.
    expect(await kindsClaimed()).toEqual(['test.duty']);
    const [ending] = await claim(['job.end-pause']);
    const run = pauseEndJobs[0]!.run;
    const { signal } = new AbortController();
    const context = { now: house.clock.now(), signal, again: () => {} };
    await store().perform(ending!, async ({ tx }) => run(ending!, { ...context, tx }));
    expect(await lastEvent('job.pause-ran-out')).toEqual({ by: 'system', about: id, kind: 'test.duty' });
    const [count] = (await countByKind(reader())).filter(({ kind }) => kind === 'test.duty');
    expect(count?.pause).toBeUndefined();
  });

  test('that carries a legal duty stands still for one day of two, in however many pauses', async () => {
    const start = house.clock.now().getTime();
    const at = (hours: number) => house.clock.set(new Date(start + hours * 3_600_000));
    await act((unit) => pauseJobs(unit, 'test.duty', '维护'));
    at(2);
    await act((unit) => resumeJobs(unit, 'test.duty'));
    at(20);
    await act((unit) => pauseJobs(unit, 'test.duty', '继续维护'));
    const last = await house.readAs().em.findOneOrFail(JobPause, { kind: 'test.duty', number: 2 });
    expect(last.endsAt).toEqual(new Date(start + 24 * 3_600_000));
    at(24);
    const again = () => act((unit) => pauseJobs(unit, 'test.duty', '第三次'));
    const refusal = await expectRefused(house, 'LegalDutyPausedLately', again);
    expect(refusal.againFrom).toEqual(new Date(start + 48 * 3_600_000));
    at(48);
    expect(await again()).toMatchObject({ __typename: 'JobsPaused' });
  });

  test('is one that is declared, with a reason', async () => {
    await expectRefused(house, 'JobKindUnknown', () => act((unit) => pauseJobs(unit, 'test.none', '维护')));
    await expectRefused(house, 'JobKindUnknown', () => act((unit) => resumeJobs(unit, 'test.none')));
    await expectRefused(house, 'JobPauseReasonMissing', () =>
      act((unit) => pauseJobs(unit, 'test.plain', '')),
    );
  });
});

test('jobs are listed by state and kind', async () => {
  await enqueue('test.plain');
  await enqueue('test.daily');
  await failed('test.duty');
  const list = async (which: object) =>
    (await pageJobs(reader(), which, { first: 20 })).edges.map(({ node }) => node.kind).sort();
  expect(await list({})).toEqual(['test.daily', 'test.duty', 'test.plain']);
  expect(await list({ state: JobState.GIVEN_UP })).toEqual(['test.duty']);
  expect(await list({ state: JobState.PENDING, kind: 'test.plain' })).toEqual(['test.plain']);
});
