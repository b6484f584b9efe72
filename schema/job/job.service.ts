import type { Unit } from '../shared/unit.js';
import { Job, JobState } from './job.entity.js';

/** What is to be done, and when. */
export interface JobRequest {
  readonly kind: string;
  /** What it is about; a second request of the same kind and key changes nothing. */
  readonly key: string;
  readonly dueAt: Date;
  readonly payload?: Record<string, unknown>;
}

/** Enqueues a job in the transaction of its cause. */
export async function enqueueJob(unit: Unit, request: JobRequest): Promise<void> {
  await unit.em.upsert(
    Job,
    {
      id: unit.newId(),
      kind: request.kind,
      key: request.key,
      payload: request.payload ?? {},
      state: JobState.PENDING,
      dueAt: request.dueAt,
      createdAt: unit.now,
    },
    { onConflictFields: ['kind', 'key'], onConflictAction: 'ignore' },
  );
  unit.wakeJobs();
}
