import { hash } from 'node:crypto';
import type { SubstitutableDraw, SubstitutedTeam, SubstitutionReason } from '../draw/index.js';
import { Inspector } from '../registry/index.js';
import type { Unit } from '../shared/unit.js';
import { type Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';
import { type HandOver, TeamChange } from './departure.entity.js';
import { findAssignmentLocked } from './inspection.service.js';
import type { Successors } from './successors.js';

/** One assignment that goes from a leaving officer to another. */
interface Replacement {
  /** Of the assignment. */
  readonly id: string;
  readonly inspector: Inspector;
  readonly handOver: HandOver;
  readonly draw: SubstitutableDraw;
  readonly successors: Successors;
}

/**
 * Replaces an officer in a team by whom the draw's own chance brings in. Whom it brings in but cannot go as things stand
 * today is replaced in turn, each step recorded. @returns false where the visit has begun meanwhile
 */
export async function replaceOfficer(unit: Unit, replacement: Replacement): Promise<boolean> {
  const { id, inspector, handOver, draw, successors } = replacement;
  const assignment = await findAssignmentLocked(unit, id);
  if (assignment?.state !== AssignmentState.ASSIGNED) return false;
  let outgoing = { id: inspector.id, realId: inspector.realId };
  let reason: SubstitutionReason = 'transferred';
  for (;;) {
    const team = await draw.substitute({
      targetRealId: assignment.targetRealId,
      officerRealId: outgoing.realId,
      reason,
      evidence: hash('sha256', handOver.documentNo, 'hex'),
      requesterId: handOver.requestedById,
      approverId: unit.actor.accountId ?? '',
    });
    const incoming = { id: successors.idOf(team.incomingRealId), realId: team.incomingRealId };
    await recordChange(unit, { assignment, handOver, team, reason, outgoing, incomingId: incoming.id });
    if (incoming.id && successors.canTake(incoming.realId, assignment)) {
      await saveTeam(unit, assignment, inspector.id, team, incoming.id);
      return true;
    }
    outgoing = { id: incoming.id ?? inspector.id, realId: incoming.realId };
    reason = 'not-available';
  }
}

interface Change {
  readonly assignment: Assignment;
  readonly handOver: HandOver;
  readonly team: SubstitutedTeam;
  readonly reason: SubstitutionReason;
  readonly outgoing: { readonly id: string; readonly realId: string };
  readonly incomingId: string | undefined;
}

/** What was drawn, and every officer who stood in the team, stays on record. */
function recordChange(unit: Unit, change: Change): Promise<unknown> {
  const { assignment, handOver, team, reason, outgoing, incomingId } = change;
  return unit.em.insert(TeamChange, {
    id: unit.newId(),
    department: assignment.department,
    assignment: assignment.id,
    draw: assignment.draw,
    number: team.number,
    handOver: handOver.id,
    reason,
    outInspectorId: outgoing.id,
    outRealId: outgoing.realId,
    inInspectorId: incomingId ?? null,
    inRealId: team.incomingRealId,
    changedAt: unit.now,
  });
}

/** The team as it counts from now on: the newcomer in the place of who goes, the lead by rank. */
async function saveTeam(
  unit: Unit,
  assignment: Assignment,
  leavingId: string,
  { officers, lead, incomingRealId }: SubstitutedTeam,
  incomingId: string,
): Promise<void> {
  const of = { assignment: assignment.id };
  await unit.em.nativeDelete(AssignmentOfficer, { ...of, inspectorId: leavingId });
  const place = officers.indexOf(incomingRealId) + 1;
  const isLead = incomingRealId === lead;
  await unit.em.insert(AssignmentOfficer, {
    ...of,
    inspectorId: incomingId,
    realId: incomingRealId,
    place,
    isLead,
    isExpert: await unit.beyond('secondment', ({ em }) => isExpert(em, incomingId)),
  });
  for (const realId of officers.filter((one) => one !== incomingRealId)) {
    await unit.em.nativeUpdate(AssignmentOfficer, { ...of, realId }, { isLead: realId === lead });
  }
}

async function isExpert(em: Unit['em'], inspectorId: string): Promise<boolean> {
  return (await em.count(Inspector, { id: inspectorId, isExpert: true })) > 0;
}
