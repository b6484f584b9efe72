import type { CalendarDate } from './calendar-date.js';

/** A text for people in both languages. */
export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/**
 * Who ordered the day: the State Council's yearly notice, a region (an autonomous region's own festival), or an
 * emergency closure (typhoon, epidemic). A later layer overrides an earlier one on the same day.
 */
export type LayerKind = 'national' | 'region' | 'closure';

/** First and last day that the table knows about, both included. */
export interface Coverage {
  readonly fromOn: CalendarDate;
  readonly toOn: CalendarDate;
}

/** What one source says. Plain data: it can be stored as JSON and compared. */
export interface CalendarLayer {
  readonly layer: LayerKind;
  /** Names the source and its edition; it is stored with every deadline. */
  readonly version: string;
  /** Only a national layer says how far the calendar is known; the others have none. */
  readonly coverage?: Coverage;
  /** Days on which nobody works, with the name of the festival. Plain weekends need not be listed. */
  readonly daysOff: Readonly<Record<CalendarDate, Wording>>;
  /** Weekend days that are worked (调休上班), with the festival they make up for. */
  readonly makeUpDays: Readonly<Record<CalendarDate, Wording>>;
}

/** One day of a merged table, with the layer that decided it. */
export interface SpecialDay {
  readonly working: boolean;
  readonly name: Wording;
  readonly layer: LayerKind;
}

/**
 * The calendar a deadline is counted with: all layers merged by `mergeLayers`. A day that is not in `specialDays`
 * is decided by its weekday, and is only a guess outside `coverage`.
 */
export interface HolidayTable {
  readonly version: string;
  readonly coverage: Coverage;
  readonly specialDays: Readonly<Record<CalendarDate, SpecialDay>>;
}
