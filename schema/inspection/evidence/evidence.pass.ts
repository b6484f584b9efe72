import { passPersonalRecords } from '../../personal/index.js';
import type { Unit } from '../../shared/unit.js';

/** Evidence goes with its visit and has no department of its own; what is sealed of it has one, and passes here. */
export async function passEvidence(
  unit: Unit,
  passing: { readonly from: string; readonly to: string },
): Promise<void> {
  const rows = await unit.em.execute<{ id: string }[]>(
    `select e.id from evidence e join assignment a on a.id = e.assignment_id
       join personal_record r on r.id = e.personal_id
      where a.department_id = ?::uuid and r.department_id = ?::uuid`,
    [passing.to, passing.from],
  );
  await passPersonalRecords(
    unit,
    passing,
    rows.map(({ id }) => id),
  );
}
