import { LockMode } from '@mikro-orm/core';
import type { JobDeclaration } from '../../scheduler/timetable/index.js';
import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import {
  JobKindUnknown,
  JobPauseReasonMissing,
  JobsNotPaused,
  JobsPausedAlready,
  LegalDutyPausedLately,
} from './job.errors.js';
import { findJobKind, getJobRule } from './job.rules.js';
import { enqueueJob } from './job.service.js';
import { JobPause } from './job-pause.entity.js';

/** The job by which the pause of a legal duty ends. */
const endPauseJob = 'job.end-pause';

/** The last pause of a kind, under lock; it holds where it has not ended and its end has not come. */
async function findLast(unit: Unit, kind: string): Promise<JobPause | null> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const [last] = await unit.em.find(
    JobPause,
    { kind },
    { orderBy: { number: 'desc' }, limit: 1, ...options },
  );
  return last ?? null;
}

function holds({ endedAt, endsAt }: JobPause, now: Date): boolean {
  return !endedAt && (!endsAt || endsAt > now);
}

interface Allowance {
  readonly countedFrom: Date;
  readonly endsAt: Date | null;
}

/** Of two times its allowance a legal duty stands still for one: several pauses share it. */
async function allowanceOf(unit: Unit, last: JobPause | null): Promise<Allowance | LegalDutyPausedLately> {
  const allowedMs = (await getJobRule(unit, 'legal-duty-pause')) * 3_600_000;
  const from = last?.countedFrom.getTime() ?? Number.NEGATIVE_INFINITY;
  const passedMs = unit.now.getTime() - from;
  if (passedMs >= 2 * allowedMs)
    return { countedFrom: unit.now, endsAt: new Date(unit.now.getTime() + allowedMs) };
  if (passedMs >= allowedMs) return new LegalDutyPausedLately(new Date(from + 2 * allowedMs));
  return { countedFrom: new Date(from), endsAt: new Date(from + allowedMs) };
}

/** From now on no server claims a job of this kind; those that one has begun are finished. */
export async function pauseJobs(unit: Unit, kind: string, reason: string) {
  const declared = findJobKind(unit, kind);
  if (!declared) return new JobKindUnknown();
  if (!reason) return new JobPauseReasonMissing();
  const last = await findLast(unit, kind);
  if (last && holds(last, unit.now)) return new JobsPausedAlready();
  const allowance = declared.isLegalDuty
    ? await allowanceOf(unit, last)
    : { countedFrom: unit.now, endsAt: null };
  if (allowance instanceof LegalDutyPausedLately) return allowance;
  const pause = {
    ...{ id: unit.newId(), kind, number: (last?.number ?? 0) + 1, reason, ...allowance },
    ...{ pausedBy: unit.actor.username ?? unit.actor.kind, pausedAt: unit.now },
  };
  const written = await unit.em.execute<{ id: string }[]>(
    `insert into job_pause (id, kind, number, reason, paused_by, paused_at, counted_from, ends_at)
     values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (kind, number) do nothing returning id`,
    [
      ...[pause.id, kind, pause.number, reason, pause.pausedBy, unit.now.toISOString()],
      ...[pause.countedFrom.toISOString(), pause.endsAt?.toISOString() ?? null],
    ],
  );
  if (written.length === 0) return new JobsPausedAlready();
  if (pause.endsAt) {
    const ending = { key: pause.id, dueAt: pause.endsAt, payload: { pauseId: pause.id } };
    await enqueueJob(unit, { kind: endPauseJob, ...ending });
  }
  const until = pause.endsAt ? { expiresAt: pause.endsAt.toISOString() } : {};
  await recordEvent(unit, 'job.paused', { kind: 'job-pause', id: pause.id }, { kind, ...until });
  return { __typename: 'JobsPaused' as const, kind, pause };
}

/** The kind goes on at once. */
export async function resumeJobs(unit: Unit, kind: string) {
  if (!findJobKind(unit, kind)) return new JobKindUnknown();
  const last = await findLast(unit, kind);
  if (!last || !holds(last, unit.now)) return new JobsNotPaused();
  const ended = { endedAt: unit.now, endedBy: unit.actor.username ?? unit.actor.kind };
  await unit.em.nativeUpdate(JobPause, { id: last.id }, ended);
  await recordEvent(unit, 'job.resumed', { kind: 'job-pause', id: last.id }, { kind });
  unit.wakeJobs();
  return { __typename: 'JobsResumed' as const, kind };
}

/** The pause of a legal duty that nobody ended is over. The claim has counted it as over since its end: this tells it. */
async function endPause(unit: Unit, id: string): Promise<void> {
  const pause = await unit.em.findOne(JobPause, { id, endedAt: null });
  if (!pause) return;
  await unit.em.nativeUpdate(JobPause, { id }, { endedAt: unit.now });
  await recordEvent(unit, 'job.pause-ran-out', { kind: 'job-pause', id }, { kind: pause.kind });
  unit.wakeJobs();
}

export const pauseEndJobs: readonly JobDeclaration<Unit>[] = [
  {
    kind: endPauseJob,
    description: '法定职责类任务暂停期满，自动恢复并预警。Ends the pause of a legal duty, with an alarm.',
    isLegalDuty: true,
    run: (job, { tx }) => endPause(tx, String(job.payload.pauseId)),
  },
];
