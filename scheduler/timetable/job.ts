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
}

/** The effect of a job. It throws or rejects when it did not succeed; then nothing it wrote remains. */
export type JobHandler<Tx> = (job: ClaimedJob, context: JobContext<Tx>) => void | Promise<void>;
