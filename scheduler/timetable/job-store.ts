import type { ClaimedJob } from './job.js';

/** What to claim. */
export interface ClaimRequest {
  readonly kinds: readonly string[];
  readonly limit: number;
  readonly leaseMs: number;
}

/** A job's own transaction, opened by `JobStore.perform`. */
export interface JobStep<Tx> {
  readonly tx: Tx;
  /** The store's clock at the start of the transaction. */
  readonly now: Date;
}

/**
 * Where jobs live. The database implements it; a test keeps one in memory. It also owns the clock: the timetable never
 * asks the machine for the time.
 */
export interface JobStore<Tx> {
  /** The store's clock. */
  now(): Promise<Date>;

  /**
   * Makes sure that one job of this recurring kind exists; `dueAt` is when it is first due. An existing one keeps its
   * earlier due time, so that what was missed while nothing ran is caught up, and is brought forward to `dueAt` when
   * it would come later than that (the schedule was made denser).
   */
  ensureRecurring(kind: string, dueAt: Date): Promise<void>;

  /**
   * Takes up to `limit` jobs of these kinds that are due and not leased, the longest due first, in one atomic step
   * (`FOR UPDATE SKIP LOCKED`): two callers never get the same job. Adds 1 to `attempt` and sets the lease.
   */
  claimDue(request: ClaimRequest): Promise<readonly ClaimedJob[]>;

  /**
   * Runs `effect` and completes the job in ONE transaction. The job's row is locked first; when this claim no longer
   * holds it (another attempt began after the lease ran out, or somebody removed it) the effect is not run and the
   * answer is `lost`. A claim is known by `id`, `attempt` and `leaseUntilAt` together: a recurring job begins again
   * at attempt 1, so that the number alone could be that of a later claim. When `effect` rejects, everything is rolled back, the claim stays, and the rejection is passed
   * on. With `nextDueAt` the job is not completed but set to that instant, with its attempts back to 0. An effect that
   * answers `again` did a part: it stands, and the job is due at once, with its attempts back to 0.
   */
  perform(
    job: ClaimedJob,
    effect: (step: JobStep<Tx>) => Promise<unknown>,
    nextDueAt?: (now: Date) => Date,
  ): Promise<'done' | 'again' | 'lost'>;

  /** Runs something that only reads in a transaction of its own. */
  read<T>(work: (step: JobStep<Tx>) => Promise<T>): Promise<T>;

  /**
   * Records a failure in a transaction of its own, if this claim still holds the job: due again after `retryInMs`, or,
   * when that is absent, given up for good (kept, with its last message, for people to look at).
   */
  fail(job: ClaimedJob, failure: { readonly message: string; readonly retryInMs?: number }): Promise<void>;

  /** Gives a claim back untouched: due at once, the attempt not counted. */
  release(job: ClaimedJob): Promise<void>;
}
