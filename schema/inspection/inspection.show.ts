import { Draw } from '../draw/index.js';
import { beforeShowing, ReadingWay } from '../personal/index.js';
import { DrawMode } from '../plan/index.js';
import type { Context } from '../shared/context.js';
import type { PageArguments } from '../shared/page.js';
import { Assignment } from './assignment.entity.js';
import { type AssignmentState, beforeRecordStates } from './assignment.states.js';
import { findSlip, pageAssignments, pageOwnAssignments } from './inspection.read.js';

/** Writes down which confidential targets somebody is shown before their visit, and only then lets them be shown. */
async function beforeShowingTargets(
  context: Context,
  assignments: readonly Assignment[],
  way: ReadingWay,
): Promise<void> {
  const waiting = assignments.filter(({ state }) => beforeRecordStates.includes(state));
  if (waiting.length === 0) return;
  const ids = [...new Set(waiting.map(({ draw }) => draw))];
  const where = { id: { $in: ids }, mode: DrawMode.CONFIDENTIAL };
  const confidential = await context.beyond('team', ({ em }) =>
    em.find(Draw, where, { fields: ['id'], disableIdentityMap: true }),
  );
  const isConfidential = new Set(confidential.map(({ id }) => id));
  await Promise.all(
    waiting
      .filter(({ draw }) => isConfidential.has(draw))
      .map(({ id, draw: drawId }) =>
        beforeShowing(context, { way, subject: { kind: 'assignment', id }, drawId }),
      ),
  );
}

/** The acting officer's assignments whose time has come. */
export async function showOwnAssignments(context: Context, page: PageArguments) {
  const own = await pageOwnAssignments(context, page);
  const shown = own.edges.map(({ node }) => node);
  await beforeShowingTargets(context, shown, ReadingWay.OWN_ASSIGNMENTS);
  return own;
}

/** Assignments of the department by state, for those who review or oversee. */
export async function showAssignments(context: Context, state: AssignmentState, page: PageArguments) {
  const assignments = await pageAssignments(context, state, page);
  const shown = assignments.edges.map(({ node }) => node);
  await beforeShowingTargets(context, shown, ReadingWay.ASSIGNMENTS);
  return assignments;
}

/** One assignment that was rightly found, for who decides on it. */
export async function showAssignment(context: Context, assignment: Assignment): Promise<Assignment> {
  await beforeShowingTargets(context, [assignment], ReadingWay.ASSIGNMENTS);
  return assignment;
}

/** The slip of the acting officer's team: it names the target. */
export async function showSlip(context: Context, assignmentId: string): Promise<string | null> {
  const slip = await findSlip(context, assignmentId);
  if (slip === null) return null;
  const assignment = await context.beyond('team', ({ em }) =>
    em.findOneOrFail(Assignment, { id: assignmentId }),
  );
  await beforeShowingTargets(context, [assignment], ReadingWay.SLIP);
  return slip;
}
