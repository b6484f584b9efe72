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

const insertMany = `insert into job (id, kind, key, payload, state, due_at, created_at, attempts)
  select r.id, r.kind, r.key, r.payload, ?, r."dueAt", ?::timestamptz, 0
    from jsonb_to_recordset(?::jsonb) as r(id uuid, kind text, key text, payload jsonb, "dueAt" timestamptz)
  on conflict (kind, key) do nothing`;

/** The same for many at once, in one statement. */
export async function enqueueJobs(unit: Unit, requests: readonly JobRequest[]): Promise<void> {
  if (requests.length === 0) return;
  const rows = requests.map((request) => ({ ...request, payload: request.payload ?? {}, id: unit.newId() }));
  await unit.em.execute(insertMany, [JobState.PENDING, unit.now.toISOString(), JSON.stringify(rows)]);
  unit.wakeJobs();
}
