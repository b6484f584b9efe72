import type { Unit } from '../../shared/unit.js';
import { AliasKind } from './alias.entity.js';
import {
  AliasAlreadyMerged,
  AliasCycle,
  AliasInvalid,
  AliasPartyEnded,
  AliasPartyUnknown,
  AliasWithItself,
} from './alias.errors.js';
import { currentIdsOf, formerIdsOf } from './lineage.js';
import type { Target } from './target.entity.js';
import { standingStatuses, TargetStatus } from './target.states.js';

/** The two sides of an act. New targets have no id yet where they stand below an entity. */
export interface AliasSides {
  readonly kind: AliasKind;
  readonly effectiveOn: string;
  readonly fromRealIds: readonly string[];
  /** Successors that are there. */
  readonly toRealIds: readonly string[];
  /** Successors that the act enters. */
  readonly newRealIds: readonly (string | undefined)[];
}

export type AliasRefusal =
  | AliasInvalid
  | AliasWithItself
  | AliasCycle
  | AliasPartyUnknown
  | AliasAlreadyMerged
  | AliasPartyEnded;

/** How many may stand on each side. */
const shapes: Readonly<
  Record<
    AliasKind,
    { readonly fits: (from: number, to: number) => boolean; readonly zh: string; readonly en: string }
  >
> = {
  [AliasKind.MERGE]: {
    fits: (from, to) => from >= 1 && to === 1,
    zh: '并入：前者一个以上，后者恰一个。',
    en: 'A merger: one or more become exactly one.',
  },
  [AliasKind.SPLIT]: {
    fits: (from, to) => from === 1 && to >= 2,
    zh: '分立：前者恰一个，后者两个以上。',
    en: 'A split: exactly one becomes two or more.',
  },
  [AliasKind.CONVERSION]: {
    fits: (from, to) => from === 1 && to === 1,
    zh: '转换：前者、后者各恰一个。',
    en: 'A conversion: exactly one becomes exactly one.',
  },
};

/** What is wrong with the act by itself. */
export function findContradiction(sides: AliasSides, today: string): AliasRefusal | undefined {
  const { kind, fromRealIds: from, toRealIds, newRealIds, effectiveOn } = sides;
  const to = [...toRealIds, ...newRealIds.filter((id) => id !== undefined)];
  const itself = from.find((id) => to.includes(id));
  if (itself !== undefined) return new AliasWithItself(itself);
  const shape = shapes[kind];
  const isTwice = new Set(from).size < from.length || new Set(to).size < to.length;
  if (isTwice || !shape.fits(from.length, toRealIds.length + newRealIds.length)) {
    return new AliasInvalid('toRealIds', `${shape.zh}同一对象只列一次。`, `${shape.en} Each is listed once.`);
  }
  if (effectiveOn > today) {
    return new AliasInvalid(
      'effectiveOn',
      '生效日不得晚于今天：状态随登记立即改变。',
      'The effective day is later than today: the statuses change at once.',
    );
  }
  return undefined;
}

/** What is wrong between the act and the register. `from` and `to` are the targets that are there. */
export async function findObstacle(
  unit: Unit,
  sides: AliasSides,
  from: readonly Target[],
  to: readonly Target[],
): Promise<AliasRefusal | undefined> {
  const there = new Set([...from, ...to].map(({ realId }) => realId));
  const unknown = [...sides.fromRealIds, ...sides.toRealIds].filter((id) => !there.has(id));
  if (unknown.length > 0) return new AliasPartyUnknown(unknown);
  const cycle = await findCycle(unit, sides);
  if (cycle) return cycle;
  const merged = from.find(({ status }) => status === TargetStatus.MERGED);
  if (merged) {
    const current = await currentIdsOf(unit, [merged.realId]);
    return new AliasAlreadyMerged(merged.realId, current.get(merged.realId) ?? []);
  }
  const gone = from.find((one) => endedBefore(one, sides.effectiveOn)) ?? to.find((one) => !stands(one));
  if (gone) return new AliasPartyEnded(gone.realId, gone.status, gone.statusOn ?? null);
  if (new Set([...from, ...to].map(({ kind }) => kind)).size > 1) {
    return new AliasInvalid(
      'toRealIds',
      '前后须为同一种类的检查对象。',
      'Both sides must be targets of one kind.',
    );
  }
  return undefined;
}

/** A closing on the effective day or later is part of the act; one before it leaves nothing to become another. */
function endedBefore({ status, statusOn }: Target, effectiveOn: string): boolean {
  const isEnded = status === TargetStatus.CLOSED || status === TargetStatus.REVOKED;
  return isEnded && !!statusOn && statusOn < effectiveOn;
}

function stands({ status }: Target): boolean {
  return standingStatuses.includes(status);
}

async function findCycle(unit: Unit, sides: AliasSides): Promise<AliasCycle | undefined> {
  const former = await formerIdsOf(unit, sides.fromRealIds);
  const to = [...sides.toRealIds, ...sides.newRealIds];
  for (const [from, ids] of former) {
    const found = ids.find((id) => to.includes(id));
    if (found !== undefined) return new AliasCycle(from, found);
  }
  return undefined;
}
