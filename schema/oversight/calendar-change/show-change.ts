import { readHolidayNotice } from '../../../scheduler/calendar/index.js';
import type { CalendarLayerRow, NamedDays } from '../../calendar/index.js';
import { showFaults } from './calendar-change.errors.js';
import type {
  CalendarDayType,
  CalendarPreview,
  DeadlineShift,
  HolidayNoticeReading,
} from './calendar-change.type.js';
import type { Move } from './recount.js';

const MOST_SHOWN = 500;

function days(named: NamedDays, isWorked: boolean): CalendarDayType[] {
  return Object.entries(named).map(([on, { zh }]) => ({ on, isWorked, name: zh }));
}

/** The days of a layer in their order. */
export function showDaysOf({ daysOff, makeUpDays }: Pick<CalendarLayerRow, 'daysOff' | 'makeUpDays'>) {
  return [...days(daysOff, false), ...days(makeUpDays, true)].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** What is read of a text before anybody enters it. */
export function showReading(text: string): HolidayNoticeReading {
  const { year, clauses, faults } = readHolidayNotice(text);
  return {
    year,
    clauses: clauses.map(({ text: clause, name, daysOff, makeUpDays }) => {
      const namedBy = (all: readonly string[]) => Object.fromEntries(all.map((on) => [on, name]));
      return {
        text: clause,
        days: showDaysOf({ daysOff: namedBy(daysOff), makeUpDays: namedBy(makeUpDays) }),
      };
    }),
    faults: showFaults(faults),
  };
}

/** Moves that are alike as one line, the earliest days first. */
export function showPreview(moves: readonly Move[]): CalendarPreview {
  const shifts = new Map<string, DeadlineShift>();
  for (const { ruleCode, dueOn: wasDueOn, due } of moves) {
    const key = `${wasDueOn} ${due.dueOn} ${ruleCode} ${due.provisional}`;
    const shift = shifts.get(key) ?? {
      ...{ ruleCode, wasDueOn, isDueOn: due.dueOn, isProvisional: due.provisional, count: 0 },
    };
    shift.count += 1;
    shifts.set(key, shift);
  }
  const sorted = [...shifts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, shift]) => shift);
  return { movedCount: moves.length, shifts: sorted.slice(0, MOST_SHOWN) };
}
