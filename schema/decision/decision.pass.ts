import { type Passing, passRows } from '../department/index.js';
import { passPersonalRecords } from '../personal/index.js';
import type { Unit } from '../shared/unit.js';

/** Passes decisions with what the vault holds of them, and what was said of missing numbers. */
export async function passDecisions(unit: Unit, passing: Passing): Promise<number> {
  const own = await unit.em.execute<{ id: string }[]>(
    `select distinct d.id from decision d join decision_version v on v.decision_id = d.id
      where d.department_id = ?::uuid and v.personal_record_id is not null`,
    [passing.from],
  );
  await passPersonalRecords(
    unit,
    passing,
    own.map(({ id }) => id),
  );
  await passRows(unit, 'decision_gap_note', passing);
  return passRows(unit, 'decision', passing);
}
