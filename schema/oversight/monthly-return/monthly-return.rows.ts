import { Department } from '../../department/index.js';
import { countItemWork } from '../../inspection/index.js';
import { listDelegatedItems } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import { PeriodKind, periodOf } from '../period.js';
import type { ReturnRow } from './monthly-return.entity.js';

/** What no room knows, entered by hand for an item. */
export type EnteredRow = Pick<
  ReturnRow,
  'itemCode' | 'receivedCount' | 'decidedCount' | 'issuedCount' | 'trainingCount' | 'problems'
>;

const nothing = { receivedCount: 0, decidedCount: 0, issuedCount: 0, trainingCount: 0, problems: '' };

/** The items delegated to a department in a month, each with the registers' figures of today and what was entered. */
export async function composeRows(
  unit: Unit,
  department: string,
  month: string,
  entered: readonly EnteredRow[],
): Promise<ReturnRow[]> {
  const period = periodOf(PeriodKind.MONTH, `${month}-01`);
  const items = await listDelegatedItems(unit, department, period);
  const work = await countItemWork(unit, department, period);
  const names = await unit.em.find(Department, { id: { $in: items.map(({ inNameOf }) => inNameOf) } });
  return items.map(({ itemCode, title, inNameOf }) => {
    const done = work.find((one) => one.itemCode === itemCode);
    const own = entered.find((one) => one.itemCode === itemCode) ?? { ...nothing, itemCode };
    return {
      ...{ itemCode, itemTitle: title, inNameOf: names.find(({ id }) => id === inNameOf)?.name ?? '' },
      ...{ receivedCount: own.receivedCount, decidedCount: own.decidedCount, issuedCount: own.issuedCount },
      ...{ checkCount: done?.checkCount ?? 0, findingCount: done?.findingCount ?? 0 },
      ...{ correctedCount: done?.correctedCount ?? 0 },
      ...{ trainingCount: own.trainingCount, problems: own.problems },
    };
  });
}
