import type { CheckedDeclaration } from './declaration.js';
import type { ClaimedJob } from './job.js';
import type { JobStore } from './job-store.js';
import { retryDelayMs } from './retry.js';

/** What happened to one job, or to the store itself. Handed to the log and, later, to the alarms. */
export type TimetableEvent =
  | { readonly type: 'done' | 'again' | 'lost' | 'released'; readonly job: ClaimedJob }
  | { readonly type: 'failed'; readonly job: ClaimedJob; readonly error: unknown; readonly retryInMs: number }
  | { readonly type: 'givenUp'; readonly job: ClaimedJob; readonly error: unknown }
  | { readonly type: 'storeFailed'; readonly error: unknown };

/** Everything a pass needs. */
export interface PassOptions<Tx> {
  readonly store: JobStore<Tx>;
  readonly declarations: ReadonlyMap<string, CheckedDeclaration<Tx>>;
  readonly batchSize: number;
  readonly leaseMs: number;
  readonly signal: AbortSignal;
  readonly report: (event: TimetableEvent) => void;
  /** What is kept of an error with its job. */
  readonly wordsOf: (error: unknown) => string;
}

/**
 * Claims one batch and works through it, one job after the other: the embedded database has one connection, and a job
 * must see what the one before it wrote. After the signal the rest of the batch is given back. Returns the number of
 * jobs claimed. Rejects only when the store cannot claim.
 */
export async function runPass<Tx>(options: PassOptions<Tx>): Promise<number> {
  const { store, declarations, batchSize, leaseMs, signal, report } = options;
  const jobs = await store.claimDue({ kinds: [...declarations.keys()], limit: batchSize, leaseMs });
  for (const job of jobs) {
    try {
      if (signal.aborted) {
        await store.release(job);
        report({ type: 'released', job });
      } else {
        await runJob(options, job);
      }
    } catch (error) {
      report({ type: 'storeFailed', error });
    }
  }
  return jobs.length;
}

async function runJob<Tx>(options: PassOptions<Tx>, job: ClaimedJob): Promise<void> {
  const { store, declarations, signal, report } = options;
  const declaration = declarations.get(job.kind);
  if (declaration === undefined) return store.release(job);
  const { retry, nextDueAt } = declaration;
  if (retry.maxAttempts !== undefined && job.attempt > retry.maxAttempts) {
    return recordFailure(options, job, new Error('every attempt ended without an answer'), undefined);
  }
  try {
    const answer = await actOutside(options, declaration, job);
    const outcome = await store.perform(
      job,
      async ({ tx, now }) => {
        let isPart = false;
        const again = () => {
          isPart = true;
        };
        await declaration.run(job, { tx, now, signal, again, answer });
        return isPart ? 'again' : undefined;
      },
      nextDueAt,
    );
    report({ type: outcome, job });
  } catch (error) {
    await recordFailure(options, job, error, retryDelayMs(retry, job.attempt));
  }
}

async function actOutside<Tx>(
  { store, signal }: PassOptions<Tx>,
  { outside }: CheckedDeclaration<Tx>,
  job: ClaimedJob,
): Promise<unknown> {
  if (!outside) return undefined;
  return outside.act(await store.read((step) => outside.gather(job, step)), signal);
}

async function recordFailure<Tx>(
  { store, wordsOf, report }: PassOptions<Tx>,
  job: ClaimedJob,
  error: unknown,
  retryInMs: number | undefined,
): Promise<void> {
  const message = wordsOf(error).slice(0, 500);
  await store.fail(job, { message, retryInMs });
  if (retryInMs === undefined) report({ type: 'givenUp', job, error });
  else report({ type: 'failed', job, error, retryInMs });
}
