/** The names under which the calendar refuses its input. */
export type CalendarErrorCode =
  | 'IMPOSSIBLE_DATE'
  | 'DATE_OUT_OF_RANGE'
  | 'INVALID_COUNT'
  | 'CONTRADICTORY_DAY'
  | 'COVERAGE_MISSING'
  | 'COVERAGE_GAP'
  | 'NO_WORKING_DAY';

/** A refused argument, in words an official understands; the message is Chinese, then English. */
export class CalendarError extends Error {
  override readonly name = 'CalendarError';

  constructor(
    readonly code: CalendarErrorCode,
    readonly zh: string,
    readonly en: string,
  ) {
    super(`${zh} ${en}`);
  }
}
