import type { JobHandler, JobOutside } from './job.js';
import { nextDueAt, type Recurrence, requireRecurrence } from './recurrence.js';
import { DEFAULT_RETRY, type RetryPolicy, requireRetryPolicy } from './retry.js';
import { TimetableError } from './timetable-error.js';

/** A job as a room declares it. The body of `run` is one call of a service. */
export interface JobDeclaration<Tx> {
  /** `room.verb`, in lower case with dots and hyphens: `publication.publish`. */
  readonly kind: string;
  /** One sentence for operators. */
  readonly description: string;
  readonly run: JobHandler<Tx>;
  /**
   * Done before `run`, with no transaction open: what waits for another machine must not hold the database's connection.
   * It happens at least once: a process that dies between it and `run` does it again.
   */
  readonly outside?: JobOutside<Tx>;
  /** Present on a job that is due again and again; absent on one that somebody enqueues. */
  readonly recurs?: Recurrence;
  readonly retry?: RetryPolicy;
  /** A duty by law: never given up, paused for a short while at most, and watched when it fails. */
  readonly isLegalDuty?: boolean;
  /**
   * Of one that somebody enqueues for later: its effect looks for itself at what is due, so that it may be run before its
   * time. Where this is absent the time is part of the duty, and nobody may hurry it.
   */
  readonly mayRunEarly?: boolean;
}

/** A declaration that was checked, with its defaults filled in. */
export interface CheckedDeclaration<Tx> extends JobDeclaration<Tx> {
  readonly retry: RetryPolicy;
  readonly nextDueAt?: (now: Date) => Date;
}

const KIND = /^[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*$/;

/** Checks all declarations at once. Throws `INVALID_KIND`, `DUPLICATE_KIND`, `INVALID_SCHEDULE`, `INVALID_RETRY`. */
export function checkDeclarations<Tx>(
  declarations: readonly JobDeclaration<Tx>[],
): ReadonlyMap<string, CheckedDeclaration<Tx>> {
  const byKind = new Map<string, CheckedDeclaration<Tx>>();
  for (const declaration of declarations) {
    const { kind, recurs } = declaration;
    if (!KIND.test(kind)) throw refuseKind('INVALID_KIND', kind, '的名称无效', 'is not a valid kind');
    if (byKind.has(kind)) throw refuseKind('DUPLICATE_KIND', kind, '重复声明', 'is declared twice');
    const retry = retryOf(declaration);
    if (recurs === undefined) {
      byKind.set(kind, { ...declaration, retry });
      continue;
    }
    requireRecurrence(kind, recurs);
    byKind.set(kind, { ...declaration, retry, nextDueAt: (now) => nextDueAt(recurs, now) });
  }
  return byKind;
}

/** What recurs and what the law asks for is tried without end, whatever its declaration says. */
function retryOf<Tx>({ kind, recurs, isLegalDuty, retry = DEFAULT_RETRY }: JobDeclaration<Tx>): RetryPolicy {
  requireRetryPolicy(kind, retry);
  const { maxAttempts: _, ...endless } = retry;
  return recurs || isLegalDuty ? endless : retry;
}

function refuseKind(
  code: 'INVALID_KIND' | 'DUPLICATE_KIND',
  kind: string,
  zh: string,
  en: string,
): TimetableError {
  const shown = kind.slice(0, 60);
  return new TimetableError(code, `任务“${shown}”${zh}。`, `Job "${shown}" ${en}.`);
}
