import { TimetableError } from './timetable-error.js';

/** How long a failed job waits: `firstDelayMs`, then each time `factor` times longer, up to `ceilingMs`. */
export interface RetryPolicy {
  readonly firstDelayMs: number;
  readonly factor: number;
  readonly ceilingMs: number;
  /** Attempts in all before the job is given up. Absent: never, because most jobs here are legal duties. */
  readonly maxAttempts?: number;
}

/** 5 s, 10 s, 20 s … 1 h, without end. */
export const DEFAULT_RETRY: RetryPolicy = { firstDelayMs: 5_000, factor: 2, ceilingMs: 3_600_000 };

/** Milliseconds to wait after the `attempt`-th attempt (1 is the first) failed; undefined when it was the last. */
export function retryDelayMs(policy: RetryPolicy, attempt: number): number | undefined {
  if (policy.maxAttempts !== undefined && attempt >= policy.maxAttempts) return undefined;
  const delay = policy.firstDelayMs * policy.factor ** (attempt - 1);
  return Math.min(policy.ceilingMs, Math.round(delay));
}

/** Throws `INVALID_RETRY` for a policy that would retry without pause, shrink its pauses, or never try. */
export function requireRetryPolicy(kind: string, policy: RetryPolicy): void {
  const { firstDelayMs, factor, ceilingMs, maxAttempts } = policy;
  const attemptsFit = maxAttempts === undefined || (Number.isInteger(maxAttempts) && maxAttempts >= 1);
  if (firstDelayMs >= 1 && factor >= 1 && ceilingMs >= firstDelayMs && attemptsFit) return;
  throw new TimetableError(
    'INVALID_RETRY',
    `任务“${kind}”的重试设置无效。`,
    `The retry policy of job "${kind}" is not valid.`,
  );
}
