import { LockMode } from '@mikro-orm/core';
import type { Unit } from '../../shared/unit.js';
import { Inspector } from './inspector.entity.js';
import { InspectorHasLeft, InspectorNotFound, OfficerChangedMeanwhile } from './inspector.errors.js';
import { leftStatuses } from './inspector.states.js';

/** Who changed a row, and when: both go into its history. */
export function stampOf(unit: Unit): { updatedAt: Date; updatedBy: string | null } {
  return { updatedAt: unit.now, updatedBy: unit.actor.accountId ?? null };
}

/** The refusal where a row is not as its reader saw it. */
export function findStale(row: { updatedAt: Date }, expected: Date): OfficerChangedMeanwhile | undefined {
  if (row.updatedAt.getTime() === expected.getTime()) return undefined;
  return new OfficerChangedMeanwhile(row.updatedAt);
}

/**
 * An inspector of the actor's departments under lock: whatever is entered about one officer follows one after another,
 * so that no two periods overlap unseen. Whose departure was entered is no longer changed; a file lets nobody leave who
 * stands, and only brings those who had left before they came.
 */
export async function findInspectorLocked(
  unit: Unit,
  id: string,
  expectedUpdatedAt?: Date,
): Promise<Inspector | InspectorNotFound | InspectorHasLeft | OfficerChangedMeanwhile> {
  const inspector = await unit.em.findOne(
    Inspector,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!inspector) return new InspectorNotFound();
  if (leftStatuses.includes(inspector.status) && inspector.leftOn) return new InspectorHasLeft();
  return (expectedUpdatedAt && findStale(inspector, expectedUpdatedAt)) ?? inspector;
}

/** Says by whom and when for rows that this step deletes: a deletion has no column that could. */
export async function announceDeletion(unit: Unit): Promise<void> {
  await unit.em.execute(`select set_config('fairdraw.now', ?, true), set_config('fairdraw.by', ?, true)`, [
    unit.now.toISOString(),
    unit.actor.accountId ?? '',
  ]);
}
