import { addDays } from '../../../scheduler/calendar/index.js';
import { listFindingStreaks, listFrequentVisits } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import { raiseAlarm } from './alarm.service.js';
import { AlarmKind } from './alarm.states.js';
import { getChangeRules } from './change.rules.js';

/** What is recorded within so many days after a visit is still looked at. */
const daysBack = 62;

/**
 * Alarms on who is visited too often, and on officers who find nothing at the same entity again and again. They go to the
 * department whose visit was the last; the visits of all departments count.
 */
export async function raiseVisitAlarms(unit: Unit): Promise<void> {
  const rules = await getChangeRules(unit, [
    'visits-per-day',
    'visits-per-week',
    'visits-per-month',
    'same-officer-visits',
  ]);
  const sinceOn = addDays(unit.today, -daysBack);
  const limits = {
    DAY: rules['visits-per-day'].value,
    WEEK: rules['visits-per-week'].value,
    MONTH: rules['visits-per-month'].value,
  };
  for (const { entityRealId, span, fromOn, departmentId } of await listFrequentVisits(
    unit,
    sinceOn,
    limits,
  )) {
    const subjectKey = `${entityRealId} ${span} ${fromOn}`;
    await raiseAlarm(unit, { department: departmentId, kind: AlarmKind.VISITED_TOO_OFTEN, subjectKey });
  }
  const length = rules['same-officer-visits'].value;
  for (const { entityRealId, officerRealId, lastOn, departmentId } of await listFindingStreaks(
    unit,
    sinceOn,
    length,
  )) {
    const subjectKey = `${officerRealId} ${entityRealId} ${lastOn}`;
    await raiseAlarm(unit, { department: departmentId, kind: AlarmKind.SAME_OFFICER_NO_FINDING, subjectKey });
  }
}
