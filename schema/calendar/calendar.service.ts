import { addWorkingDays, type HolidayTable, naturalDuty } from '../../scheduler/calendar/index.js';
import type { DatedKind } from '../shared/dated-rows.js';
import type { Reader, Unit } from '../shared/unit.js';
import { calendarOf } from './calendar-of.js';
import { Deadline, DeadlineRule, LimitUnit, type StoredDay } from './deadline.entity.js';

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

/** Several rules in force on a day, by their codes, in one statement. @throws Error when one of them is missing */
export async function getDeadlineRules<Code extends string>(
  reader: Reader,
  codes: readonly Code[],
  on: string,
): Promise<Record<Code, DeadlineRule>> {
  const which = { code: { $in: [...codes] }, validFromOn: { $lte: on } };
  const rules = await reader.em.find(DeadlineRule, which, { orderBy: { version: 'asc' } });
  const newest = Object.fromEntries(rules.map((rule) => [rule.code, rule])) as Record<Code, DeadlineRule>;
  for (const code of codes) if (!newest[code]) throw new Error(`no deadline rule ${code} on ${on}`);
  return newest;
}

/** A counted limit: its last day, and how it was come to. */
export interface Due {
  readonly dueOn: string;
  readonly provisional: boolean;
  readonly calendarVersion: string;
  readonly days: readonly StoredDay[];
}

/** Counts a limit from a day on by a calendar. */
export function countFrom(
  calendar: HolidayTable,
  { unit, limitCount }: Pick<DeadlineRule, 'unit' | 'limitCount'>,
  fromOn: string,
): Due {
  if (unit === LimitUnit.WORKING_DAYS) return addWorkingDays(calendar, fromOn, limitCount);
  return naturalDuty(calendar, fromOn, { count: limitCount, unit: 'day' });
}

/** What a deadline is of, and by whose calendar it is counted. */
export interface DeadlineSubject {
  readonly kind: DatedKind;
  readonly id: string;
  readonly departmentId: string;
}

/**
 * Fixes when a duty falls due, once: a second call with the same subject and rule returns the first.
 * @param rule `dayCount` where somebody set the term, and the rule says no more than how it is counted and its longest
 */
export async function fixDeadline(
  unit: Unit,
  rule: { readonly code: string; readonly fromOn: string; readonly dayCount?: number },
  subject: DeadlineSubject,
): Promise<Deadline> {
  const existing = await unit.em.findOne(Deadline, {
    subjectKind: subject.kind,
    subjectId: subject.id,
    ruleCode: rule.code,
  });
  if (existing) return existing;
  const inForce = await getDeadlineRule(unit, rule.code, rule.fromOn);
  const limit = { unit: inForce.unit, limitCount: rule.dayCount ?? inForce.limitCount };
  const due = countFrom(await calendarOf(unit, subject.departmentId), limit, rule.fromOn);
  const id = unit.newId();
  await unit.em.insert(Deadline, {
    id,
    subjectKind: subject.kind,
    subjectId: subject.id,
    ruleCode: inForce.code,
    ruleVersion: inForce.version,
    legalBasis: inForce.legalBasis,
    ...limit,
    countedFor: subject.departmentId,
    fromOn: rule.fromOn,
    dueOn: due.dueOn,
    calendarVersion: due.calendarVersion,
    isProvisional: due.provisional,
    days: [...due.days],
    createdAt: unit.now,
  });
  return unit.em.findOneOrFail(Deadline, id);
}
