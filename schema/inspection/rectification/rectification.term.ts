import { addDays } from '../../../scheduler/calendar/index.js';
import { fixDeadline, getDeadlineRule } from '../../calendar/index.js';
import { enqueueJob } from '../../job/index.js';
import { endOfDayInShanghai } from '../../shared/day.js';
import type { Unit } from '../../shared/unit.js';
import type { Rectification } from './rectification.entity.js';
import { RectificationTermTooLong } from './rectification.errors.js';

/** Calendar days that the officers set; its count is the longest. */
const termRule = 'rectification-term';
export const overdueJob = 'inspection.rectification-overdue';

/** The term that a step sets. */
export interface Term {
  readonly dueOn: string;
  /** Where it would have ended but for a day off. */
  readonly termEndsOn: string;
}

/** Fixes the term that a step sets, and has its end looked at. @param stepId the step's id; its deadline is found by it */
export async function setTerm(
  unit: Unit,
  { id: rectificationId, department }: Pick<Rectification, 'id' | 'department'>,
  stepId: string,
  dayCount: number,
): Promise<Term | RectificationTermTooLong> {
  const { limitCount } = await getDeadlineRule(unit, termRule, unit.today);
  if (dayCount > limitCount) return new RectificationTermTooLong(limitCount);
  const rule = { code: termRule, fromOn: unit.today, dayCount };
  const { dueOn } = await fixDeadline(unit, rule, {
    ...{ kind: 'rectification-step', id: stepId, departmentId: department },
  });
  await enqueueJob(unit, {
    kind: overdueJob,
    key: stepId,
    dueAt: new Date(endOfDayInShanghai(dueOn).getTime() + 1),
    payload: { rectificationId },
  });
  return { dueOn, termEndsOn: addDays(unit.today, dayCount) };
}
