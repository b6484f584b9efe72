import { findUnitSlip } from '../draw/index.js';
import { PageArguments, pageById } from '../shared/page.js';
import { Role } from '../shared/roles.js';
import type { Reader } from '../shared/unit.js';
import { Assignment, AssignmentOfficer } from './assignment.entity.js';
import { AssignmentState } from './assignment.states.js';

/** The acting officer's assignments whose time has come, newest first. */
export function pageOwnAssignments(reader: Reader, page: PageArguments) {
  return reader.beyond('team', async ({ em, actor, now }) => {
    const own = await listOwn(em, actor.inspectorId);
    return pageById(page, (key, limit) =>
      em.find(
        Assignment,
        { $and: [key, { id: { $in: own }, visibleAt: { $lte: now } }] },
        { orderBy: { id: 'desc' }, limit },
      ),
    );
  });
}

/** A team's own assignments are found by their members, whichever department they have come to belong to since. */
async function listOwn(em: Reader['em'], inspectorId: string | undefined): Promise<string[]> {
  if (!inspectorId) return [];
  const memberships = await em.find(AssignmentOfficer, { inspectorId }, { fields: ['assignment'] });
  return memberships.map((membership) => membership.assignment);
}

/** How many of the officer's assignments are still hidden: the only thing told of them. */
export function countHiddenAssignments(reader: Reader): Promise<number> {
  return reader.beyond('team', async ({ em, actor, now }) => {
    const own = await listOwn(em, actor.inspectorId);
    return em.count(Assignment, { id: { $in: own }, visibleAt: { $gt: now } });
  });
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
export function findSlip(reader: Reader, assignmentId: string): Promise<string | null> {
  const { inspectorId } = reader.actor;
  return reader.beyond('team', async (wide) => {
    const { em, now } = wide;
    const isTheirs = {
      id: assignmentId,
      visibleAt: { $lte: now },
      state: { $ne: AssignmentState.SUBSTITUTED },
    };
    const assignment = await em.findOne(Assignment, isTheirs);
    const onTeam =
      assignment && (await em.count(AssignmentOfficer, { assignment: assignmentId, inspectorId }));
    if (!assignment || !onTeam) return null;
    const { draw, targetRealId: realId } = assignment;
    return findUnitSlip(wide, draw, realId);
  });
}

/** The teams of assignments that were rightly seen, each in draw order. */
export function readTeams(
  reader: Reader,
  assignmentIds: readonly string[],
): Promise<Map<string, AssignmentOfficer[]>> {
  return reader.beyond('team', async ({ em }) => {
    const members = await em.find(
      AssignmentOfficer,
      { assignment: { $in: [...assignmentIds] } },
      { orderBy: { place: 'asc' } },
    );
    return Map.groupBy(members, (member) => member.assignment);
  });
}
