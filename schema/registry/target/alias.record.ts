import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { PoolInUse } from '../import/import.errors.js';
import { takePoolsInTurn } from '../pool/pool-turn.js';
import { type AliasRefusal, findContradiction, findObstacle } from './alias.checks.js';
import { AliasKind, type StatusBefore, TargetAlias } from './alias.entity.js';
import { AliasInvalid } from './alias.errors.js';
import {
  type CheckedDraft,
  checkDraft,
  type EnterRefusal,
  type TargetDraft,
  writeDraft,
} from './target.enter.js';
import { Target } from './target.entity.js';
import { TargetStatus } from './target.states.js';
import { updateTarget } from './target.write.js';

/** A merger, split or conversion to record. */
export interface AliasDraft {
  readonly kind: AliasKind;
  readonly fromRealIds: readonly string[];
  /** Successors that are in the pool. */
  readonly toRealIds: readonly string[];
  /** Successors that are entered in the same act. */
  readonly newTargets: readonly TargetDraft[];
  readonly effectiveOn: string;
  readonly documentNo?: string | null;
  readonly reason: string;
}

/** A recorded act; of a split, how many targets still answer to the predecessor and wait to be assigned. */
export interface RecordedAlias {
  readonly alias: TargetAlias;
  readonly remainingBelowCount: number;
}

/**
 * Records that entities became others: the predecessors are no longer drawn, their visits count for the successors.
 * What stood below a predecessor with a single successor answers to that one from now on, under its old id.
 */
export async function recordAlias(
  unit: Unit,
  departmentId: string,
  draft: AliasDraft,
): Promise<RecordedAlias | AliasRefusal | EnterRefusal> {
  if (!(await takePoolsInTurn(unit, departmentId))) return new PoolInUse();
  const drafts: CheckedDraft[] = [];
  for (const one of draft.newTargets) {
    const checked = await checkDraft(unit, departmentId, one);
    if (isRefusal(checked)) return checked;
    drafts.push(checked);
  }
  const sides = { ...draft, newRealIds: drafts.map(({ realId }) => realId) };
  const contradiction = findContradiction(sides, unit.today);
  if (contradiction) return contradiction;
  const find = (realIds: readonly string[]) =>
    unit.em.find(Target, { department: departmentId, realId: { $in: [...realIds] } });
  const from = await find(draft.fromRealIds);
  const to = await find(draft.toRealIds);
  const obstacle = (await findObstacle(unit, sides, from, to)) ?? findOtherKind(from, drafts);
  if (obstacle) return obstacle;

  const before: StatusBefore[] = [];
  for (const one of from) before.push(await setMerged(unit, one, draft.effectiveOn));
  const entered: string[] = [];
  for (const one of drafts) {
    const known = one.realId ? await find([one.realId]) : [];
    const [was] = known.map(standingOf);
    const target = await writeDraft(unit, departmentId, one);
    if (isRefusal(target)) return target;
    entered.push(target.realId);
    before.push(remember(target, was ?? neverThere));
  }
  const toRealIds = [...draft.toRealIds, ...entered];
  const below = await listBelow(unit, departmentId, draft.fromRealIds);
  if (toRealIds.length === 1) before.push(...(await moveBelow(unit, below, toRealIds[0] as string)));
  const alias = await writeAlias(unit, departmentId, { ...draft, toRealIds, before });
  return { alias, remainingBelowCount: toRealIds.length === 1 ? 0 : below.length };
}

function findOtherKind(from: readonly Target[], drafts: readonly CheckedDraft[]): AliasInvalid | undefined {
  if (drafts.every(({ content }) => content.kind === from[0]?.kind)) return undefined;
  return new AliasInvalid(
    'newTargets',
    '前后须为同一种类的检查对象。',
    'Both sides must be targets of one kind.',
  );
}

type Standing = StatusBefore['after'];

const neverThere = { status: null, statusOn: null, responsibleId: null };

function standingOf({ status, statusOn = null, responsibleId = null }: Target): Standing {
  return { status, statusOn, responsibleId };
}

/** Notes how a target stood, and how it stands now. */
function remember(target: Target, was: Omit<StatusBefore, 'realId' | 'after'>): StatusBefore {
  return { realId: target.realId, ...was, after: standingOf(target) };
}

async function setMerged(unit: Unit, target: Target, effectiveOn: string): Promise<StatusBefore> {
  const was = standingOf(target);
  await updateTarget(unit, target, { status: TargetStatus.MERGED, statusOn: effectiveOn });
  return remember(target, was);
}

function listBelow(unit: Unit, departmentId: string, entityIds: readonly string[]): Promise<Target[]> {
  return unit.em.find(
    Target,
    { department: departmentId, responsibleId: { $in: [...entityIds] } },
    { orderBy: { realId: 'asc' } },
  );
}

async function moveBelow(unit: Unit, below: readonly Target[], successor: string): Promise<StatusBefore[]> {
  const before = below.map((one) => remember({ ...one, responsibleId: successor }, standingOf(one)));
  const stamps = { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
  const ids = below.map(({ id }) => id);
  await unit.em.nativeUpdate(Target, { id: { $in: ids } }, { responsibleId: successor, ...stamps });
  return before;
}

async function writeAlias(
  unit: Unit,
  departmentId: string,
  { newTargets, ...draft }: AliasDraft & Pick<TargetAlias, 'before'>,
): Promise<TargetAlias> {
  const id = unit.newId();
  await unit.em.insert(TargetAlias, {
    ...draft,
    id,
    department: departmentId,
    fromRealIds: [...draft.fromRealIds],
    toRealIds: [...draft.toRealIds],
    documentNo: draft.documentNo ?? null,
    madeAt: unit.now,
    madeById: unit.actor.accountId ?? null,
    undoneAt: null,
    undoneById: null,
    undoneReason: null,
  });
  const data = {
    kind: draft.kind,
    fromCount: draft.fromRealIds.length,
    toCount: draft.toRealIds.length,
    enteredCount: newTargets.length,
  };
  await recordEvent(unit, 'target.alias-recorded', { kind: 'targetAlias', id }, data);
  return unit.em.findOneOrFail(TargetAlias, { id });
}
