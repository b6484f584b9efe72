import type { HolidayTable } from '../../../scheduler/calendar/index.js';
import { countFrom, type Deadline, type Due } from '../../calendar/index.js';
import type { Reader } from '../../shared/unit.js';
import { dates } from './dates.js';

type Counted = Pick<
  Deadline,
  | 'id'
  | 'subjectKind'
  | 'subjectId'
  | 'ruleCode'
  | 'fromOn'
  | 'limitCount'
  | 'unit'
  | 'countedFor'
  | 'dueOn'
  | 'isProvisional'
>;

/** An open deadline that another calendar moves, or makes final. */
export interface Move extends Counted {
  readonly due: Due;
}

const open = Object.entries(dates)
  .map(([kind, rows]) => `(d.subject_kind = '${kind}' and d.subject_id in (${rows.open}))`)
  .join(' or ');

/** Deadlines of duties that are still open, by their day. */
const candidates = `
  select d.id, d.subject_kind as "subjectKind", d.subject_id as "subjectId", d.rule_code as "ruleCode",
    to_char(d.from_on, 'YYYY-MM-DD') as "fromOn", d.limit_count as "limitCount", d.unit, d.counted_for as "countedFor",
    to_char(d.due_on, 'YYYY-MM-DD') as "dueOn", d.is_provisional as "isProvisional"
  from deadline d where ${open} order by d.due_on, d.id`;

/**
 * What would be due on another day, or would no longer be provisional, by other calendars. Each term is counted once for
 * all duties that begin on one day. What is over keeps its day.
 * @param calendarOf the calendar of a department
 */
export async function recount(
  wide: Reader,
  calendarOf: (departmentId: string) => Promise<HolidayTable>,
): Promise<Move[]> {
  const rows = await wide.em.execute<Counted[]>(candidates);
  const calendars = new Map<string, HolidayTable>();
  const counts = new Map<string, Due>();
  const moves: Move[] = [];
  for (const row of rows) {
    const { countedFor, unit, limitCount, fromOn } = row;
    const calendar = calendars.get(countedFor) ?? (await calendarOf(countedFor));
    calendars.set(countedFor, calendar);
    const key = `${calendar.version} ${unit} ${limitCount} ${fromOn}`;
    const due = counts.get(key) ?? countFrom(calendar, { unit, limitCount }, fromOn);
    counts.set(key, due);
    if (due.dueOn !== row.dueOn || due.provisional !== row.isProvisional) moves.push({ ...row, due });
  }
  return moves;
}
