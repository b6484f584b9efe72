import { hash } from 'node:crypto';
import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { openForSubstitution, orRefused } from '../draw/index.js';
import { findServingInspector, type Inspector, setLastDay } from '../registry/index.js';
import { type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';
import { HandOver } from './departure.entity.js';
import {
  HandOverApproverInvolved,
  HandOverNotFound,
  HandOverPending,
  NothingToHandOver,
} from './departure.errors.js';
import { HandOverState } from './departure.states.js';
import { findAssignmentLocked, listTeam } from './inspection.service.js';
import { type ChangeGround, replaceOfficer } from './replace-officer.js';
import { Successors } from './successors.js';

/** A hand-over to ask for. */
export interface HandOverDraft {
  readonly inspectorId: string;
  readonly lastOn: string;
  readonly documentNo: string;
}

/** The officer's assignments in sight of the reader whose visit has not begun. */
async function listToHandOver(reader: Reader, inspectorId: string): Promise<Assignment[]> {
  const memberships = await reader.em.find(AssignmentOfficer, { inspectorId }, { fields: ['assignment'] });
  const own = memberships.map(({ assignment }) => assignment);
  return reader.em.find(
    Assignment,
    { id: { $in: own }, state: AssignmentState.ASSIGNED },
    { orderBy: { draw: 'asc', targetRealId: 'asc' }, disableIdentityMap: true },
  );
}

/** Asks that what a leaving officer has not begun in this department goes to others. Nothing moves before approval. */
export async function requestHandOver(unit: Unit, draft: HandOverDraft) {
  const { accountId, departmentId } = unit.actor;
  if (!accountId || !departmentId) throw new Error('a hand-over is asked for by an account of a department');
  const inspector = await findServingInspector(unit, draft.inspectorId);
  if (isRefusal(inspector)) return inspector;
  const pending = { inspectorId: inspector.id, department: departmentId, state: HandOverState.REQUESTED };
  if ((await unit.em.count(HandOver, pending)) > 0) return new HandOverPending();
  if ((await listToHandOver(unit, inspector.id)).length === 0) return new NothingToHandOver();
  const handOver: HandOver = {
    id: unit.newId(),
    ...pending,
    lastOn: draft.lastOn,
    documentNo: draft.documentNo,
    requestedById: accountId,
    requestedAt: unit.now,
    decidedById: null,
    decidedAt: null,
    refusedFor: null,
  };
  await unit.em.insert(HandOver, handOver);
  await recordEvent(unit, 'hand-over.requested', { kind: 'hand-over', id: handOver.id });
  return { __typename: 'HandOverRequested' as const, handOver };
}

/** The request under lock, unless the actor asked for it or is who leaves. */
async function findDecidable(unit: Unit, id: string) {
  const handOver = await unit.em.findOne(
    HandOver,
    { id, state: HandOverState.REQUESTED },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!handOver) return new HandOverNotFound();
  const involved =
    handOver.requestedById === unit.actor.accountId || handOver.inspectorId === unit.actor.inspectorId;
  return involved ? new HandOverApproverInvolved() : handOver;
}

async function decide(unit: Unit, handOver: HandOver, decision: Partial<HandOver>): Promise<HandOver> {
  const changes = { ...decision, decidedById: unit.actor.accountId ?? null, decidedAt: unit.now };
  await unit.em.nativeUpdate(HandOver, { id: handOver.id }, changes);
  return Object.assign(handOver, changes);
}

/**
 * Approves a hand-over: for every visit that has not begun an officer comes in by the draw's own rule
 * (docs/draw.md §16), and no later draw takes the leaving officer beyond the last day. All of it, or nothing.
 */
export async function approveHandOver(unit: Unit, id: string) {
  const handOver = await findDecidable(unit, id);
  if (isRefusal(handOver)) return handOver;
  const inspector = await findServingInspector(unit, handOver.inspectorId);
  if (isRefusal(inspector)) return inspector;
  const moved = await orRefused(() => handOverAll(unit, handOver, inspector));
  if (isRefusal(moved)) return moved;
  await setLastDay(unit, inspector, handOver.lastOn);
  const approved = await decide(unit, handOver, { state: HandOverState.APPROVED });
  const subject = { kind: 'hand-over', id };
  await recordEvent(unit, 'hand-over.approved', subject, { assignmentCount: moved });
  return { __typename: 'HandOverApproved' as const, handOver: approved, assignmentCount: moved };
}

async function handOverAll(unit: Unit, handOver: HandOver, inspector: Inspector): Promise<number> {
  const assignments = await listToHandOver(unit, inspector.id);
  let moved = 0;
  for (const [drawId, ofDraw] of Map.groupBy(assignments, (assignment) => assignment.draw)) {
    const draw = await openForSubstitution(unit, drawId);
    if (!draw) throw new Error(`draw ${drawId} of an assignment is not in sight`);
    const successors = await Successors.of(unit, ofDraw[0]?.department ?? '', inspector.id);
    const ground = { cause: causeOf(unit, handOver), draw, successors };
    for (const { id } of ofDraw) if (await handOverOne(unit, id, inspector, ground)) moved += 1;
  }
  return moved;
}

function causeOf(unit: Unit, handOver: HandOver) {
  return {
    handOverId: handOver.id,
    changeId: null,
    evidence: hash('sha256', handOver.documentNo, 'hex'),
    requesterId: handOver.requestedById,
    approverId: unit.actor.accountId ?? '',
  };
}

/** @returns false where the visit has begun meanwhile, or the officer is no more on the team */
async function handOverOne(unit: Unit, id: string, inspector: Inspector, ground: ChangeGround) {
  const assignment = await findAssignmentLocked(unit, id);
  if (assignment?.state !== AssignmentState.ASSIGNED) return false;
  const member = (await listTeam(unit, id)).find(({ inspectorId }) => inspectorId === inspector.id);
  if (!member) return false;
  const outgoing = { id: inspector.id, realId: member.realId };
  await replaceOfficer(unit, assignment, { outgoing, reason: 'transferred' }, ground);
  return true;
}

/** Refuses a hand-over, with a reason; it may be asked for again. */
export async function refuseHandOver(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const handOver = await findDecidable(unit, input.id);
  if (isRefusal(handOver)) return handOver;
  const refused = await decide(unit, handOver, { state: HandOverState.REFUSED, refusedFor: input.reason });
  await recordEvent(unit, 'hand-over.refused', { kind: 'hand-over', id: handOver.id });
  return { __typename: 'HandOverRefused' as const, handOver: refused };
}

/** Hand-overs of the reader's departments, the newest first. */
export function listHandOvers(reader: Reader, state: HandOverState | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(HandOver, { ...key, ...(state ? { state } : {}) }, { orderBy: { id: 'desc' }, limit }),
  );
}
