export { addWorkingDays, type CountedDay, type Deadline } from './add-working-days.js';
export { addDays, type CalendarDate, dayNumber, isCalendarDate, weekday } from './calendar-date.js';
export { CalendarError, type CalendarErrorCode } from './calendar-error.js';
export {
  type HolidayNotice,
  type NoticeClause,
  type NoticeFault,
  readHolidayNotice,
} from './holiday-notice.js';
export type {
  CalendarLayer,
  Coverage,
  HolidayTable,
  LayerKind,
  SpecialDay,
  Wording,
} from './holiday-table.js';
export { mergeLayers } from './merge-layers.js';
export { type MonthlyDay, monthlyReturnDue } from './monthly-return.js';
export { type NaturalDeadline, type NaturalTerm, naturalDuty, naturalTermEnd } from './natural-terms.js';
export { type DayStatus, dayStatus, isCovered, isWorkingDay } from './working-days.js';
