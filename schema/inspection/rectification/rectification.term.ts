import { addDays } from '../../../scheduler/calendar/index.js';
import { calendarOf, countFrom, fixDeadline, getDeadlineRule } from '../../calendar/index.js';
import { enqueueJob } from '../../job/index.js';
import { endOfDayInShanghai } from '../../shared/day.js';
import type { Unit } from '../../shared/unit.js';
import type { Rectification } from './rectification.entity.js';
import { RectificationTermTooLong } from './rectification.errors.js';

/** Calendar days that the officers set; its count is the longest. */
const termRule = 'rectification-term';
/** Until when there is time where the term was over before it was entered. */
const passedRule = 'rectification-entered-late';
export const overdueJob = 'inspection.rectification-overdue';

/** The term that a step sets. */
export interface Term {
  /** The day after which it counts. */
  readonly fromOn: string;
  readonly dueOn: string;
  /** Where it would have ended but for a day off. */
  readonly termEndsOn: string;
  /** It was over before it was entered. */
  readonly isPassed: boolean;
}

/** Why a term is too long, by the rule of the day from which it counts. */
export async function findTermFault(unit: Unit, dayCount: number, fromOn: string) {
  const { limitCount } = await getDeadlineRule(unit, termRule, fromOn);
  return dayCount > limitCount ? new RectificationTermTooLong(limitCount) : undefined;
}

/**
 * Fixes the term that a step sets, and has its end looked at. One that is over before it is entered makes nothing late
 * unseen: it ends on the next working day.
 * @param stepId the step's id; its deadline is found by it
 * @param fromOn the day on which it was served or said; today when absent
 */
export async function setTerm(
  unit: Unit,
  { id: rectificationId, department }: Pick<Rectification, 'id' | 'department'>,
  stepId: string,
  { dayCount, fromOn = unit.today }: { readonly dayCount: number; readonly fromOn?: string },
): Promise<Term | RectificationTermTooLong> {
  const fault = await findTermFault(unit, dayCount, fromOn);
  if (fault) return fault;
  const calendar = await calendarOf(unit, department);
  const inForce = await getDeadlineRule(unit, termRule, fromOn);
  const isPassed = countFrom(calendar, { ...inForce, limitCount: dayCount }, fromOn).dueOn < unit.today;
  const rule = isPassed ? { code: passedRule, fromOn: unit.today } : { code: termRule, fromOn, dayCount };
  const { dueOn } = await fixDeadline(unit, rule, {
    ...{ kind: 'rectification-step', id: stepId, departmentId: department },
  });
  await enqueueJob(unit, {
    kind: overdueJob,
    key: stepId,
    dueAt: new Date(endOfDayInShanghai(dueOn).getTime() + 1),
    payload: { rectificationId },
  });
  return { fromOn, dueOn, termEndsOn: addDays(fromOn, dayCount), isPassed };
}
