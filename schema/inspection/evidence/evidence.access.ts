import { letIn } from '../../shared/allow.js';
import { Role } from '../../shared/roles.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { type Assignment, AssignmentOfficer } from '../assignment.entity.js';
import { closedStates } from '../assignment.states.js';
import { AssignmentNotFound, NotOnTeam } from '../inspection.errors.js';
import { findAssignmentLocked } from '../inspection.service.js';
import { EvidenceClosed, type MatterClosed, MatterNotFound } from './evidence.errors.js';
import { type EvidenceKind, isOfMatter } from './evidence.kinds.js';
import { judgeMatter } from './evidence.matter.js';

/** Who judges evidence itself, and so may see the file as it was taken, with place and time. */
export const originalReaders = [Role.APPROVER, Role.SUPERVISION, Role.AUDITOR] as const;

/** Who may see evidence at all; officers only that of their own teams. */
export const evidenceReaders = [...originalReaders, Role.REVIEWER, Role.INSPECTOR] as const;

/** How much somebody sees of a visit's evidence: pictures without what the camera wrote into them, or everything. */
export type Sight = 'PICTURES' | 'ORIGINALS';

/** Whether a post of the actor's that has one of these roles reaches a department. */
function reaches({ actor }: Reader, roles: readonly Role[], department: string): boolean {
  const { roles: held = [], scope } = letIn(actor, roles, 'look');
  return held.some((role) => roles.includes(role)) && (scope?.includes(department) ?? true);
}

interface Found {
  readonly department: string;
  readonly onTeam: boolean;
}

/** What an assignment's evidence shows the actor; nothing where it is not theirs or not yet time. */
export function findSight(reader: Reader, assignmentId: string): Promise<Sight | undefined> {
  return reader.beyond('team', async ({ em, now, actor }) => {
    const [found] = await em.execute<Found[]>(
      `select assignment.department_id as department, exists (select from assignment_officer member
           where member.assignment_id = assignment.id and member.inspector_id = ?::uuid) as "onTeam"
         from assignment where assignment.id = ?::uuid and assignment.visible_at <= ?::timestamptz`,
      [actor.inspectorId ?? null, assignmentId, now.toISOString()],
    );
    if (!found) return undefined;
    if (reaches(reader, originalReaders, found.department)) return 'ORIGINALS';
    return found.onTeam || reaches(reader, [Role.REVIEWER], found.department) ? 'PICTURES' : undefined;
  });
}

/** What evidence is added to: a visit, or a matter that follows it. */
export interface EvidencePlace {
  readonly assignmentId: string;
  readonly kind: EvidenceKind;
  readonly matterId: string | null;
}

/** The visit to whose evidence the actor may add, or to that of an open matter that follows it; locked. */
export async function findPlace(
  wide: Unit,
  { assignmentId, kind, matterId }: EvidencePlace,
): Promise<Assignment | AssignmentNotFound | NotOnTeam | EvidenceClosed | MatterNotFound | MatterClosed> {
  if (!isOfMatter(kind)) return findOpenVisit(wide, assignmentId);
  const assignment = await findAssignmentLocked(wide, assignmentId);
  if (!assignment || !matterId) return new MatterNotFound();
  return (await judgeMatter(wide, assignmentId, kind, matterId)) ?? assignment;
}

/** The visit to whose evidence the acting officer may add: one of their team's, from the time the team sees it on. */
export async function findOpenVisit(
  wide: Unit,
  assignmentId: string,
): Promise<Assignment | AssignmentNotFound | NotOnTeam | EvidenceClosed> {
  const { inspectorId } = wide.actor;
  const assignment = await findAssignmentLocked(wide, assignmentId);
  if (!assignment || !inspectorId || assignment.visibleAt > wide.now) return new AssignmentNotFound();
  const member = await wide.em.findOne(AssignmentOfficer, { assignment: assignment.id, inspectorId });
  if (!member) return new AssignmentNotFound();
  if (member.isExpert) return new NotOnTeam();
  return closedStates.includes(assignment.state) ? new EvidenceClosed() : assignment;
}
