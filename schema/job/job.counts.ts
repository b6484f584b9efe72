import type { Reader } from '../shared/unit.js';
import { JobState } from './job.entity.js';

/** How the jobs of one kind stand, by the database's clock. */
export interface JobCounts {
  readonly kind: string;
  /** Due and not done. */
  readonly due: number;
  /** Since the oldest of them became due. */
  readonly oldestOverdueSeconds: number;
  /** Waiting for another attempt after one that failed. */
  readonly failing: number;
}

/** Counts the jobs that are not done, kind by kind. */
export async function countJobs({ em }: Reader): Promise<JobCounts[]> {
  const rows = await em.execute<{ kind: string; due: string; overdue: string | null; failing: string }[]>(
    `select kind, count(*) filter (where due_at <= now()) as due,
      extract(epoch from now() - min(due_at)) as overdue,
      count(*) filter (where last_error is not null) as failing
     from job where state = ? group by kind`,
    [JobState.PENDING],
  );
  return rows.map(({ kind, due, overdue, failing }) => ({
    kind,
    due: Number(due),
    oldestOverdueSeconds: Math.max(0, Number(overdue ?? 0)),
    failing: Number(failing),
  }));
}
