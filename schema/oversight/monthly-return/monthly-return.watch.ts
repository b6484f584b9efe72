import { AlarmKind, MessageKind, raiseAlarm, tell } from '../../inspection/index.js';
import { listDelegates } from '../../registry/index.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { PeriodKind, periodOf } from '../period.js';
import { lastMonth, remindedFrom, returnDue } from './monthly-return.due.js';
import { MonthlyReturn } from './monthly-return.entity.js';

/** Departments to which something was delegated in the month, without a confirmed return of it. */
async function listOwing(unit: Unit, month: string): Promise<string[]> {
  const delegates = await listDelegates(unit, periodOf(PeriodKind.MONTH, `${month}-01`));
  const handedIn = await unit.em.find(MonthlyReturn, { month, version: { $gt: 0 } });
  return delegates.filter((id) => !handedIn.some(({ department }) => department === id));
}

async function remind(unit: Unit, department: string, month: string, on: string): Promise<void> {
  const heads = await unit.em.execute<{ id: string }[]>(
    'select id from account where active and department_id = ? and ? = any(roles)',
    [department, Role.APPROVER],
  );
  const drafts = heads.map(({ id }) => ({
    ...{ accountId: id, kind: MessageKind.RETURN_DUE, key: `monthly return ${department} ${month}` },
    ...{ campaignCode: null, count: 1, on, link: '/monthly-returns' },
  }));
  await tell(unit, drafts, false);
}

/** Reminds the heads before last month's return is due, and raises an alarm when it is late. Again, it changes nothing. */
export async function watchMonthlyReturns(unit: Unit): Promise<void> {
  const month = lastMonth(unit.today);
  for (const department of await listOwing(unit, month)) {
    const { dueOn } = await returnDue(unit, month, department);
    if (unit.today < (await remindedFrom(unit, dueOn, department))) continue;
    if (unit.today <= dueOn) await remind(unit, department, month, dueOn);
    else {
      const subjectKey = `monthly-return ${month}`;
      await raiseAlarm(unit, { department, kind: AlarmKind.MONTHLY_RETURN_LATE, subjectKey });
    }
  }
}
