import { recordEvent } from '../../audit/index.js';
import { Campaign } from '../../plan/index.js';
import type { Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentNotFound, AssignmentStateWrong } from '../inspection.errors.js';
import { findTeamAssignment } from '../inspection.service.js';
import { VisitNotification } from './notification.entity.js';
import {
  NotifiedBefore,
  NotifiedInFuture,
  NotifiedTooEarly,
  VisitUnannounced,
} from './notification.errors.js';
import { NotificationKind, type NotificationWay } from './notification.states.js';

/** What is noted of a party's notification. */
export interface NotificationDraft {
  readonly assignmentId: string;
  readonly kind: NotificationKind;
  readonly way: NotificationWay;
  readonly notifiedAt: Date;
  readonly paperId?: string | null;
}

const { ASSIGNED, RECORDED, SUBMITTED, RETURNED, CONFIRMED } = AssignmentState;

/** Beforehand is before the visit; that somebody was told on arrival may be noted until all is over. */
const open: Readonly<Record<NotificationKind, readonly AssignmentState[]>> = {
  BEFOREHAND: [ASSIGNED],
  ON_ARRIVAL: [ASSIGNED, RECORDED, SUBMITTED, RETURNED, CONFIRMED],
};

/**
 * Notes that the party was notified of its visit: somebody of the team, or the head of the department. Of an unannounced
 * campaign nobody is told beforehand, and of none before the team itself sees its target.
 */
export async function noteNotification(unit: Unit, draft: NotificationDraft) {
  const within = (await unit.em.count(Assignment, { id: draft.assignmentId })) > 0;
  return unit.beyond('team', (wide) => noteWithin(wide, draft, within));
}

async function noteWithin(unit: Unit, draft: NotificationDraft, within: boolean) {
  const assignment = await findTeamAssignment(unit, draft.assignmentId, within);
  if (!assignment) return new AssignmentNotFound();
  const fault = await findFault(unit, assignment, draft);
  if (fault) return fault;
  const { kind, way, notifiedAt, paperId } = draft;
  const notification: VisitNotification = {
    ...{ id: unit.newId(), assignment: assignment.id, kind, way, notifiedAt, paperId: paperId ?? null },
    ...{ notedAt: unit.now, notedById: unit.actor.accountId ?? assignment.id },
  };
  await unit.em.insert(VisitNotification, notification);
  const subject = { kind: 'assignment', id: assignment.id };
  await recordEvent(unit, 'assignment.party-notified', subject, { kind });
  return { __typename: 'NotificationNoted' as const, assignmentId: assignment.id, notification };
}

async function findFault(unit: Unit, assignment: Assignment, { kind, notifiedAt }: NotificationDraft) {
  const { visibleAt, state, campaign } = assignment;
  if (unit.now < visibleAt) return new NotifiedTooEarly(visibleAt);
  const { isAnnounced } = await unit.em.findOneOrFail(Campaign, { id: campaign });
  if (kind === NotificationKind.BEFOREHAND && !isAnnounced) return new VisitUnannounced();
  if (!open[kind].includes(state)) return new AssignmentStateWrong(state, open[kind]);
  if (notifiedAt > unit.now) return new NotifiedInFuture();
  if (notifiedAt < visibleAt) return new NotifiedTooEarly(visibleAt);
  const before = await unit.em.findOne(VisitNotification, { assignment: assignment.id, kind });
  return before ? new NotifiedBefore(before.notifiedAt) : undefined;
}
