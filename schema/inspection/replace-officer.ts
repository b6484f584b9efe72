import type { DrawnTeam, SubstitutableDraw, SubstitutedTeam, SubstitutionReason } from '../draw/index.js';
import { Campaign } from '../plan/index.js';
import type { Unit } from '../shared/unit.js';
import { type Assignment, AssignmentOfficer } from './assignment.entity.js';
import { TeamChange } from './departure.entity.js';
import { listPartIds } from './joint/companion.read.js';
import { officersOf, readParts } from './joint/team-parts.js';
import { Successors } from './successors.js';

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
 * Enters the team that a substitution gave a visit: of each department the officers of its own, on its part. Whoever of
 * it cannot go as things stand today is replaced in turn. To be done beyond the actor's departments.
 * @param assignments the parts of the visit; one where a department goes alone
 */
export async function enterTeam(
  wide: Unit,
  assignments: readonly Assignment[],
  team: DrawnTeam,
  { cause, draw }: ChangeGround,
): Promise<void> {
  const campaign = await wide.em.findOneOrFail(Campaign, { id: assignments[0]?.campaign ?? '' });
  const parts = await readParts(wide, campaign);
  const sides = [];
  for (const assignment of assignments) {
    const part = parts.find(({ place }) => place === assignment.part);
    if (!part) throw new Error(`assignment ${assignment.id} is no part of its campaign`);
    const successors = await Successors.of(wide, assignment.department);
    sides.push({ assignment, officers: officersOf(team, part, parts), successors });
  }
  // The whole team is entered before anybody of it is replaced: who leads may change in every part.
  const members = sides.flatMap((side) => membersOf(side, team));
  if (members.length > 0) await wide.em.insertMany(AssignmentOfficer, members);
  for (const { assignment, officers, successors } of sides) {
    for (const realId of officers) {
      const outgoing = { id: successors.idOf(realId), realId };
      if (outgoing.id && successors.canTake(realId, assignment)) continue;
      const leaving = { outgoing, reason: 'not-available' } as const;
      await replaceOfficer(wide, assignment, leaving, { cause, draw, successors });
    }
  }
}

/** What a department's part of a visit is staffed with. */
interface Side {
  readonly assignment: Assignment;
  readonly officers: readonly string[];
  readonly successors: Successors;
}

function membersOf({ assignment, officers, successors }: Side, { officers: all, lead }: DrawnTeam) {
  return officers.flatMap((realId) => {
    const inspectorId = successors.idOf(realId);
    if (!inspectorId) return [];
    const [isLead, isExpert] = [realId === lead, successors.isExpert(realId)];
    const place = all.indexOf(realId) + 1;
    return [{ assignment: assignment.id, inspectorId, realId, place, isLead, isExpert }];
  });
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
