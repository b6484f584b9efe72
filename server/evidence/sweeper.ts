import { createTimetable, type JobDeclaration } from '../../scheduler/timetable/index.js';
import { claimRemovable, markRemoved, SWEEP_BATCH } from '../../schema/inspection/index.js';
import { createJobStore } from '../../schema/job/index.js';
import type { Unit } from '../../schema/shared/unit.js';
import type { Background } from '../app.js';
import type { Config } from '../platform/config.js';
import type { Logger } from '../platform/logger.js';
import type { Metrics } from '../platform/metrics.js';
import { createStep, type StepSources } from '../platform/step.js';
import { told, wordsOfFailure } from '../timetable.js';
import type { BlobStore } from './blob-store.js';
import { openStore } from './open-store.js';

/** The job that empties the store of what nobody keeps any more. */
export const sweeping = {
  kind: 'evidence.sweep',
  description:
    '清除未完成的上传与保存期满的证据。Removes uploads that were given up, and evidence whose term is over.',
  recurs: { everySeconds: 3_600 },
} as const;

/** Removes blobs of uploads that were given up, and those whose term is over: first their keys, then the files. */
export function sweepJob(store: BlobStore): JobDeclaration<Unit> {
  return {
    ...sweeping,
    outside: {
      gather: (_job, { tx }) => claimRemovable(tx),
      act: async (gathered) => {
        for (const id of gathered as readonly string[]) await store.remove(id);
        return gathered;
      },
    },
    run: async (_job, { tx, answer, again }) => {
      const ids = answer as readonly string[];
      await markRemoved(tx, ids);
      if (ids.length === SWEEP_BATCH) again();
    },
  };
}

/** Sweeps the store on a timetable of its own: a store that does not answer holds up no other job. */
export function createEvidenceSweeper(
  sources: StepSources,
  logger: Logger,
  config: Config,
  metrics?: Metrics,
): Background {
  return createTimetable({
    store: createJobStore(createStep(sources, { kind: 'system' })),
    jobs: [sweepJob(openStore(config))],
    tickAt: '30 * * * * *',
    onEvent: told(logger, metrics),
    wordsOf: wordsOfFailure,
  });
}
