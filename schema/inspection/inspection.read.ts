import { DrawnUnit } from '../draw/index.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';

/** A team's own assignments are found by their members, whichever department they have come to belong to since. */
const anywhere = { scope: false } as const;

/** The acting officer's assignments whose time has come, newest first. */
export async function pageOwnAssignments(reader: Reader, page: PageArguments) {
  const { inspectorId } = reader.actor;
  const memberships = inspectorId
    ? await reader.em.find(AssignmentOfficer, { inspectorId }, { fields: ['assignment'] })
    : [];
  const own = memberships.map((membership) => membership.assignment);
  return pageById(page, (key, limit) =>
    reader.em.find(
      Assignment,
      { $and: [key, { id: { $in: own }, visibleAt: { $lte: reader.now } }] },
      { orderBy: { id: 'desc' }, limit, filters: anywhere },
    ),
  );
}

/** How many of the officer's assignments are still hidden: the only thing told of them. */
export async function countHiddenAssignments(reader: Reader): Promise<number> {
  const { inspectorId } = reader.actor;
  if (!inspectorId) return 0;
  const memberships = await reader.em.find(AssignmentOfficer, { inspectorId }, { fields: ['assignment'] });
  const own = memberships.map((membership) => membership.assignment);
  return reader.em.count(
    Assignment,
    { id: { $in: own }, visibleAt: { $gt: reader.now } },
    { filters: anywhere },
  );
}

/** Who sees a target before its team does: those who watch over the department, and every look of theirs is theirs. */
const overseers: readonly Role[] = [Role.SUPERVISION, Role.AUDITOR];

/** Assignments of the department by state, for those who review; colleagues see none before its team does. */
export function pageAssignments(reader: Reader, state: AssignmentState, page: PageArguments) {
  const oversees = reader.actor.roles?.some((role) => overseers.includes(role));
  const visible = oversees ? {} : { visibleAt: { $lte: reader.now } };
  return pageById(page, (key, limit) =>
    reader.em.find(Assignment, { $and: [key, { state, ...visible }] }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** The slip that the acting officer's team shows at the door, or nothing where it is not theirs or not yet time. */
export async function findSlip(reader: Reader, assignmentId: string): Promise<string | null> {
  const { inspectorId } = reader.actor;
  const assignment = await reader.em.findOne(
    Assignment,
    { id: assignmentId, visibleAt: { $lte: reader.now } },
    { filters: anywhere },
  );
  const onTeam =
    assignment && (await reader.em.count(AssignmentOfficer, { assignment: assignmentId, inspectorId }));
  if (!assignment || !onTeam) return null;
  const drawn = await reader.em.findOne(DrawnUnit, {
    draw: assignment.draw,
    realId: assignment.targetRealId,
  });
  return drawn?.slip ?? null;
}
