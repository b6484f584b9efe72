import type { ClaimedJob, JobStore } from '../../../scheduler/timetable/index.js';
import { createTimetable } from '../../../scheduler/timetable/index.js';
import { AuditEvent, recordEvent } from '../../../schema/audit/index.js';
import { createJobStore, databaseNow, enqueueJob, Job, JobState } from '../../../schema/job/index.js';
import type { Unit } from '../../../schema/shared/unit.js';
import { openTestHouse, type TestHouse } from '../../support/steps.js';

let house: TestHouse;
let first: JobStore<Unit>;
let second: JobStore<Unit>;
beforeAll(async () => {
  house = await openTestHouse();
  first = createJobStore(house.stepAs(), async (unit) => unit.now);
  second = createJobStore(house.stepAs(), async (unit) => unit.now);
});
beforeEach(() => house.readAs().em.execute('delete from job'));
afterAll(() => house.close());

const LEASE_MS = 60_000;
const claim = (store: JobStore<Unit>, limit = 20, kinds = ['test.one', 'test.two']) =>
  store.claimDue({ kinds, limit, leaseMs: LEASE_MS });

async function claimOne(store = first): Promise<ClaimedJob> {
  const [job] = await claim(store);
  if (!job) throw new Error('nothing was due');
  return job;
}

async function enqueue(key: string, more: { kind?: string; inMs?: number } = {}) {
  const dueAt = new Date(house.clock.now().getTime() + (more.inMs ?? 0));
  await house.stepAs()((unit) =>
    enqueueJob(unit, { kind: more.kind ?? 'test.one', key, dueAt, payload: { about: key } }),
  );
}

const getJob = (key: string) => house.readAs().em.findOneOrFail(Job, { key });
const countEffects = () => house.readAs().em.count(AuditEvent, { subjectKind: 'effect' });
const effect = async ({ tx }: { tx: Unit }) =>
  recordEvent(tx, 'registry.imported', { kind: 'effect', id: tx.newId() });

test('two stores never claim the same job', async () => {
  for (const n of Array(9).keys()) await enqueue(`job ${n}`);
  const claims = await Promise.all([claim(first, 5), claim(second, 5), claim(first, 5)]);
  const ids = claims.flat().map((job) => job.id);
  expect(ids).toHaveLength(9);
  expect(new Set(ids).size).toBe(9);
  expect(Math.max(...claims.map((jobs) => jobs.length))).toBe(5);
  expect(await claim(second)).toEqual([]);
});

test('the longest due is claimed first; what is not due, or of another kind, is not', async () => {
  house.clock.advance({ minutes: 1 });
  await enqueue('late', { inMs: -1_000 });
  await enqueue('later', { inMs: -500, kind: 'test.two' });
  await enqueue('future', { inMs: 1 });
  await enqueue('foreign', { kind: 'test.three' });
  const claimed = await claim(first);
  expect(claimed.map((job) => job.payload.about)).toEqual(['late', 'later']);
  expect(claimed[0]).toMatchObject({ kind: 'test.one', attempt: 1 });
  expect(claimed[0]?.leaseUntilAt).toEqual(new Date(house.clock.now().getTime() + LEASE_MS));
});

test('of the same kind and key there is one', async () => {
  await enqueue('same');
  await enqueue('same', { inMs: 5_000 });
  expect(await house.readAs().em.count(Job)).toBe(1);
  expect((await getJob('same')).dueAt).toEqual(house.clock.now());
});

test('effect and completion are one', async () => {
  await enqueue('once');
  const before = await countEffects();
  const job = await claimOne();
  expect(await first.perform(job, effect)).toBe('done');
  expect(await getJob('once')).toMatchObject({
    state: JobState.DONE,
    doneAt: house.clock.now(),
    leasedUntil: null,
  });
  expect(await countEffects()).toBe(before + 1);
  expect(await first.perform(job, effect)).toBe('lost');
  expect(await countEffects()).toBe(before + 1);
  house.clock.advance({ hours: 1 });
  expect(await claim(second)).toEqual([]);
});

test('an effect that fails leaves nothing, keeps its claim, and is due again later', async () => {
  await enqueue('fails');
  const before = await countEffects();
  const job = await claimOne();
  const failing = first.perform(job, async (step) => {
    await effect(step);
    throw new Error('the channel is down');
  });
  await expect(failing).rejects.toThrow('the channel is down');
  expect(await countEffects()).toBe(before);
  expect(await getJob('fails')).toMatchObject({
    state: JobState.PENDING,
    attempts: 1,
    leasedUntil: job.leaseUntilAt,
  });
  await first.fail(job, { message: 'the channel is down', retryInMs: 5_000 });
  expect(await claim(second)).toEqual([]);
  house.clock.advance({ seconds: 5 });
  expect(await claimOne(second)).toMatchObject({ id: job.id, attempt: 2 });
  expect((await getJob('fails')).lastError).toBe('the channel is down');
});

test('a lease that ran out may be claimed anew, and the stale claim is lost', async () => {
  await enqueue('slow');
  const stale = await claimOne();
  house.clock.advance({ seconds: 60 });
  const fresh = await claimOne(second);
  expect(fresh).toMatchObject({ id: stale.id, attempt: 2 });
  const before = await countEffects();
  expect(await first.perform(stale, effect)).toBe('lost');
  await first.fail(stale, { message: 'too late' });
  await first.release(stale);
  expect(await countEffects()).toBe(before);
  expect(await getJob('slow')).toMatchObject({ state: JobState.PENDING, attempts: 2, lastError: null });
  expect(await second.perform(fresh, effect)).toBe('done');
});

test('a claim given back is due at once and not counted', async () => {
  await enqueue('back');
  await first.release(await claimOne());
  expect(await claimOne(second)).toMatchObject({ attempt: 1 });
});

test('a job given up is kept with its last message and not claimed again', async () => {
  await enqueue('hopeless');
  await first.fail(await claimOne(), { message: '无法送达'.repeat(1_000) });
  house.clock.advance({ days: 1 });
  expect(await claim(first)).toEqual([]);
  const job = await getJob('hopeless');
  expect([job.state, job.lastError?.length]).toEqual([JobState.GIVEN_UP, 2_000]);
});

test('a recurring job exists once, keeps its earlier time and is brought forward', async () => {
  const at = (minutes: number) => new Date(house.clock.now().getTime() + minutes * 60_000);
  await first.ensureRecurring('test.one', at(10));
  await second.ensureRecurring('test.one', at(20));
  expect((await getJob('recurring')).dueAt).toEqual(at(10));
  await second.ensureRecurring('test.one', at(5));
  expect((await getJob('recurring')).dueAt).toEqual(at(5));
  expect(await house.readAs().em.count(Job)).toBe(1);
});

test('a recurring job is due again after it was done, with its attempts begun anew', async () => {
  await first.ensureRecurring('test.one', house.clock.now());
  const job = await claimOne();
  const next = new Date(house.clock.now().getTime() + 3_600_000);
  expect(await first.perform(job, effect, () => next)).toBe('done');
  expect(await getJob('recurring')).toMatchObject({ state: JobState.PENDING, dueAt: next, attempts: 0 });
  // The same attempt number, but another lease: the claim of an hour ago is not that of now.
  house.clock.set(next);
  const again = await claimOne(second);
  expect(again.attempt).toBe(job.attempt);
  expect(await first.perform(job, effect, () => next)).toBe('lost');
  expect(await second.perform(again, effect, () => next)).toBe('done');
});

test('a timetable over the store does what is due once, and what its jobs enqueue', async () => {
  await enqueue('chain');
  const seen: string[] = [];
  const run = async (job: ClaimedJob, { tx }: { tx: Unit }) => {
    seen.push(`${job.kind} ${job.payload.about}`);
    if (job.kind === 'test.one')
      await enqueueJob(tx, { kind: 'test.two', key: 'next', dueAt: tx.now, payload: { about: 'next' } });
  };
  const jobs = ['test.one', 'test.two'].map((kind) => ({ kind, description: kind, run }));
  const timetables = [first, second].map((store) => createTimetable({ store, jobs }));
  await Promise.all(timetables.map((timetable) => timetable.runDue()));
  await Promise.all(timetables.map((timetable) => timetable.runDue()));
  expect(seen).toEqual(['test.one chain', 'test.two next']);
});

test('without another clock, the database’s own says what is due', async () => {
  const store = createJobStore(house.stepAs());
  const now = await store.now();
  expect(now).toBeInstanceOf(Date);
  expect(Math.abs(now.getTime() - Date.now())).toBeLessThan(60_000);
  expect(await house.stepAs()(databaseNow)).toBeInstanceOf(Date);
});
