/** Failures that lock, and for how long; both within GB/T 22239-2019 8.1.4.1 b (limited attempts). */
export const LOCKING_FAILURES = 5;
export const LOCK_MINUTES = 15;
const LOCK_MS = LOCK_MINUTES * 60_000;

/** Failures under one name. */
export interface Failures {
  readonly failureCount: number;
  readonly lastFailedAt: Date;
  readonly lockedUntil?: Date | null;
}

/** Seconds until the name may be tried again; nothing when it may now. */
export function waitSecondsOf({ lockedUntil }: Failures, now: Date): number | undefined {
  const left = lockedUntil ? lockedUntil.getTime() - now.getTime() : 0;
  return left > 0 ? Math.ceil(left / 1000) : undefined;
}

/** One more failure: it counts until fifteen minutes have passed without another, or until a lock has ended. */
export function addFailure(known: Failures, now: Date): Failures {
  const isOver = known.lockedUntil != null || now.getTime() - known.lastFailedAt.getTime() >= LOCK_MS;
  const failureCount = isOver ? 1 : known.failureCount + 1;
  const isLocking = failureCount >= LOCKING_FAILURES;
  return {
    failureCount,
    lastFailedAt: now,
    lockedUntil: isLocking ? new Date(now.getTime() + LOCK_MS) : null,
  };
}

/** The last failure was none after all: what it locked is open again. */
export function takeBackFailure(known: Failures): Failures {
  const failureCount = Math.max(0, known.failureCount - 1);
  return { ...known, failureCount, lockedUntil: failureCount < LOCKING_FAILURES ? null : known.lockedUntil };
}
