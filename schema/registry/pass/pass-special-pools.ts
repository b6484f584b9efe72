import { type Passing, passRows } from '../../department/index.js';
import type { Unit } from '../../shared/unit.js';
import { SpecialPool } from '../special-pool/special-pool.entity.js';
import { deleteRows, type Passed } from './pass-targets.js';

/** Special pools that passed, and which stands for which of the same name. */
export interface PassedSpecialPools extends Passed {
  readonly replaced: ReadonlyMap<string, string>;
}

/** Moves members into another pool; one that stands there already stands once, the other becomes history. */
async function moveMembers(unit: Unit, pool: string, into: string, where = 'true', values: unknown[] = []) {
  // One that was taken out there and not here makes room for the one that is in.
  await deleteRows(unit, 'special_pool_member', {
    sql: `special_pool_id = ?::uuid and removed_on is not null and exists (select 1 from special_pool_member own
        where own.special_pool_id = ?::uuid and own.real_id = special_pool_member.real_id
          and own.licence_no = special_pool_member.licence_no and own.removed_on is null and ${where})`,
    values: [into, pool, ...values],
  });
  await unit.em.execute(
    `update special_pool_member own set special_pool_id = ?::uuid, updated_at = ?::timestamptz, updated_by = ?::uuid
      where own.special_pool_id = ?::uuid and ${where} and not exists (select 1 from special_pool_member other
        where other.special_pool_id = ?::uuid and other.real_id = own.real_id and other.licence_no = own.licence_no)`,
    [into, unit.now.toISOString(), unit.actor.accountId ?? null, pool, ...values, into],
  );
  await deleteRows(unit, 'special_pool_member', {
    sql: `special_pool_id = ?::uuid and ${where.replaceAll('own.', 'special_pool_member.')}`,
    values: [pool, ...values],
  });
}

/** Where only the pool that goes is open, the one that stands opens again and asks what that asked. */
async function reopen(unit: Unit, pool: string, into: string): Promise<void> {
  await unit.em.execute(
    `update special_pool set closed_on = null, tag = own.tag, required_skills = own.required_skills,
            needs_expert = own.needs_expert, updated_at = ?::timestamptz, updated_by = ?::uuid
       from special_pool own
      where special_pool.id = ?::uuid and own.id = ?::uuid and special_pool.closed_on is not null and own.closed_on is null`,
    [unit.now.toISOString(), unit.actor.accountId ?? null, into, pool],
  );
}

/** Passes special pools. Two of one name become one, with the members of both. */
export async function passSpecialPools(unit: Unit, passing: Passing): Promise<PassedSpecialPools> {
  const twins = await unit.em.execute<{ gone: string; stands: string }[]>(
    `select own.id as gone, other.id as stands from special_pool own join special_pool other on other.name = own.name
      where own.department_id = ?::uuid and other.department_id = ?::uuid`,
    [passing.from, passing.to],
  );
  for (const { gone, stands } of twins) {
    await reopen(unit, gone, stands);
    await moveMembers(unit, gone, stands);
    await deleteRows(unit, 'special_pool', { sql: 'id = ?::uuid', values: [gone] });
  }
  const passedCount = await passRows(unit, 'special_pool', passing, { stamped: true });
  const replaced = new Map(twins.map(({ gone, stands }) => [gone, stands]));
  return { passedCount, keptCount: twins.length, replaced };
}

/** Targets that passed take their places in special pools along, into a pool of the same name. */
export async function passMemberships(unit: Unit, { from, to }: Passing): Promise<void> {
  const passed = `exists (select 1 from target t where t.department_id = ?::uuid and t.real_id = own.real_id)
    and not exists (select 1 from target t where t.department_id = ?::uuid and t.real_id = own.real_id)`;
  const pools = await unit.em.find(SpecialPool, { department: from }, { disableIdentityMap: true });
  for (const pool of pools) {
    const [found] = await unit.em.execute<{ count: number }[]>(
      `select count(*)::int as count from special_pool_member own where own.special_pool_id = ?::uuid and ${passed}`,
      [pool.id, to, from],
    );
    if (!found?.count) continue;
    const same = await unit.em.findOne(SpecialPool, { department: to, name: pool.name });
    const into = same?.id ?? unit.newId();
    if (!same) {
      const stamps = { createdAt: unit.now, updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
      await unit.em.insert(SpecialPool, { ...pool, id: into, department: to, ...stamps });
    }
    if (same) await reopen(unit, pool.id, into);
    await moveMembers(unit, pool.id, into, passed, [to, from]);
  }
}
