import type { Unit } from '../../shared/unit.js';
import { deleteRows } from './pass-targets.js';

/** A secondment between two departments that are one from a day on ends on the eve; one not begun becomes history. */
export async function endInnerSecondments(unit: Unit, departmentId: string, on: string): Promise<void> {
  await deleteRows(unit, 'secondment', {
    sql: 'department_id = ?::uuid and home_id = ?::uuid and from_on >= ?::date',
    values: [departmentId, departmentId, on],
  });
  await unit.em.execute(
    `update secondment set to_on = ?::date - 1, updated_at = ?::timestamptz, updated_by = ?::uuid
      where department_id = ?::uuid and home_id = ?::uuid and to_on >= ?::date`,
    [on, unit.now.toISOString(), unit.actor.accountId ?? null, departmentId, departmentId, on],
  );
}
