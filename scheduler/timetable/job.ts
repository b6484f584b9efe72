/** Plain data that fits a JSON column. */
export type JobPayload = Readonly<Record<string, unknown>>;

/** A due job that this process holds until `leaseUntilAt`. All instants come from the store's clock. */
export interface ClaimedJob {
  readonly id: string;
  /** Which declaration handles it, e.g. `publication.publish`. */
  readonly kind: string;
  readonly payload: JobPayload;
  /** 1 for the first attempt. Counted when the job is claimed, so that an attempt that ended the process counts. */
  readonly attempt: number;
  readonly dueAt: Date;
  readonly leaseUntilAt: Date;
}

/** What a handler is given besides the job. */
export interface JobContext<Tx> {
  /** The store's open transaction. Everything the handler writes goes through it, or is not written at all. */
  readonly tx: Tx;
  /** The store's clock at the start of this transaction. */
  readonly now: Date;
  /** Aborted when the timetable stops; a long handler may end early by throwing. */
  readonly signal: AbortSignal;
  /**
   * Says that a part of the work was done: the part stands with this transaction, and the job is due again at once, from
   * its first attempt, for the rest. So long work is done in pieces that survive the process.
   */
  readonly again: () => void;
  /** What `outside` of the declaration brought; undefined where it has none. */
  readonly answer?: unknown;
}

/** What a job does outside of any transaction before its effect: something leaves the house. */
export interface JobOutside<Tx> {
  /** Reads what is needed, in a transaction of its own. */
  readonly gather: (job: ClaimedJob, step: { readonly tx: Tx; readonly now: Date }) => Promise<unknown>;
  /** May take a while; the lease goes on. When it rejects, the attempt failed and the effect is not run. */
  readonly act: (gathered: unknown, signal: AbortSignal) => Promise<unknown>;
}

/** The effect of a job. It throws or rejects when it did not succeed; then nothing it wrote remains. */
export type JobHandler<Tx> = (job: ClaimedJob, context: JobContext<Tx>) => void | Promise<void>;
