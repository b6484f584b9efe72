import { oneOf, type Passing, passRows } from '../../department/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { leftStatuses } from '../inspector/inspector.states.js';
import { deleteRows, type Passed } from './pass-targets.js';

/** Inspectors that passed, and whose row stands for that of the same person. */
export interface PassedInspectors extends Passed {
  /** By the id of the row that is gone, that of the row that stands. */
  readonly replaced: ReadonlyMap<string, string>;
}

/** Ids of a department's inspectors; all, or those of these real-world ids. */
export async function listInspectorIds(
  reader: Reader,
  departmentId: string,
  realIds?: readonly string[],
): Promise<string[]> {
  const which = realIds && oneOf('real_id', realIds);
  const rows = await reader.em.execute<{ id: string }[]>(
    `select id from inspector where department_id = ?::uuid${which ? ` and ${which.sql}` : ''} order by id`,
    [departmentId, ...(which?.values ?? [])],
  );
  return rows.map((row) => row.id);
}

/**
 * Passes inspectors with their certificates, leave and secondments. One whom the successor has too is the same person:
 * the successor's row stands, with the certificates and the leave of both. Who left the successor and serves the
 * predecessor goes on as there.
 */
export async function passInspectors(
  unit: Unit,
  passing: Passing,
  realIds?: readonly string[],
): Promise<PassedInspectors> {
  const where = realIds && oneOf('real_id', realIds);
  const twins = await unit.em.execute<{ gone: string; stands: string }[]>(
    `select own.id as gone, other.id as stands from inspector own join inspector other on other.real_id = own.real_id
      where own.department_id = ?::uuid and other.department_id = ?::uuid${where ? ` and own.${where.sql}` : ''}`,
    [passing.from, passing.to, ...(where?.values ?? [])],
  );
  for (const { gone, stands } of twins) await unite(unit, gone, stands);
  const passedCount = await passRows(unit, 'inspector', passing, { where, stamped: true });
  await unit.em.execute(
    `update secondment set home_id = own.department_id, updated_at = ?::timestamptz, updated_by = ?::uuid
       from inspector own where own.id = secondment.inspector_id and secondment.home_id = ?::uuid
        and own.department_id <> secondment.home_id`,
    [unit.now.toISOString(), unit.actor.accountId ?? null, passing.from],
  );
  const replaced = new Map(twins.map(({ gone, stands }) => [gone, stands]));
  return { passedCount, keptCount: twins.length, replaced };
}

/** What makes two rows of an inspector's the same. */
const sameness = {
  certificate: 'other.number = own.number',
  leave: 'other.from_on = own.from_on and other.to_on = own.to_on',
  secondment: 'false',
} as const;

/** What a row says of an officer, besides who it is. */
const told = [
  ...['name', 'work_no', 'districts', 'skills', 'position', 'rank', 'capacity', 'is_expert', 'expert_fields'],
  ...['is_in_pool', 'status', 'left_on', 'import_run_id'],
];

/**
 * Where only the row that goes is of an officer who serves, the row that stands says from now on what it says; so do
 * certificates, of which a revoked one stays revoked.
 */
async function keepServing(unit: Unit, gone: string, stands: string): Promise<void> {
  const left = (row: string) => oneOf(`${row}.status`, leftStatuses);
  const [own, other] = [left('own'), left('inspector')];
  const [updated] = await unit.em.execute<{ count: number }[]>(
    `with updated as (update inspector set ${told.map((column) => `${column} = own.${column}`).join(', ')},
            updated_at = ?::timestamptz, updated_by = ?::uuid
       from inspector own where inspector.id = ?::uuid and own.id = ?::uuid and ${other.sql} and not (${own.sql})
       returning 1) select count(*)::int as count from updated`,
    [unit.now.toISOString(), unit.actor.accountId ?? null, stands, gone, ...other.values, ...own.values],
  );
  if (!updated?.count) return;
  await deleteRows(unit, 'certificate', {
    sql: `inspector_id = ?::uuid and status <> 'REVOKED' and exists (select 1 from certificate own
        where own.inspector_id = ?::uuid and own.number = certificate.number)`,
    values: [stands, gone],
  });
}

async function unite(unit: Unit, gone: string, stands: string): Promise<void> {
  await keepServing(unit, gone, stands);
  for (const [table, same] of Object.entries(sameness)) {
    await unit.em.execute(
      `update "${table}" own set inspector_id = ?::uuid, updated_at = ?::timestamptz, updated_by = ?::uuid
        where own.inspector_id = ?::uuid
          and not exists (select 1 from "${table}" other where other.inspector_id = ?::uuid and ${same})`,
      [stands, unit.now.toISOString(), unit.actor.accountId ?? null, gone, stands],
    );
    await deleteRows(unit, table, { sql: 'inspector_id = ?::uuid', values: [gone] });
  }
  await deleteRows(unit, 'inspector', { sql: 'id = ?::uuid', values: [gone] });
}

/**
 * Passes declared interests, all or those of these inspectors. A recusal that both know holds as long as either says:
 * none ends by a re-organisation.
 */
export async function passInterests(
  unit: Unit,
  passing: Passing,
  realIds?: readonly string[],
): Promise<Passed> {
  const where = realIds && oneOf('inspector_real_id', realIds);
  const same = `own.inspector_real_id = interest.inspector_real_id and own.target_real_id = interest.target_real_id
      and own.reason_code = interest.reason_code and own.department_id = ?::uuid`;
  await unit.em.execute(
    `update interest set ends_on = case when own.ends_on is null or interest.ends_on is null then null
            else greatest(own.ends_on, interest.ends_on) end,
            from_on = case when own.from_on is null or interest.from_on is null then null
            else least(own.from_on, interest.from_on) end,
            declared_at = least(own.declared_at, interest.declared_at),
            updated_at = ?::timestamptz, updated_by = ?::uuid
       from interest own where ${same} and interest.department_id = ?::uuid${where ? ` and own.${where.sql}` : ''}`,
    [
      unit.now.toISOString(),
      unit.actor.accountId ?? null,
      passing.from,
      passing.to,
      ...(where?.values ?? []),
    ],
  );
  const keptCount = await deleteRows(unit, 'interest', {
    sql: `department_id = ?::uuid and exists (select 1 from interest own where ${same})${where ? ` and ${where.sql}` : ''}`,
    values: [passing.from, passing.to, ...(where?.values ?? [])],
  });
  return { keptCount, passedCount: await passRows(unit, 'interest', passing, { where, stamped: true }) };
}
