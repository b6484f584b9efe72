import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import { Job, JobState } from './job.entity.js';
import { JobEnded, JobNotBeforeItsTime, JobNotFailed, JobNotFound, JobUnderWay } from './job.errors.js';
import { findJobKind } from './job.rules.js';

/** The job under lock, unless a server is doing it. It is not waited for: an effect may take a while. */
async function findIdle(unit: Unit, id: string): Promise<Job | JobNotFound | JobUnderWay> {
  const seen = await unit.em.findOne(Job, { id }, { disableIdentityMap: true });
  if (!seen) return new JobNotFound();
  const job = await unit.em.findOne(
    Job,
    { id },
    { lockMode: LockMode.PESSIMISTIC_PARTIAL_WRITE, refresh: true },
  );
  if (!job) return new JobUnderWay();
  const isHeld = job.state === JobState.PENDING && job.leasedUntil && job.leasedUntil > unit.now;
  return isHeld ? new JobUnderWay() : job;
}

/** Sets a job due at once, and has it looked for. */
async function setDue(unit: Unit, job: Job, changes: Partial<Job>): Promise<Job> {
  const all = { ...changes, dueAt: unit.now, leasedUntil: null };
  await unit.em.nativeUpdate(Job, { id: job.id }, all);
  unit.wakeJobs();
  return Object.assign(job, all);
}

/** A job that was given up, or waits after a failure, is due now. Its last error stays until it is done. */
export async function retryJob(unit: Unit, id: string) {
  const job = await findIdle(unit, id);
  if (isRefusal(job)) return job;
  const hasFailed = job.state === JobState.GIVEN_UP || (job.state === JobState.PENDING && job.lastError);
  if (!hasFailed) return new JobNotFailed();
  await recordEvent(unit, 'job.retried', { kind: 'job', id }, { kind: job.kind, attempts: job.attempts });
  // What was given up begins anew with its attempts.
  const attempts = job.state === JobState.GIVEN_UP ? 0 : job.attempts;
  return {
    __typename: 'JobRetried' as const,
    job: await setDue(unit, job, { state: JobState.PENDING, attempts }),
  };
}

/**
 * A recurring job, or one that looks for itself at what is due, is due now. Any other is refused before its time: nobody
 * opens a confidential draw, or lets one lapse, an hour early.
 */
export async function runJobNow(unit: Unit, id: string) {
  const job = await findIdle(unit, id);
  if (isRefusal(job)) return job;
  if (job.state !== JobState.PENDING) return new JobEnded();
  const kind = findJobKind(unit, job.kind);
  const mayRunEarly = kind?.isRecurring || kind?.mayRunEarly || job.lastError;
  if (job.dueAt > unit.now && !mayRunEarly) return new JobNotBeforeItsTime(job.dueAt);
  await recordEvent(unit, 'job.run-now', { kind: 'job', id }, { kind: job.kind });
  return { __typename: 'JobDueNow' as const, job: await setDue(unit, job, {}) };
}
