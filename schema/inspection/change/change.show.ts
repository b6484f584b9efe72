import { Deadline } from '../../calendar/index.js';
import type { Context } from '../../shared/context.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Reader } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { showAssignment } from '../inspection.show.js';
import { ChangeOutcome, ChangeRequest } from './change.entity.js';
import { Obstacle } from './change.obstacle.js';
import type { ChangeKind, ChangeState } from './change.states.js';

/** Changes of the reader's departments, the newest first. */
export function pageChanges(
  reader: Reader,
  asked: { readonly state?: ChangeState; readonly kind?: ChangeKind },
  page: PageArguments,
) {
  const { state, kind } = asked;
  return pageById(page, (key, limit) =>
    reader.em.find(
      ChangeRequest,
      { ...key, ...(state ? { state } : {}), ...(kind ? { kind } : {}) },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}

/** What the acting account asked for, of whatever department, the newest first. */
export function pageOwnChanges(reader: Reader, page: PageArguments) {
  const { accountId } = reader.actor;
  return reader.beyond('team', ({ em }) =>
    pageById(page, async (key, limit) =>
      accountId
        ? em.find(ChangeRequest, { ...key, requestedById: accountId }, { orderBy: { id: 'desc' }, limit })
        : [],
    ),
  );
}

/** What became of many visits, those that could not be moved alone where that is asked. */
export function pageOutcomes(reader: Reader, changeId: string, failed: boolean, page: PageArguments) {
  return pageById(page, async (key, limit) => {
    if (!(await reader.em.findOne(ChangeRequest, { id: changeId }))) return [];
    const where = { ...key, change: changeId, ...(failed ? { isDone: false } : {}) };
    return reader.em.find(ChangeOutcome, where, { orderBy: { id: 'desc' }, limit });
  });
}

/** Who decides, or watches over it. */
const told: readonly Role[] = [Role.APPROVER, Role.AUDITOR, Role.SUPERVISION];

/** Who decides is told which officer could not go, and nobody which of the grounds it is; a colleague not even who. */
export function showObstacles({ actor }: Context, { obstacles }: ChangeOutcome): Obstacle[] {
  const isTold = actor.roles?.some((role) => told.includes(role));
  return obstacles.map((one) => new Obstacle(isTold ? one : { kind: one.kind }));
}

/** Until when a grant by phone is to be confirmed. */
export async function showConfirmBy(context: Context, { id, grantedAt }: ChangeRequest) {
  if (!grantedAt) return null;
  const deadlines = await context.loadBy(Deadline, 'subjectId', id);
  return deadlines.find(({ subjectKind }) => subjectKind === 'change') ?? null;
}

/** The assignment of a change, in the reader's departments and once its time has come. */
export async function showChangedAssignment(context: Context, assignmentId: string | null | undefined) {
  const assignment = assignmentId ? await context.load(Assignment, assignmentId) : null;
  if (!assignment || assignment.visibleAt > context.now) return null;
  return showAssignment(context, assignment);
}
