import { type PassedRows, type Passing, passRows } from '../department/index.js';
import type { Unit } from '../shared/unit.js';

/** What stands by an assignment and goes with it to a successor. */
const standing = ['second_review', 'rectification', 'transfer', 'result_correction'];

/** Passes what stands by assignments. @param where which assignments; all when absent */
export async function passStanding(unit: Unit, passing: Passing, where?: PassedRows): Promise<void> {
  for (const table of standing) {
    await passRows(unit, table, passing, {
      where: where && {
        sql: `assignment_id in (select id from assignment where ${where.sql})`,
        values: where.values,
      },
    });
  }
  // What the other departments sent waits for the successor's answer; of a split the rest goes on where it was.
  if (!where) await passRows(unit, 'transfer', passing, { column: 'recipient_id' });
}
