import { type PageArguments, pageById } from '../shared/page.js';
import type { JobKind, Reader } from '../shared/unit.js';
import { Job, type JobState } from './job.entity.js';
import { JobPause } from './job-pause.entity.js';

/** Jobs by state and kind, the newest first. What a job is about stays inside: no key, no payload. */
export function pageJobs(
  reader: Reader,
  { state, kind }: { readonly state?: JobState; readonly kind?: string },
  page: PageArguments,
) {
  const which = { ...(state ? { state } : {}), ...(kind ? { kind } : {}) };
  return pageById(page, (key, limit) =>
    reader.em.find(Job, { ...key, ...which }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** How the jobs of one kind stand. */
export interface KindCounts extends JobKind {
  /** Waiting for their time or their turn, all together. */
  readonly pendingCount: number;
  /** Of these: due by now. */
  readonly dueCount: number;
  /** Of these: after an attempt that failed. */
  readonly failingCount: number;
  readonly givenUpCount: number;
  readonly doneCount: number;
  /** The pause that holds, if one does. */
  readonly pause?: JobPause;
}

type Counted = Pick<
  KindCounts,
  'kind' | 'pendingCount' | 'dueCount' | 'failingCount' | 'givenUpCount' | 'doneCount'
>;

/** Every kind that this installation declares, and any other of which there are jobs. */
export async function countByKind(reader: Reader): Promise<KindCounts[]> {
  const rows = await reader.em.execute<Counted[]>(
    `select kind, count(*) filter (where state = 'PENDING')::int as "pendingCount",
        count(*) filter (where state = 'PENDING' and due_at <= ?)::int as "dueCount",
        count(*) filter (where state = 'PENDING' and last_error is not null)::int as "failingCount",
        count(*) filter (where state = 'GIVEN_UP')::int as "givenUpCount",
        count(*) filter (where state = 'DONE')::int as "doneCount"
       from job group by kind`,
    [reader.now.toISOString()],
  );
  const still = { endedAt: null, $or: [{ endsAt: null }, { endsAt: { $gt: reader.now } }] };
  const pauses = await reader.em.find(JobPause, still, { disableIdentityMap: true });
  const declared = reader.installation.jobKinds ?? [];
  const kinds = [...new Set([...declared.map(({ kind }) => kind), ...rows.map(({ kind }) => kind)])].sort();
  const none = { pendingCount: 0, dueCount: 0, failingCount: 0, givenUpCount: 0, doneCount: 0 };
  return kinds.map((kind) => ({
    ...unknownKind(kind),
    ...declared.find((one) => one.kind === kind),
    ...none,
    ...rows.find((row) => row.kind === kind),
    pause: pauses.find((pause) => pause.kind === kind),
  }));
}

/** Of a kind that an earlier version enqueued, or that only another server does. */
export function unknownKind(kind: string): JobKind {
  const description = '本版本不执行此种任务。This version does no such job.';
  return { kind, description, isLegalDuty: false, isRecurring: false, mayRunEarly: false };
}
