import {
  endSilent,
  type ImportRun,
  importerOf,
  listQueuedImports,
  runStartedImport,
} from '../schema/registry/index.js';
import type { Step } from '../schema/shared/unit.js';
import type { Background } from './app.js';
import { describeUnexpected } from './http/error-details.js';
import { fileSpool } from './platform/file-spool.js';
import type { Logger } from './platform/logger.js';
import { createReader, createStep, type StepSources } from './platform/step.js';

/** How many imports are at work at once: those of one department wait for one another in any case. */
const AT_ONCE = 2;

/** What an importer does besides running in the background. */
export interface Importer extends Background {
  /** Begins what waits to be begun. @returns when all of it has ended */
  runQueued(): Promise<void>;
}

/**
 * Runs the imports that were started through GraphQL, beside requests: it looks for them as the timetable does for jobs,
 * and at once after a step that started one. An import is no job, because a job is one transaction.
 */
export function createImporter(
  sources: StepSources,
  logger: Logger,
  options: { readonly everySeconds: number; readonly waitSeconds: number },
): Importer {
  const running = new Map<string, Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let isStopping = false;

  async function run(queued: ImportRun): Promise<void> {
    const spool = fileSpool();
    try {
      const step = untilStopped(createStep(sources, importerOf(queued)));
      const { state, rowCount } = asRun(await runStartedImport(step, queued, spool, options.waitSeconds));
      logger.info({ importRun: queued.id, state, rowCount }, 'imports: ended');
    } catch (error) {
      const details = describeUnexpected(error instanceof Error ? error : new Error('not an error'));
      logger.error({ importRun: queued.id, ...details }, 'imports: failed');
    } finally {
      await spool.close();
      running.delete(queued.id);
    }
  }

  /** A server that is to stop does not wait for a million rows: the import ends, and nothing of it was written. */
  function untilStopped(step: Step): Step {
    return (work) => {
      if (isStopping) throw new Error('the server stops');
      return step(work);
    };
  }

  async function look(): Promise<void> {
    if (isStopping || running.size >= AT_ONCE) return;
    await createStep(sources, { kind: 'system' })((unit) => endSilent(unit));
    for (const queued of await listQueuedImports(createReader(sources, { kind: 'system' }))) {
      if (running.size >= AT_ONCE || isStopping) break;
      if (!running.has(queued.id)) running.set(queued.id, run(queued));
    }
  }

  const lookOrLog = () =>
    look().catch((error: Error) => logger.error(describeUnexpected(error), 'imports: the database failed'));

  return {
    start: () => {
      timer = setInterval(lookOrLog, options.everySeconds * 1_000);
      if (sources.jobs) {
        const { wake } = sources.jobs;
        sources.jobs.wake = () => {
          wake?.();
          void lookOrLog();
        };
      }
      void lookOrLog();
    },
    runQueued: async () => {
      for (;;) {
        await look();
        if (running.size === 0) return;
        await Promise.all(running.values());
      }
    },
    stop: async () => {
      isStopping = true;
      clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

/** The record of an import, whether it went well or was refused. */
function asRun(outcome: object): { state: string; rowCount?: number } {
  const { state, code, rowCount } = outcome as { state?: string; code?: string; rowCount?: number };
  return { state: state ?? code ?? '', rowCount };
}
