import { settled, type VisitState } from '../../../scheduler/visit/index.js';
import type { Context } from '../../shared/context.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { Role } from '../../shared/roles.js';
import type { Reader } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { readTeams } from '../inspection.read.js';
import { showAssignment } from '../inspection.show.js';
import { type Findings, findingsOf } from './findings.js';
import { listGaps, listUnsigned } from './visit.completeness.js';
import { type VisitGap, VisitGapKind } from './visit.errors.js';
import { readPieces, type VisitPiece } from './visit.evidence.js';
import { foldEvents } from './visit.fold.js';
import { readMatters } from './visit.scene.js';
import { RefusedVisitEvent, VisitEvent } from './visit-event.entity.js';

/** A visit as those see it who made it, review it or oversee it. */
export interface ShownVisit {
  readonly assignmentId: string;
  readonly state: VisitState;
  readonly findings: Findings;
  readonly pieces: readonly VisitPiece[];
  readonly gaps: readonly VisitGap[];
  readonly events: readonly VisitEvent[];
}

const wide: readonly Role[] = [Role.REVIEWER, Role.APPROVER, Role.SUPERVISION, Role.AUDITOR];

/** The assignment, where the actor is of its team and its time has come, or reviews or oversees its department. */
async function findShown(context: Context, id: string): Promise<Assignment | null> {
  const { actor, now } = context;
  const byPost = actor.roles?.some((role) => wide.includes(role))
    ? await context.em.findOne(Assignment, { id })
    : null;
  if (byPost && byPost.visibleAt <= now) return byPost;
  return context.beyond('team', async (reader) => {
    const assignment = await reader.em.findOne(Assignment, { id });
    const team = assignment ? ((await readTeams(reader, [id])).get(id) ?? []) : [];
    const isTheirs = team.some(({ inspectorId }) => inspectorId === actor.inspectorId);
    return assignment && isTheirs && assignment.visibleAt <= now ? assignment : null;
  });
}

/** A visit with what it still lacks; that it was shown is written down first, as of its assignment. */
export async function showVisit(context: Context, assignmentId: string): Promise<ShownVisit | null> {
  const found = await findShown(context, assignmentId);
  if (!found) return null;
  const assignment = await showAssignment(context, found);
  return context.beyond('team', async (reader) => {
    const events = await reader.em.find(
      VisitEvent,
      { assignment: assignmentId },
      { orderBy: { happenedAt: 'asc', id: 'asc' }, disableIdentityMap: true },
    );
    const state = foldEvents(events);
    const { items, codes } = await readMatters(reader, assignment);
    const findings = findingsOf(items, state);
    const conclusion = settled(state.conclusion);
    const code = codes.find(
      (one) =>
        one.code === conclusion?.resultCode &&
        (!conclusion.resultSystem || conclusion.resultSystem === one.system),
    );
    const team = (await readTeams(reader, [assignmentId])).get(assignmentId) ?? [];
    const pieces = await readPieces(reader, assignmentId, state, events);
    const gaps = [
      ...(await listGaps(reader, { state, findings, pieces }, code)),
      ...(conclusion ? [] : [{ kind: VisitGapKind.CONCLUSION }]),
      ...listUnsigned(state, team),
    ];
    return { assignmentId, state, findings, pieces, gaps, events };
  });
}

/** Whose refused events the actor looks at: their own, or of the departments that they review or oversee. */
export function refusedOf({ actor }: Reader): { readonly accountId?: string } {
  return actor.roles?.some((role) => wide.includes(role)) ? {} : { accountId: actor.accountId ?? '' };
}

/** Events that were not taken and that nobody has looked at, the newest first: one's own, or of the departments one reviews. */
export function pageRefusedEvents(reader: Reader, page: PageArguments) {
  const which = { settledAt: null, ...refusedOf(reader) };
  return pageById(page, (key, limit) =>
    reader.em.find(RefusedVisitEvent, { $and: [key, which] }, { orderBy: { id: 'desc' }, limit }),
  );
}
