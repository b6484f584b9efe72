import type { DrawnTeam, SubstitutableDraw, SubstitutedTeam, SubstitutionReason } from '../draw/index.js';
import type { Unit } from '../shared/unit.js';
import { type Assignment, AssignmentOfficer } from './assignment.entity.js';
import { TeamChange } from './departure.entity.js';
import { listPartIds } from './joint/companion.read.js';
import type { Successors } from './successors.js';

/** What a change of a team rests on: a hand-over or a request, its evidence, and who asked and approved. */
export interface ChangeCause {
  readonly handOverId: string | null;
  readonly changeId: string | null;
  /** SHA-256 of the document behind it, lower-case hex. */
  readonly evidence: string;
  readonly requesterId: string;
  readonly approverId: string;
  /** By so many targets whoever comes in may exceed the capacity. */
  readonly extra?: number;
}

/** The draw under which a team changes, and who could come in today. */
export interface ChangeGround {
  readonly cause: ChangeCause;
  readonly draw: SubstitutableDraw;
  readonly successors: Successors;
}

/** Somebody who goes; without an id one whom the registers do not know any more. */
interface Outgoing {
  readonly id: string | undefined;
  readonly realId: string;
}

/**
 * Replaces an officer in a team by whom the draw's own chance brings in. Whom it brings in but cannot go as things stand
 * today is replaced in turn, each step recorded. The assignment is held by the step.
 */
export async function replaceOfficer(
  unit: Unit,
  assignment: Assignment,
  leaving: { readonly outgoing: Outgoing; readonly reason: SubstitutionReason },
  ground: ChangeGround,
): Promise<{ readonly incomingId: string }> {
  const { cause, draw, successors } = ground;
  let { outgoing, reason } = leaving;
  for (;;) {
    const team = await draw.substitute({
      targetRealId: assignment.targetRealId,
      officerRealId: outgoing.realId,
      reason,
      evidence: cause.evidence,
      requesterId: cause.requesterId,
      approverId: cause.approverId,
      extra: cause.extra,
    });
    const incoming = { id: successors.idOf(team.incomingRealId), realId: team.incomingRealId };
    await recordChange(unit, { assignment, cause, team, reason, outgoing, incomingId: incoming.id });
    if (incoming.id && successors.canTake(incoming.realId, assignment)) {
      await saveTeam(
        unit,
        assignment,
        { goneRealId: leaving.outgoing.realId, team, incomingId: incoming.id },
        ground,
      );
      return { incomingId: incoming.id };
    }
    outgoing = incoming;
    reason = 'not-available';
  }
}

/**
 * Enters the team that a substitution gave an assignment. Whoever of it cannot go as things stand today is replaced in
 * turn.
 */
export async function enterTeam(
  unit: Unit,
  assignment: Assignment,
  { officers, lead }: DrawnTeam,
  ground: ChangeGround,
): Promise<void> {
  const { successors } = ground;
  const members = officers.flatMap((realId, index) => {
    const inspectorId = successors.idOf(realId);
    if (!inspectorId) return [];
    const isLead = realId === lead;
    const isExpert = successors.isExpert(realId);
    return [{ assignment: assignment.id, inspectorId, realId, place: index + 1, isLead, isExpert }];
  });
  if (members.length > 0) await unit.em.insertMany(AssignmentOfficer, members);
  for (const realId of officers) {
    const outgoing = { id: successors.idOf(realId), realId };
    if (outgoing.id && successors.canTake(realId, assignment)) continue;
    await replaceOfficer(unit, assignment, { outgoing, reason: 'not-available' }, ground);
  }
}

interface Change {
  readonly assignment: Assignment;
  readonly cause: ChangeCause;
  readonly team: SubstitutedTeam;
  readonly reason: SubstitutionReason;
  readonly outgoing: Outgoing;
  readonly incomingId: string | undefined;
}

/** What was drawn, and every officer who stood in the team, stays on record. */
function recordChange(unit: Unit, change: Change): Promise<unknown> {
  const { assignment, cause, team, reason, outgoing, incomingId } = change;
  return unit.em.insert(TeamChange, {
    id: unit.newId(),
    department: assignment.department,
    assignment: assignment.id,
    draw: assignment.draw,
    number: team.number,
    handOver: cause.handOverId,
    change: cause.changeId,
    reason,
    outInspectorId: outgoing.id ?? null,
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
  now: { readonly goneRealId: string; readonly team: SubstitutedTeam; readonly incomingId: string },
  { successors }: ChangeGround,
): Promise<void> {
  const of = { assignment: assignment.id };
  const { officers, lead, incomingRealId } = now.team;
  await unit.em.nativeDelete(AssignmentOfficer, { ...of, realId: now.goneRealId });
  await unit.em.insert(AssignmentOfficer, {
    ...of,
    inspectorId: now.incomingId,
    realId: incomingRealId,
    place: officers.indexOf(incomingRealId) + 1,
    isLead: incomingRealId === lead,
    isExpert: successors.isExpert(incomingRealId),
  });
  await unit.beyond('joint', async (wide) => {
    // In a joint visit the lead may be of another department by now.
    const parts = { assignment: { $in: await listPartIds(wide, assignment) } };
    for (const realId of officers.filter((one) => one !== incomingRealId)) {
      await wide.em.nativeUpdate(AssignmentOfficer, { ...parts, realId }, { isLead: realId === lead });
    }
  });
}
