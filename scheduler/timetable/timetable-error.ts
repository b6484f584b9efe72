/** The names under which a timetable refuses to be composed. */
export type TimetableErrorCode =
  | 'INVALID_SCHEDULE'
  | 'DUPLICATE_KIND'
  | 'INVALID_KIND'
  | 'INVALID_RETRY'
  | 'STOPPED';

/** A declaration that cannot work; thrown when it is composed, never while it runs. */
export class TimetableError extends Error {
  override readonly name = 'TimetableError';

  constructor(
    readonly code: TimetableErrorCode,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} ${en}`);
  }
}
