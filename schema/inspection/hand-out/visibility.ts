import { addDays, type HolidayTable, isWorkingDay } from '../../../scheduler/calendar/index.js';
import { recordEvent } from '../../audit/index.js';
import { calendarOf } from '../../calendar/index.js';
import type { HandOutTimes, Reader, Unit } from '../../shared/unit.js';
import { HandOutRule } from './hand-out-rule.entity.js';

/** What counts where neither the department nor the installation says otherwise: practice, to be confirmed. */
export const usualTimes: HandOutTimes = {
  workingDaysBefore: 1,
  at: '18:00',
  remindDaysBefore: 3,
  basis: '默认：检查日前一个工作日 18:00 对检查组可见（实践做法，待确认）',
};

/** The times of the department's own rule, else of the installation, else the usual ones. */
export async function findTimes(reader: Reader, departmentId: string): Promise<HandOutTimes> {
  return (await findRule(reader, departmentId)) ?? reader.installation.handOut ?? usualTimes;
}

/** The rule that a department made last, or nothing. */
export async function findRule(reader: Reader, departmentId: string): Promise<HandOutRule | undefined> {
  const [rule] = await reader.em.find(
    HandOutRule,
    { department: departmentId },
    { orderBy: { madeAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return rule;
}

/** The working day that lies so many before a day; the day itself for 0. */
function workingDayBefore(calendar: HolidayTable, day: string, count: number): string {
  let on = day;
  for (let left = count; left > 0; left -= 1) {
    on = addDays(on, -1);
    while (!isWorkingDay(calendar, on)) on = addDays(on, -1);
  }
  return on;
}

/** When a team sees its target: by default at 18:00 in China on the working day before its visit, or before the window. */
export async function visibleFrom(reader: Reader, departmentId: string, day: string): Promise<Date> {
  const { workingDaysBefore, at } = await findTimes(reader, departmentId);
  const calendar = await calendarOf(reader, departmentId);
  return new Date(`${workingDayBefore(calendar, day, workingDaysBefore)}T${at}:00+08:00`);
}

/** The day until which a last day is near enough to remind of it today. */
export async function remindedUntil(reader: Reader, departmentId: string): Promise<string> {
  const { remindDaysBefore } = await findTimes(reader, departmentId);
  const calendar = await calendarOf(reader, departmentId);
  let on = reader.today;
  for (let left = remindDaysBefore; left > 0; left -= 1) {
    on = addDays(on, 1);
    while (!isWorkingDay(calendar, on)) on = addDays(on, 1);
  }
  return on;
}

/** Sets the acting department's times. What was dispatched before keeps the time that its team was told. */
export async function setHandOutRule(unit: Unit, times: HandOutTimes) {
  const { departmentId } = unit.actor;
  if (!departmentId) throw new Error('a rule on handing out belongs to a department');
  const rule: HandOutRule = {
    id: unit.newId(),
    department: departmentId,
    workingDaysBefore: times.workingDaysBefore,
    at: times.at,
    remindDaysBefore: times.remindDaysBefore,
    basis: times.basis,
    madeAt: unit.now,
    madeById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(HandOutRule, rule);
  const { workingDaysBefore, at } = rule;
  const subject = { kind: 'hand-out-rule', id: rule.id };
  await recordEvent(unit, 'hand-out.rule-set', subject, { workingDaysBefore, timeOfDay: at });
  return { __typename: 'HandOutRuleSet' as const, rule };
}
