import { checkDeclarations, type JobDeclaration } from './declaration.js';
import type { JobStore } from './job-store.js';
import { runPass, type TimetableEvent } from './pass.js';
import { startTicker, type Ticker } from './ticker.js';
import { TimetableError } from './timetable-error.js';

/** How a timetable is composed. */
export interface TimetableOptions<Tx> {
  readonly store: JobStore<Tx>;
  readonly jobs: readonly JobDeclaration<Tx>[];
  /** When to look for due jobs: cron, six fields, second first. Default: every five seconds. */
  readonly tickAt?: string;
  /** Jobs claimed at once. Default 20. */
  readonly batchSize?: number;
  /** How long a claim holds against other processes. Default 60,000. */
  readonly leaseMs?: number;
  /** Receives everything that happens; what it throws is ignored. */
  readonly onEvent?: (event: TimetableEvent) => void;
  /** What is kept of an error with its job, for operators to read. Default: its message. */
  readonly wordsOf?: (error: unknown) => string;
}

/** Runs durable jobs when they are due. */
export interface Timetable {
  /**
   * Registers the recurring jobs, runs what became due while nothing ran, then ticks. Rejects only when the store
   * cannot be reached at all, or with `STOPPED` after `stop`.
   */
  start(): Promise<void>;
  /**
   * Runs everything that is due, until nothing is, and never rejects. While a run is under way a second call does not
   * start another one: it makes the running one look again, and waits for it. Call it after a commit that enqueued.
   */
  runDue(): Promise<void>;
  /** Ends the ticker, lets the job that is running finish, gives the rest back, and resolves when all is quiet. */
  stop(): Promise<void>;
}

/** Composes a timetable. Throws `TimetableError` for a declaration or schedule that cannot work. */
export function createTimetable<Tx>(options: TimetableOptions<Tx>): Timetable {
  const declarations = checkDeclarations(options.jobs);
  const stopping = new AbortController();
  const pass = {
    store: options.store,
    declarations,
    batchSize: options.batchSize ?? 20,
    leaseMs: options.leaseMs ?? 60_000,
    signal: stopping.signal,
    report: safely(options.onEvent),
    wordsOf: options.wordsOf ?? messageOf,
  };
  let ticker: Ticker | undefined;
  let running: Promise<void> | undefined;
  let askedAgain = false;

  async function runUntilQuiet(): Promise<void> {
    try {
      let claimed = 0;
      do {
        askedAgain = false;
        claimed = await runPass(pass);
      } while (!stopping.signal.aborted && (claimed > 0 || askedAgain));
    } catch (error) {
      pass.report({ type: 'storeFailed', error });
    } finally {
      running = undefined;
    }
  }

  async function runDue(): Promise<void> {
    if (stopping.signal.aborted) return running;
    askedAgain = true;
    running ??= runUntilQuiet();
    return running;
  }

  return {
    runDue,
    async start() {
      if (stopping.signal.aborted)
        throw new TimetableError('STOPPED', '任务表已停止。', 'The timetable was stopped.');
      ticker ??= startTicker('timetable', options.tickAt ?? '*/5 * * * * *', runDue);
      try {
        const now = await options.store.now();
        for (const { kind, nextDueAt } of declarations.values()) {
          if (nextDueAt !== undefined) await options.store.ensureRecurring(kind, nextDueAt(now));
        }
      } catch (error) {
        ticker.stop();
        ticker = undefined;
        throw error;
      }
      await runDue();
    },
    async stop() {
      stopping.abort();
      ticker?.stop();
      await running;
    },
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function safely(listener: ((event: TimetableEvent) => void) | undefined): (event: TimetableEvent) => void {
  return (event) => {
    try {
      listener?.(event);
    } catch {
      // A broken listener must not end a job that has already been committed.
    }
  };
}
