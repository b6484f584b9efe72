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

interface Due {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly days: readonly StoredDay[];
}

function count(rule: DeadlineRule, fromOn: string): Due {
  const calendar = currentCalendar();
  if (rule.unit === LimitUnit.WORKING_DAYS) return addWorkingDays(calendar, fromOn, rule.limitCount);
  return naturalDuty(calendar, fromOn, { count: rule.limitCount, unit: 'day' });
}

/** Fixes when a duty falls due, once: a second call with the same subject and rule returns the first. */
export async function fixDeadline(
  unit: Unit,
  rule: { code: string; fromOn: string },
  subject: { kind: string; id: string },
): Promise<Deadline> {
  const existing = await unit.em.findOne(Deadline, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    ruleCode: rule.code,
  });
  if (existing) return existing;
  const inForce = await getDeadlineRule(unit, rule.code, rule.fromOn);
  const due = count(inForce, rule.fromOn);
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
