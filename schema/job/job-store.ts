import type { ClaimedJob, JobStore } from '../../scheduler/timetable/index.js';
import type { Step, Unit } from '../shared/unit.js';
import { Job, JobState } from './job.entity.js';

interface ClaimedRow {
  id: string;
  kind: string;
  payload: Record<string, unknown>;
  attempts: number;
  due_at: string | Date;
  leased_until: string | Date;
}

/** No kind that is paused. The due ones are found once: a plan that looked again for every row could take more than the limit. */
const claim = `
  with due as materialized (
    select id from job
    where state = 'PENDING' and due_at <= ?::timestamptz and kind = any(?::text[])
      and (leased_until is null or leased_until <= ?::timestamptz)
      and not exists (select from job_pause pause where pause.kind = job.kind
        and pause.ended_at is null and (pause.ends_at is null or pause.ends_at > ?::timestamptz))
    order by due_at, id limit ? for update skip locked)
  update job set attempts = attempts + 1, leased_until = ?::timestamptz from due where job.id = due.id
  returning job.id, kind, payload, attempts, due_at, leased_until`;

function claimed(row: ClaimedRow): ClaimedJob {
  return {
    id: row.id,
    kind: row.kind,
    payload: row.payload,
    attempt: row.attempts,
    dueAt: new Date(row.due_at),
    leaseUntilAt: new Date(row.leased_until),
  };
}

/** An array literal for `?::text[]`; kinds hold neither quotes nor commas. */
function textArray(values: readonly string[]): string {
  return `{${values.join(',')}}`;
}

/** Gives back what a process that died had claimed: for a database that only one process can have open. */
export async function forgetLeases(unit: Unit): Promise<void> {
  await unit.em.nativeUpdate(
    Job,
    { state: JobState.PENDING, leasedUntil: { $ne: null } },
    { leasedUntil: null },
  );
}

/** The database's clock, so that any number of servers agree on what is due. */
export async function databaseNow(unit: Unit): Promise<Date> {
  const [row] = await unit.em.execute<{ now: string | Date }[]>('select clock_timestamp() as now');
  return new Date(row?.now ?? unit.now);
}

/**
 * The timetable's jobs in the table `job`. The effect of a job and its completion are one step: a process that dies in
 * between leaves neither.
 */
export function createJobStore(
  step: Step,
  readClock: (unit: Unit) => Promise<Date> = databaseNow,
): JobStore<Unit> {
  /** Changes the row of a job only while this claim still holds it. */
  const change = (unit: Unit, job: ClaimedJob, data: Record<string, unknown>) =>
    unit.em.nativeUpdate(
      Job,
      { id: job.id, attempts: job.attempt, leasedUntil: job.leaseUntilAt, state: JobState.PENDING },
      data,
    );

  return {
    now: () => step(readClock),

    ensureRecurring: (kind, dueAt) =>
      step(async (unit) => {
        const existing = await unit.em.findOne(Job, { kind, key: 'recurring' });
        if (!existing) {
          const row = { id: unit.newId(), kind, key: 'recurring', payload: {}, state: JobState.PENDING };
          await unit.em.insert(Job, { ...row, dueAt, createdAt: unit.now });
        } else if (existing.dueAt > dueAt) {
          await unit.em.nativeUpdate(Job, { id: existing.id }, { dueAt });
        }
      }),

    claimDue: ({ kinds, limit, leaseMs }) =>
      step(async (unit) => {
        const now = await readClock(unit);
        const until = new Date(now.getTime() + leaseMs);
        const rows = await unit.em.execute<ClaimedRow[]>(claim, [
          now.toISOString(),
          textArray(kinds),
          now.toISOString(),
          now.toISOString(),
          limit,
          until.toISOString(),
        ]);
        return rows.map(claimed).sort((a, b) => a.dueAt.getTime() - b.dueAt.getTime());
      }),

    perform: (job, effect, nextDueAt) =>
      step(async (unit) => {
        const now = await readClock(unit);
        const done = nextDueAt
          ? { dueAt: nextDueAt(now), attempts: 0, leasedUntil: null, lastError: null }
          : { state: JobState.DONE, doneAt: now, leasedUntil: null, lastError: null };
        // Completing first locks the row; the effect that follows is part of the same transaction.
        if ((await change(unit, job, done)) === 0) return 'lost';
        if ((await effect({ tx: unit, now })) === 'again') {
          const rest = { state: JobState.PENDING, dueAt: now, attempts: 0, doneAt: null };
          await unit.em.nativeUpdate(Job, { id: job.id }, rest);
          return 'again';
        }
        return 'done';
      }),

    read: (work) => step(async (unit) => work({ tx: unit, now: await readClock(unit) })),

    fail: (job, { message, retryInMs }) =>
      step(async (unit) => {
        const now = await readClock(unit);
        const lastError = message.slice(0, 2000);
        await change(
          unit,
          job,
          retryInMs === undefined
            ? { state: JobState.GIVEN_UP, leasedUntil: null, lastError }
            : { dueAt: new Date(now.getTime() + retryInMs), leasedUntil: null, lastError },
        );
      }),

    release: (job) =>
      step(async (unit) => {
        await change(unit, job, { attempts: job.attempt - 1, leasedUntil: null });
      }),
  };
}
