import { type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';

/** Passes the decisions on merged visits to the successor. */
export async function passMergedVisits(unit: Unit, passing: Passing): Promise<void> {
  await passRows(unit, 'merged_visit', passing);
  const { from, to } = passing;
  await unit.em.execute(
    'update merged_visit set joint_with = array_replace(joint_with, ?, ?) where ? = any(joint_with)',
    [from, to, from],
  );
}
