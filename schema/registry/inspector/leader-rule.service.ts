import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import { stampOf } from './inspector.lock.js';
import { leftStatuses } from './inspector.states.js';
import { LeaderRule } from './leader-rule.entity.js';

/** A rule on leaders to set. */
export interface LeaderRuleDraft {
  readonly positions: readonly string[];
  readonly isInPool: boolean;
  readonly basis: string;
}

/** The rule of a department that counts now, or nothing. */
export async function findLeaderRule(reader: Reader, departmentId: string): Promise<LeaderRule | undefined> {
  const [rule] = await reader.em.find(
    LeaderRule,
    { department: departmentId },
    { orderBy: { madeAt: 'desc', id: 'desc' }, limit: 1 },
  );
  return rule;
}

/** What the rule says of a post; nothing where it is about others. */
export async function findRuledPool(
  reader: Reader,
  departmentId: string,
  position: string | null | undefined,
): Promise<boolean | undefined> {
  const rule = await findLeaderRule(reader, departmentId);
  return rule && position && rule.positions.includes(position) ? rule.isInPool : undefined;
}

/** Sets the rule of the acting department and applies it; posts that a rule kept out and this one does not name return. */
export async function setLeaderRule(unit: Unit, draft: LeaderRuleDraft) {
  const { departmentId } = unit.actor;
  if (!departmentId) throw new Error('a rule on leaders belongs to a department');
  const before = await findLeaderRule(unit, departmentId);
  const rule: LeaderRule = {
    id: unit.newId(),
    department: departmentId,
    positions: [...new Set(draft.positions)],
    isInPool: draft.isInPool,
    basis: draft.basis,
    madeAt: unit.now,
    madeById: unit.actor.accountId ?? null,
  };
  await unit.em.insert(LeaderRule, rule);
  const freed = before && !before.isInPool ? before.positions : [];
  const returning = freed.filter((position) => !rule.positions.includes(position));
  await move(unit, departmentId, returning, true);
  await move(unit, departmentId, rule.positions, rule.isInPool);
  await recordEvent(
    unit,
    'inspector.leader-rule-set',
    { kind: 'leader-rule', id: rule.id },
    { isInPool: rule.isInPool },
  );
  return { __typename: 'LeaderRuleSet' as const, rule };
}

async function move(unit: Unit, department: string, positions: readonly string[], isInPool: boolean) {
  const officers = { department, position: { $in: [...positions] }, status: { $nin: [...leftStatuses] } };
  await unit.em.nativeUpdate(Inspector, { ...officers, isInPool: !isInPool }, { isInPool, ...stampOf(unit) });
}
