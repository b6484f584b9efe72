import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import type { Unit } from '../../shared/unit.js';
import { PoolInUse } from '../import/import.errors.js';
import { takePoolsInTurn } from '../pool/pool-turn.js';
import { type StatusBefore, TargetAlias } from './alias.entity.js';
import { AliasAlreadyUndone, type AliasChange, AliasChangedSince, AliasNotFound } from './alias.errors.js';
import { Target } from './target.entity.js';
import type { IdentifierTaken } from './target.errors.js';
import { TargetStatus } from './target.states.js';
import { findIdentifierTaken } from './target.write.js';

export type UndoRefusal =
  | AliasNotFound
  | AliasAlreadyUndone
  | AliasChangedSince
  | IdentifierTaken
  | PoolInUse;

/**
 * Undoes an act: everybody stands as before it, and what it entered is taken out of the pool. The act stays on record
 * with who undid it and why; making it again is a new act.
 */
export async function undoAlias(
  unit: Unit,
  departmentId: string,
  aliasId: string,
  reason: string,
): Promise<TargetAlias | UndoRefusal> {
  if (!(await takePoolsInTurn(unit, departmentId))) return new PoolInUse();
  const alias = await unit.em.findOne(
    TargetAlias,
    { id: aliasId, department: departmentId },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (!alias) return new AliasNotFound();
  if (alias.undoneAt) return new AliasAlreadyUndone();
  const realIds = alias.before.map(({ realId }) => realId);
  const targets = await unit.em.find(Target, { department: departmentId, realId: { $in: realIds } });
  const targetOf = new Map(targets.map((target) => [target.realId, target]));
  const changes = alias.before.flatMap((was) => changesSince(was, targetOf.get(was.realId)));
  if (changes.length > 0) return new AliasChangedSince(changes);
  const taken = await restore(unit, departmentId, alias.before, targetOf);
  if (taken) return taken;
  const undone = { undoneAt: unit.now, undoneById: unit.actor.accountId ?? null, undoneReason: reason };
  await unit.em.nativeUpdate(TargetAlias, { id: alias.id }, undone);
  await recordEvent(unit, 'target.alias-undone', { kind: 'targetAlias', id: alias.id });
  return Object.assign(alias, undone);
}

/** What of a party is no longer as the act left it. */
function changesSince({ realId, after }: StatusBefore, target: Target | undefined): AliasChange[] {
  const fields = ['status', 'statusOn', 'responsibleId'] as const;
  return fields
    .map((field) => ({ realId, field, expected: after[field], found: target?.[field] ?? null }))
    .filter(({ expected, found }) => expected !== found);
}

/** Restores the parties: those that stand alike by one statement, for thousands may stand below a predecessor. */
async function restore(
  unit: Unit,
  departmentId: string,
  before: readonly StatusBefore[],
  targetOf: ReadonlyMap<string, Target>,
): Promise<IdentifierTaken | undefined> {
  const stamps = { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
  for (const alike of Map.groupBy(before, (was) => JSON.stringify(stateBefore(was, unit.today))).values()) {
    const state = stateBefore(alike[0] as StatusBefore, unit.today);
    const id = { $in: alike.map(({ realId }) => targetOf.get(realId)?.id as string) };
    await unit.em.nativeUpdate(Target, { id }, { ...state, ...stamps });
  }
  for (const { realId, status, after } of before) {
    if (status === null || status === after.status) continue;
    const { identifiers } = targetOf.get(realId) as Target;
    const taken = await findIdentifierTaken(unit, departmentId, { realId, identifiers, status });
    if (taken) return taken;
  }
  return undefined;
}

/** How a party stands again; one that the act entered is taken out. */
function stateBefore({ status, statusOn, responsibleId }: StatusBefore, today: string) {
  if (status === null) return { status: TargetStatus.REMOVED, statusOn: today };
  return { status, statusOn, responsibleId };
}
