import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { NoDepartment, PoolInUse } from '../import/import.errors.js';
import { takePools } from '../pool/pool-lock.js';
import { SpecialPool } from './special-pool.entity.js';
import { SpecialPoolNameTaken, SpecialPoolNotFound } from './special-pool.errors.js';
import type { SpecialPoolInput } from './special-pool.input.js';

/** What every change of a register's row says of itself. */
export function changeOf(unit: Unit) {
  return { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
}

/**
 * An open special pool in the actor's scope, taken with its department's pools until the step ends: an import or a
 * freeze reads them as they are.
 */
export async function takeOpenPool(
  unit: Unit,
  id: string,
): Promise<SpecialPool | SpecialPoolNotFound | PoolInUse> {
  const pool = await unit.em.findOne(SpecialPool, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!pool || (pool.closedOn && pool.closedOn <= unit.today)) return new SpecialPoolNotFound();
  return (await takePools(unit, pool.department)) ? pool : new PoolInUse();
}

async function isTaken(unit: Unit, department: string, name: string, but?: string): Promise<boolean> {
  const other = await unit.em.findOne(SpecialPool, { department, name });
  return other !== null && other.id !== but;
}

function contentOf({ name, tag, requiredSkills, needsExpert }: SpecialPoolInput) {
  return { name, tag: tag ?? null, requiredSkills: [...requiredSkills], needsExpert };
}

/** Opens a special pool in the acting department. */
export async function createSpecialPool(unit: Unit, input: SpecialPoolInput) {
  const { departmentId: department } = unit.actor;
  if (!department) return new NoDepartment();
  if (await isTaken(unit, department, input.name)) return new SpecialPoolNameTaken();
  const id = unit.newId();
  await unit.em.insert(SpecialPool, {
    id,
    department,
    ...contentOf(input),
    closedOn: null,
    createdAt: unit.now,
    ...changeOf(unit),
  });
  await recordEvent(unit, 'special-pool.created', { kind: 'specialPool', id });
  return { __typename: 'SpecialPoolCreated' as const, id };
}

/** Changes what a special pool is called and what it asks of officers; what it was is kept. */
export async function changeSpecialPool(unit: Unit, id: string, input: SpecialPoolInput) {
  const pool = await takeOpenPool(unit, id);
  if (isRefusal(pool)) return pool;
  if (await isTaken(unit, pool.department, input.name, id)) return new SpecialPoolNameTaken();
  await unit.em.nativeUpdate(SpecialPool, { id }, { ...contentOf(input), ...changeOf(unit) });
  await recordEvent(unit, 'special-pool.changed', { kind: 'specialPool', id });
  return { __typename: 'SpecialPoolChanged' as const, id };
}

/** Closes a special pool today: no campaign may name it any more, and its name stays taken. */
export async function closeSpecialPool(unit: Unit, id: string) {
  const pool = await takeOpenPool(unit, id);
  if (isRefusal(pool)) return pool;
  await unit.em.nativeUpdate(SpecialPool, { id }, { closedOn: unit.today, ...changeOf(unit) });
  await recordEvent(unit, 'special-pool.closed', { kind: 'specialPool', id });
  return { __typename: 'SpecialPoolClosed' as const, id };
}
