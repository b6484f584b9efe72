import { countDraws } from '../schema/draw/index.js';
import { countJobs, type JobCounts } from '../schema/job/index.js';
import { countOpenImports } from '../schema/registry/index.js';
import { jobKinds } from './job-kinds.js';
import type { Sample } from './platform/measures.js';
import type { Metrics } from './platform/metrics.js';
import { createReader, type StepSources } from './platform/step.js';

const kinds = jobKinds.map(({ kind }) => kind);

/** Every kind that the program knows has its value, so that an alarm sees a zero and not a hole. */
function byKind(counts: readonly JobCounts[], read: (counts: JobCounts) => number): Sample[] {
  return kinds.map((kind) => {
    const found = counts.find((one) => one.kind === kind);
    return { labels: { kind }, value: found ? read(found) : 0 };
  });
}

function byState(counts: readonly { readonly state: string; readonly count: number }[]): Sample[] {
  return counts.map(({ state, count }) => ({ labels: { state }, value: count }));
}

/** What the rooms tell of themselves: jobs, imports, draws. */
export function measureHouse(metrics: Metrics, sources: StepSources): void {
  const reader = () => createReader(sources, { kind: 'system' });
  metrics.offer({
    gauges: {
      fairdraw_jobs_due: 'Jobs that are due and not done.',
      fairdraw_jobs_oldest_overdue_seconds: 'For how long the oldest of them has been due.',
      fairdraw_jobs_failing: 'Jobs that wait for another attempt after one that failed.',
    },
    labels: ['kind'],
    read: async () => {
      const counts = await countJobs(reader());
      return {
        fairdraw_jobs_due: byKind(counts, ({ due }) => due),
        fairdraw_jobs_oldest_overdue_seconds: byKind(counts, (one) => one.oldestOverdueSeconds),
        fairdraw_jobs_failing: byKind(counts, ({ failing }) => failing),
      };
    },
  });
  metrics.offer({
    gauges: { fairdraw_imports_open: 'Imports that have not ended: QUEUED, WAITING, READING, WRITING.' },
    labels: ['state'],
    read: async () => ({ fairdraw_imports_open: byState(await countOpenImports(reader())) }),
  });
  metrics.offer({
    gauges: { fairdraw_draws: 'Draws by state.' },
    labels: ['state'],
    read: async () => ({ fairdraw_draws: byState(await countDraws(reader())) }),
  });
}
