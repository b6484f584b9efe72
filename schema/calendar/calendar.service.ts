import { addWorkingDays, type HolidayTable, naturalDuty } from '../../scheduler/calendar/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Deadline, DeadlineRule, LimitUnit, type StoredDay } from './deadline.entity.js';
import { officialHolidays } from './official-holidays.js';

let official: HolidayTable | undefined;

/** The calendar in force: the national notices as far as they are known. */
export function currentCalendar(): HolidayTable {
  official ??= officialHolidays();
  return official;
}

/** The rule in force on a day. @throws Error when no version of it applies: a missing rule is a bug, not a wait */
export async function getDeadlineRule(reader: Reader, code: string, on: string): Promise<DeadlineRule> {
  const [rule] = await reader.em.find(
    DeadlineRule,
    { code, validFromOn: { $lte: on } },
    { orderBy: { version: 'desc' }, limit: 1 },
  );
  if (!rule) throw new Error(`no deadline rule ${code} on ${on}`);
  return rule;
}

/** A counted limit: its last day, and how it was come to. */
export interface Due {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly days: readonly StoredDay[];
}

/** Counts a limit from a day on by the calendar in force. */
export function countFrom(
  { unit, limitCount }: Pick<DeadlineRule, 'unit' | 'limitCount'>,
  fromOn: string,
): Due {
  const calendar = currentCalendar();
  if (unit === LimitUnit.WORKING_DAYS) return addWorkingDays(calendar, fromOn, limitCount);
  return naturalDuty(calendar, fromOn, { count: limitCount, unit: 'day' });
}

/**
 * Fixes when a duty falls due, once: a second call with the same subject and rule returns the first.
 * @param rule `dayCount` where somebody set the term, and the rule says no more than how it is counted and its longest
 */
export async function fixDeadline(
  unit: Unit,
  rule: { readonly code: string; readonly fromOn: string; readonly dayCount?: number },
  subject: { kind: string; id: string },
): Promise<Deadline> {
  const existing = await unit.em.findOne(Deadline, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    ruleCode: rule.code,
  });
  if (existing) return existing;
  const inForce = await getDeadlineRule(unit, rule.code, rule.fromOn);
  const { unit: countedIn } = inForce;
  const due = countFrom({ unit: countedIn, limitCount: rule.dayCount ?? inForce.limitCount }, rule.fromOn);
  const id = unit.newId();
  await unit.em.insert(Deadline, {
    id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    ruleCode: inForce.code,
    ruleVersion: inForce.version,
    legalBasis: inForce.legalBasis,
    fromOn: rule.fromOn,
    dueOn: due.dueOn,
    calendarVersion: due.calendarVersion,
    isProvisional: due.provisional,
    days: [...due.days],
    createdAt: unit.now,
  });
  return unit.em.findOneOrFail(Deadline, id);
}
