import { recordEvent } from '../../audit/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { LeaveNotFound, LeaveOverlaps } from './availability.errors.js';
import { Leave } from './inspector.entity.js';
import { InspectorNotFound, OfficerPeriodInvalid } from './inspector.errors.js';
import { announceDeletion, findInspectorLocked, findStale, stampOf } from './inspector.lock.js';
import type { LeaveKind } from './inspector.states.js';

/** Days to enter on which an officer is away, both within. */
export interface LeaveDraft {
  readonly inspectorId: string;
  readonly kind: LeaveKind;
  readonly fromOn: string;
  readonly toOn: string;
}

/** Enters days on which an officer is away; no two periods of one officer share a day. */
export async function enterLeave(unit: Unit, draft: LeaveDraft) {
  const { inspectorId, kind, fromOn, toOn } = draft;
  const inspector = await findInspectorLocked(unit, inspectorId);
  if (isRefusal(inspector)) return inspector;
  if (toOn < fromOn) return new OfficerPeriodInvalid('toOn', fromOn, toOn);
  const [other] = await unit.em.find(
    Leave,
    { inspector: inspectorId, fromOn: { $lte: toOn }, toOn: { $gte: fromOn } },
    { orderBy: { fromOn: 'asc' }, limit: 1 },
  );
  if (other) return new LeaveOverlaps(other.fromOn, other.toOn);
  const created = { id: unit.newId(), inspector: inspectorId, createdAt: unit.now };
  const leave: Leave = { ...created, kind, fromOn, toOn, ...stampOf(unit) };
  await unit.em.insert(Leave, leave);
  await recordEvent(unit, 'leave.entered', { kind: 'leave', id: leave.id });
  return { __typename: 'LeaveEntered' as const, leave };
}

/** Takes a leave back; its history stays. */
export async function cancelLeave(
  unit: Unit,
  input: { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const leave = await unit.em.findOne(Leave, { id: input.id });
  const inspector = leave && (await findInspectorLocked(unit, leave.inspector));
  if (!leave || !inspector) return new LeaveNotFound();
  if (isRefusal(inspector)) return inspector instanceof InspectorNotFound ? new LeaveNotFound() : inspector;
  const stale = findStale(leave, input.expectedUpdatedAt);
  if (stale) return stale;
  await announceDeletion(unit);
  await unit.em.nativeDelete(Leave, { id: leave.id });
  await recordEvent(unit, 'leave.cancelled', { kind: 'leave', id: leave.id });
  return { __typename: 'LeaveCancelled' as const, leave };
}
