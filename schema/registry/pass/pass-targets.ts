import { oneOf, type PassedRows, type Passing, passRows } from '../../department/index.js';
import { passPersonalRecords } from '../../personal/index.js';
import type { Unit } from '../../shared/unit.js';
import { standingStatuses, TargetStatus } from '../target/target.states.js';

/** What passed, and what stayed because the successor has the same: that is kept as history or under the old name. */
export interface Passed {
  readonly passedCount: number;
  readonly keptCount: number;
}

/** Which targets pass; all when neither is given. */
export interface TargetChoice {
  /** With all divisions below them. */
  readonly divisions: readonly string[];
  readonly realIds: readonly string[];
}

/** Deleted rows of a register go into its history under this instant and account. */
export async function markDeletion(unit: Unit): Promise<void> {
  await unit.em.execute(`select set_config('fairdraw.now', ?, true), set_config('fairdraw.by', ?, true)`, [
    unit.now.toISOString(),
    unit.actor.accountId ?? '',
  ]);
}

/** Deletes rows into history. @returns how many */
export async function deleteRows(unit: Unit, table: string, { sql, values }: PassedRows): Promise<number> {
  await markDeletion(unit);
  const [row] = await unit.em.execute<{ count: number }[]>(
    `with gone as (delete from "${table}" where ${sql} returning 1) select count(*)::int as count from gone`,
    [...values],
  );
  return row?.count ?? 0;
}

function chosen(choice: TargetChoice | undefined): PassedRows | undefined {
  if (!choice) return undefined;
  const [divisions, ids] = [oneOf('division_code', choice.divisions), oneOf('real_id', choice.realIds)];
  return { sql: `(${divisions.sql} or ${ids.sql})`, values: [...divisions.values, ...ids.values] };
}

/**
 * Where only the predecessor's row of a target stands, the successor's becomes history and makes room for it. An entity
 * that went into another stays gone: its alias says so.
 */
function makeRoom(unit: Unit, { from, to }: Passing, where: PassedRows | undefined): Promise<number> {
  const standing = oneOf('own.status', standingStatuses);
  const there = oneOf('target.status', [...standingStatuses, TargetStatus.MERGED]);
  return deleteRows(unit, 'target', {
    sql: `department_id = ?::uuid and not (${there.sql}) and exists (select 1 from target own
        where own.department_id = ?::uuid and own.real_id = target.real_id and ${standing.sql}${where ? ` and ${where.sql}` : ''})`,
    values: [to, ...there.values, from, ...standing.values, ...(where?.values ?? [])],
  });
}

/** The natural persons of a department's register. */
async function listPersonsOf(unit: Unit, departmentId: string): Promise<string[]> {
  const rows = await unit.em.execute<{ id: string }[]>(
    `select distinct split_part(own, '/', 1) as id
       from target, unnest(array[real_id, coalesce(responsible_id, '')] || identifiers) own
      where department_id = ? and own like 'np:%'`,
    [departmentId],
  );
  return rows.map(({ id }) => id);
}

/**
 * Passes targets. Where the successor has the same, one row stands and the other becomes history: the successor's,
 * unless only the predecessor's is still there in the world.
 */
export async function passTargets(unit: Unit, passing: Passing, choice?: TargetChoice): Promise<Passed> {
  const where = chosen(choice);
  const replacedCount = await makeRoom(unit, passing, where);
  const goneCount = await deleteRows(unit, 'target', {
    sql: `department_id = ?::uuid and exists (select 1 from target other
        where other.department_id = ?::uuid and other.real_id = target.real_id)${where ? ` and ${where.sql}` : ''}`,
    values: [passing.from, passing.to, ...(where?.values ?? [])],
  });
  const movedCount = await passRows(unit, 'target', passing, { where, stamped: true });
  await passPersonalRecords(unit, passing, await listPersonsOf(unit, passing.to));
  return { keptCount: goneCount + replacedCount, passedCount: movedCount - replacedCount };
}
