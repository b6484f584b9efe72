import type {
  ClaimedJob,
  ClaimRequest,
  JobPayload,
  JobStep,
  JobStore,
} from '../../../scheduler/timetable/index.js';

/** What a handler may write: it is kept only when the transaction commits. */
export type MemoryTx = { write(line: string): void; enqueue(kind: string, payload?: JobPayload): void };

export interface StoredJob {
  id: string;
  kind: string;
  payload: JobPayload;
  attempt: number;
  state: 'waiting' | 'done' | 'givenUp';
  dueAt: number;
  leaseUntil: number;
  lastMessage?: string;
}

/** A job store in memory with a clock of its own: the whole interface, transactions included. */
export class MemoryJobStore implements JobStore<MemoryTx> {
  readonly jobs: StoredJob[] = [];
  readonly committed: string[] = [];
  claims = 0;
  down = false;
  clock = Date.UTC(2026, 0, 5, 1, 0, 0);

  advance(ms: number): void {
    this.clock += ms;
  }

  enqueue(kind: string, payload: JobPayload = {}, inMs = 0): StoredJob {
    const id = `j${this.jobs.length + 1}`;
    const job: StoredJob = {
      id,
      kind,
      payload,
      attempt: 0,
      state: 'waiting',
      dueAt: this.clock + inMs,
      leaseUntil: 0,
    };
    this.jobs.push(job);
    return job;
  }

  async now(): Promise<Date> {
    this.requireUp();
    return new Date(this.clock);
  }

  async ensureRecurring(kind: string, dueAt: Date): Promise<void> {
    this.requireUp();
    const existing = this.jobs.find((job) => job.kind === kind && job.state === 'waiting');
    if (existing === undefined) this.enqueue(kind, {}, dueAt.getTime() - this.clock);
    else existing.dueAt = Math.min(existing.dueAt, dueAt.getTime());
  }

  async claimDue({ kinds, limit, leaseMs }: ClaimRequest): Promise<ClaimedJob[]> {
    this.claims += 1;
    await Promise.resolve();
    this.requireUp();
    return this.jobs
      .filter((job) => job.state === 'waiting' && job.dueAt <= this.clock && job.leaseUntil <= this.clock)
      .filter((job) => kinds.includes(job.kind))
      .sort((a, b) => a.dueAt - b.dueAt)
      .slice(0, limit)
      .map((job) => {
        job.attempt += 1;
        job.leaseUntil = this.clock + leaseMs;
        return { ...job, dueAt: new Date(job.dueAt), leaseUntilAt: new Date(job.leaseUntil) };
      });
  }

  async perform(
    claim: ClaimedJob,
    effect: (step: JobStep<MemoryTx>) => Promise<unknown>,
    nextDueAt?: (now: Date) => Date,
  ): Promise<'done' | 'again' | 'lost'> {
    const job = this.held(claim);
    if (job === undefined) return 'lost';
    const lines: string[] = [];
    const enqueued: [string, JobPayload | undefined][] = [];
    const now = new Date(this.clock);
    const tx: MemoryTx = {
      write: (line) => void lines.push(line),
      enqueue: (kind, payload) => void enqueued.push([kind, payload]),
    };
    const outcome = await effect({ tx, now });
    this.committed.push(...lines);
    for (const [kind, payload] of enqueued) this.enqueue(kind, payload);
    if (outcome === 'again') {
      Object.assign(job, { dueAt: this.clock, attempt: 0, leaseUntil: 0 });
      return 'again';
    }
    if (nextDueAt === undefined) job.state = 'done';
    else Object.assign(job, { dueAt: nextDueAt(now).getTime(), attempt: 0, leaseUntil: 0 });
    return 'done';
  }

  async read<T>(work: (step: JobStep<MemoryTx>) => Promise<T>): Promise<T> {
    this.requireUp();
    const none = () => {
      throw new Error('nothing is written here');
    };
    return work({ tx: { write: none, enqueue: none }, now: new Date(this.clock) });
  }

  async fail(
    claim: ClaimedJob,
    { message, retryInMs }: { message: string; retryInMs?: number },
  ): Promise<void> {
    this.requireUp();
    const job = this.held(claim);
    if (job === undefined) return;
    job.lastMessage = message;
    if (retryInMs === undefined) job.state = 'givenUp';
    else Object.assign(job, { dueAt: this.clock + retryInMs, leaseUntil: 0 });
  }

  async release(claim: ClaimedJob): Promise<void> {
    const job = this.held(claim);
    if (job !== undefined) Object.assign(job, { attempt: job.attempt - 1, leaseUntil: 0 });
  }

  private held(claim: ClaimedJob): StoredJob | undefined {
    const job = this.jobs.find(({ id, state }) => id === claim.id && state === 'waiting');
    const isHeld = job?.attempt === claim.attempt && job.leaseUntil === claim.leaseUntilAt.getTime();
    return isHeld ? job : undefined;
  }

  private requireUp(): void {
    if (this.down) throw new Error('the store is down');
  }
}
