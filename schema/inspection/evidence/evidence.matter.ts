import { LockMode } from '@mikro-orm/core';
import { beginTerm } from '../../personal/index.js';
import { letIn } from '../../shared/allow.js';
import { Role } from '../../shared/roles.js';
import type { Unit } from '../../shared/unit.js';
import { AssignmentOfficer } from '../assignment.entity.js';
import { InspectionAlarm } from '../change/alarm.entity.js';
import { AlarmKind, alarmTransitions } from '../change/alarm.states.js';
import { ChangeRequest } from '../change/change.entity.js';
import { Rectification } from '../rectification/rectification.entity.js';
import { rectificationTransitions } from '../rectification/rectification.states.js';
import { SecondReview } from '../second-review/second-review.entity.js';
import { Transfer } from '../transfer/transfer.entity.js';
import { TransferState } from '../transfer/transfer.states.js';
import { Evidence } from './evidence.entity.js';
import { MatterClosed, MatterNotFound } from './evidence.errors.js';
import { EvidenceKind, type MatterKind } from './evidence.kinds.js';

/** A matter that follows a visit, as far as its evidence is concerned. */
interface Matter {
  readonly assignment: string;
  readonly isOpen: boolean;
  /** Whose people handle it. */
  readonly departments: readonly string[];
  /** In which of their posts. */
  readonly roles: readonly Role[];
  /** The team of the visit handles it, too. */
  readonly isTeams: boolean;
}

/** Who may send evidence of each kind; officers of the team are inspectors. */
export const matterRoles: Readonly<Record<MatterKind, readonly Role[]>> = {
  RECTIFICATION: [Role.INSPECTOR, Role.APPROVER],
  TRANSFER: [Role.INSPECTOR, Role.APPROVER],
  ALARM: [Role.APPROVER],
};

const underLock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;

async function findRectification({ em }: Unit, id: string): Promise<Matter | undefined> {
  const found = await em.findOne(Rectification, { id }, underLock);
  if (!found) return undefined;
  const { pass, escalate, report } = rectificationTransitions;
  const open: readonly string[] = [...report.from, ...pass.from, ...escalate.from];
  return {
    ...{ assignment: found.assignment, isOpen: open.includes(found.state), isTeams: true },
    ...{ departments: [found.department], roles: matterRoles.RECTIFICATION },
  };
}

async function findTransfer({ em }: Unit, id: string): Promise<Matter | undefined> {
  const found = await em.findOne(Transfer, { id }, underLock);
  if (!found) return undefined;
  const { department, recipient, assignment, state } = found;
  const isOpen = state === TransferState.SENT;
  const departments = recipient ? [department, recipient] : [department];
  return { assignment, isOpen, departments, roles: [Role.APPROVER], isTeams: true };
}

/** An alarm on a rate of a team or an area is of no one visit, and its evidence is kept elsewhere. */
async function findAlarm(unit: Unit, id: string): Promise<Matter | undefined> {
  const found = await unit.em.findOne(InspectionAlarm, { id }, underLock);
  const assignment = found && (await findAssignmentOf(unit, found));
  if (!found || !assignment) return undefined;
  const isOpen = (alarmTransitions.settle.from as readonly string[]).includes(found.state);
  return { assignment, isOpen, departments: [found.department], roles: matterRoles.ALARM, isTeams: false };
}

/** The visit that an alarm is about, if it is about one. */
export async function findAssignmentOf(
  { em }: Pick<Unit, 'em'>,
  { change, kind, subjectKey }: InspectionAlarm,
): Promise<string | undefined> {
  const [id = ''] = subjectKey.split(' ');
  const where = { id: change ?? id };
  const once = { disableIdentityMap: true } as const;
  if (change) return (await em.findOne(ChangeRequest, where, once))?.assignment ?? undefined;
  switch (kind) {
    case AlarmKind.RECTIFICATION_OVERDUE:
      return (await em.findOne(Rectification, where, once))?.assignment;
    case AlarmKind.TRANSFER_UNANSWERED:
      return (await em.findOne(Transfer, where, once))?.assignment;
    case AlarmKind.SECOND_REVIEW_DIFFERS:
      return (await em.findOne(SecondReview, where, once))?.assignment;
    default:
      return undefined;
  }
}

const finders: Readonly<Record<MatterKind, (unit: Unit, id: string) => Promise<Matter | undefined>>> = {
  [EvidenceKind.RECTIFICATION]: findRectification,
  [EvidenceKind.TRANSFER]: findTransfer,
  [EvidenceKind.ALARM]: findAlarm,
};

/** Whether the actor may add to an open matter of this visit. Called past the scope, with the row of the visit locked. */
export async function judgeMatter(
  wide: Unit,
  assignmentId: string,
  kind: MatterKind,
  matterId: string,
): Promise<undefined | MatterNotFound | MatterClosed> {
  const matter = await finders[kind](wide, matterId);
  if (!matter || matter.assignment !== assignmentId) return new MatterNotFound();
  if (!(await handles(wide, assignmentId, matter))) return new MatterNotFound();
  return matter.isOpen ? undefined : new MatterClosed();
}

async function handles(
  { em, actor }: Unit,
  assignment: string,
  { departments, roles, isTeams }: Matter,
): Promise<boolean> {
  const { roles: held = [], scope } = letIn(actor, roles, 'act');
  const isTheirs =
    held.some((role) => roles.includes(role)) && (!scope || departments.some((one) => scope.includes(one)));
  if (isTheirs || !isTeams || !actor.inspectorId) return isTheirs;
  const member = { assignment, inspectorId: actor.inspectorId, isExpert: false };
  return (await em.count(AssignmentOfficer, member)) > 0;
}

/** The matter is closed: from this day on the terms of its evidence run. */
export async function closeMatterEvidence(unit: Unit, matterId: string): Promise<void> {
  await unit.beyond('team', async (wide) => {
    const pieces = await wide.em.find(
      Evidence,
      { matterId },
      { fields: ['personal'], orderBy: { id: 'asc' }, disableIdentityMap: true },
    );
    for (const { personal } of pieces) await beginTerm(wide, personal, unit.today);
  });
}
