import { Account } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { listDivisionCodes } from '../../department/index.js';
import { PersonNumbers } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { PoolInUse } from '../import/import.errors.js';
import { takePoolsInTurn } from '../pool/pool-turn.js';
import { currentIdsOf } from './lineage.js';
import { sealPersonNumbers } from './person-number.js';
import {
  applyDetails,
  checkNumbers,
  Faults,
  type TargetContent,
  type TargetDetails,
} from './target.draft.js';
import { checkResponsible, nextBelow } from './target.enter.js';
import { Target } from './target.entity.js';
import {
  type IdentifierTaken,
  RealIdWouldChange,
  TargetChangedMeanwhile,
  TargetInvalid,
  TargetMerged,
  TargetNotFound,
} from './target.errors.js';
import { TargetKind, TargetStatus } from './target.states.js';
import { findIdentifierTaken, updateTarget } from './target.write.js';
import { inPriority, numberOf } from './target-number.js';

/** What a change went to, and which fields it wrote: none where everything stood so already. */
export interface ChangedTarget {
  readonly target: Target;
  readonly changedFields: readonly string[];
}

export type ChangeRefusal =
  | TargetNotFound
  | TargetChangedMeanwhile
  | TargetInvalid
  | IdentifierTaken
  | RealIdWouldChange
  | TargetMerged
  | PoolInUse;

/**
 * Changes a target that still stands as whoever changes it has seen it (`expectedUpdatedAt`). Its real-world id never
 * changes: draws, visits and recusals are keyed by it.
 */
export async function changeTarget(
  unit: Unit,
  departmentId: string,
  change: { readonly id: string; readonly expectedUpdatedAt: Date; readonly details: TargetDetails },
): Promise<ChangedTarget | ChangeRefusal> {
  if (!(await takePoolsInTurn(unit, departmentId))) return new PoolInUse();
  const target = await unit.em.findOne(Target, { id: change.id, department: departmentId });
  if (!target) return new TargetNotFound();
  if (target.updatedAt.getTime() !== change.expectedUpdatedAt.getTime()) {
    const account = await unit.em.findOne(Account, { id: target.updatedBy ?? unit.newId() });
    return new TargetChangedMeanwhile(target.updatedAt, account?.displayName);
  }
  const { status } = change.details;
  if (target.status === TargetStatus.MERGED && status && status !== TargetStatus.MERGED) {
    return new TargetMerged(target.realId, await becomes(unit, target.realId));
  }
  const content = await checkChange(unit, target, change.details);
  if (isRefusal(content)) return content;
  const isClaiming = change.details.identifiers !== undefined || content.status !== target.status;
  const taken =
    isClaiming && (await findIdentifierTaken(unit, departmentId, { ...content, realId: target.realId }));
  if (taken) return taken;
  const changedFields = await updateTarget(unit, target, content);
  if (changedFields.length > 0) {
    await recordEvent(unit, 'target.changed', { kind: 'target', id: target.id }, { fields: changedFields });
  }
  return { target, changedFields };
}

async function becomes(unit: Unit, realId: string): Promise<string[]> {
  return (await currentIdsOf(unit, [realId])).get(realId) ?? [];
}

function contentOf(target: Target): TargetContent {
  const { id, department, realId, source, createdAt, updatedAt, updatedBy, importRun, ...content } = target;
  return content;
}

async function checkChange(
  unit: Unit,
  target: Target,
  details: TargetDetails,
): Promise<TargetContent | TargetInvalid | RealIdWouldChange> {
  const faults = new Faults();
  const persons = new PersonNumbers(unit.keys.identify);
  const divisions = await listDivisionCodes(unit);
  const base = contentOf({ ...target });
  // Writing the status that stands is no change of it.
  const said = details.status === base.status ? { ...details, status: undefined } : details;
  const ground = { today: unit.today, knowsDivision: (code: string) => divisions.has(code) };
  const content = applyDetails(base, said, ground, faults);
  const isEntity = target.kind === TargetKind.ENTITY;
  if (details.identifiers !== undefined) {
    const numbers = checkNumbers(details.identifiers ?? [], persons, faults);
    content.identifiers = numbers.filter((id) => id !== target.realId);
    const [first] = inPriority([target.realId, ...numbers]);
    const isKeyedByNumber = isEntity && numberOf(target.realId) !== undefined;
    if (faults.list.length === 0 && isKeyedByNumber && first !== target.realId) {
      return new RealIdWouldChange(target.realId, first as string);
    }
  }
  if (details.responsibleId !== undefined && (details.responsibleId ?? null) !== target.responsibleId) {
    if (isEntity) faults.add('responsibleId', '主体自身没有责任主体。', 'An entity answers for itself.');
    else {
      const { responsibleId } = details;
      const next = await checkResponsible(unit, target.department, responsibleId, persons, faults);
      content.responsibleId = next;
      if (faults.list.length === 0 && target.realId.includes('/')) {
        return new RealIdWouldChange(target.realId, await nextBelow(unit, target.department, next as string));
      }
    }
  }
  if (faults.list.length > 0) return new TargetInvalid(faults.list);
  await sealPersonNumbers(unit, target.department, persons.people);
  return content;
}
