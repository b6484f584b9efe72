import { LockMode } from '@mikro-orm/core';
import { Account, actorOf, Part, readPeople } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { enqueueJob } from '../../job/index.js';
import { arrangementIn, underArrangement } from '../../shared/allow.js';
import { dayInShanghai, endOfDayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import { Role } from '../../shared/roles.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { raiseAlarm } from './alarm.service.js';
import { AlarmKind } from './alarm.states.js';
import { carryOut } from './change.carry-out.js';
import { ChangeRequest } from './change.entity.js';
import {
  ChangeByOwnApprover,
  ChangeNotFound,
  ChangeStateWrong,
  GrantTimeWrong,
  HeadNotFound,
  NotTheGrantor,
  NotTheRequester,
} from './change.errors.js';
import { settleStatement } from './change.statement.js';
import { ChangeState, type ChangeTransition, changeTransitions } from './change.states.js';

/** One working day, of the day on which they spoke. */
const confirmationRule = 'oral-grant-confirmation';
export const unconfirmedJob = 'inspection.unconfirmed-change';

/** Somebody who decides: by the account, as an inspector, and by the arrangement under which they act. */
interface Person {
  readonly accountId: string;
  readonly inspectorId?: string;
  readonly arrangementId?: string | null;
}

/** The request under lock, where a transition is open to it. */
async function findMovable(unit: Unit, id: string, transition: ChangeTransition) {
  const change = await unit.em.findOne(
    ChangeRequest,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!change) return new ChangeNotFound();
  const { from } = changeTransitions[transition];
  if (!(from as readonly ChangeState[]).includes(change.state)) {
    return new ChangeStateWrong(change.state, from);
  }
  return change;
}

async function move(
  unit: Unit,
  change: ChangeRequest,
  transition: ChangeTransition,
  columns: Partial<ChangeRequest>,
): Promise<ChangeRequest> {
  const changes = { ...columns, state: changeTransitions[transition].to };
  await unit.em.nativeUpdate(ChangeRequest, { id: change.id }, changes);
  if (changes.state !== ChangeState.GRANTED) await settleStatement(unit, change);
  return Object.assign(change, changes);
}

/** Who decides is not who asked, in whatever stead, nor the officer whom it is about. */
async function isInvolved(reader: Reader, change: ChangeRequest, person: Person): Promise<boolean> {
  const deed = { part: Part.APPROVE, ...person };
  const asked = {
    part: Part.DRAFT,
    accountId: change.requestedById,
    arrangementId: change.requestedUnderId,
  };
  const concerned = { part: Part.INSPECT, inspectorId: change.inspectorId };
  const people = await readPeople(reader, [deed, asked, concerned]);
  return people.areOne(deed, asked) || (change.inspectorId != null && people.areOne(deed, concerned));
}

function deciding({ actor, now }: Unit, { department }: ChangeRequest) {
  return {
    decidedById: actor.accountId ?? null,
    decidedUnderId: arrangementIn(actor, department) ?? null,
    decidedAt: now,
  };
}

function actingPerson({ actor }: Unit, { department }: ChangeRequest): Person {
  const { accountId = '', inspectorId } = actor;
  return { accountId, inspectorId, arrangementId: arrangementIn(actor, department) };
}

/** Approves a change, and has it carried out in the same step: all of it, or a refusal. */
export async function approveChange(unit: Unit, id: string) {
  const change = await findMovable(unit, id, 'approve');
  if (isRefusal(change)) return change;
  const approver = actingPerson(unit, change);
  if (await isInvolved(unit, change, approver)) return new ChangeByOwnApprover();
  const done = await carryOut(unit, change, approver.accountId);
  if (isRefusal(done)) return done;
  const approved = await move(unit, change, 'approve', { ...done, ...deciding(unit, change) });
  await tell(unit, 'change.approved', approved);
  return { __typename: 'ChangeApproved' as const, change: approved };
}

/** Refuses a change, with a reason; what was asked for may be asked for again. */
export async function refuseChange(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const change = await findMovable(unit, input.id, 'refuse');
  if (isRefusal(change)) return change;
  if (await isInvolved(unit, change, actingPerson(unit, change))) return new ChangeByOwnApprover();
  const columns = { ...deciding(unit, change), refusedFor: input.reason };
  const refused = await move(unit, change, 'refuse', columns);
  await tell(unit, 'change.refused', refused);
  return { __typename: 'ChangeRefused' as const, change: refused };
}

/** Whoever asked takes it back. */
export async function withdrawChange(unit: Unit, id: string) {
  return unit.beyond('team', async (wide) => {
    const fault = await findOwnFault(unit, wide, id);
    if (fault) return fault;
    const change = await findMovable(wide, id, 'withdraw');
    if (isRefusal(change)) return change;
    const withdrawn = await move(wide, change, 'withdraw', { decidedAt: wide.now });
    await tell(wide, 'change.withdrawn', withdrawn);
    return { __typename: 'ChangeWithdrawn' as const, change: withdrawn };
  });
}

/** What the actor asked for is found in whatever department; of others' they learn no more than that it is not theirs. */
async function findOwnFault(unit: Unit, wide: Unit, id: string) {
  const { accountId, departmentId } = unit.actor;
  if ((await wide.em.count(ChangeRequest, { id, requestedById: accountId })) > 0) return undefined;
  const sees = await wide.em.count(ChangeRequest, { id, department: departmentId });
  return sees > 0 ? new NotTheRequester() : new ChangeNotFound();
}

/** What the head granted by phone. */
export interface GrantDraft {
  readonly id: string;
  /** The username of the head. */
  readonly grantedBy: string;
  readonly grantedAt: Date;
}

/**
 * Enters that the head granted a change by phone: it is carried out at once, in the head's name, and to be confirmed by
 * the head within one working day. Whoever asked may enter it: they are the ones who phone.
 */
export async function enterOralGrant(unit: Unit, draft: GrantDraft) {
  return unit.beyond('team', async (wide) => {
    const fault = await findOwnFault(unit, wide, draft.id);
    if (fault) return fault;
    const change = await findMovable(wide, draft.id, 'grant');
    if (isRefusal(change)) return change;
    const head = await findHead(wide, change, draft.grantedBy);
    if (isRefusal(head)) return head;
    if (await isInvolved(wide, change, head)) return new ChangeByOwnApprover();
    if (draft.grantedAt > wide.now || draft.grantedAt < (await madeAt(wide, change)))
      return new GrantTimeWrong();
    const done = await carryOut(wide, change, head.accountId);
    if (isRefusal(done)) return done;
    const granted = await move(wide, change, 'grant', {
      ...done,
      grantedById: head.accountId,
      grantedAt: draft.grantedAt,
    });
    await awaitConfirmation(wide, granted, draft.grantedAt);
    return { __typename: 'ChangeGranted' as const, change: granted };
  });
}

/** The head who is said to have granted it: an approver of the department today. */
async function findHead(unit: Unit, { department }: ChangeRequest, username: string) {
  const account = await unit.em.findOne(Account, { username, active: true });
  const head = account && (await actorOf(unit, account));
  const post = head?.posts?.find(
    ({ roles, departments, actsIn = departments }) =>
      roles.includes(Role.APPROVER) && actsIn?.includes(department),
  );
  return account && post ? { accountId: account.id, arrangementId: post.arrangementId } : new HeadNotFound();
}

async function madeAt(reader: Reader, { assignment, requestedAt }: ChangeRequest): Promise<Date> {
  if (!assignment) return requestedAt;
  return (await reader.em.findOneOrFail(Assignment, { id: assignment })).createdAt;
}

async function awaitConfirmation(unit: Unit, change: ChangeRequest, grantedAt: Date): Promise<void> {
  const subject = { kind: 'change', id: change.id } as const;
  const rule = { code: confirmationRule, fromOn: dayInShanghai(grantedAt) };
  const { dueOn } = await fixDeadline(unit, rule, { ...subject, departmentId: change.department });
  await enqueueJob(unit, {
    kind: unconfirmedJob,
    key: change.id,
    dueAt: new Date(endOfDayInShanghai(dueOn).getTime() + 1),
    payload: { changeId: change.id },
  });
  await recordEvent(unit, 'change.granted', subject, { kind: change.kind, dueOn });
}

/** What was granted by phone, for whoever granted it, or acts in their stead. */
async function findGranted(unit: Unit, id: string, transition: 'confirm' | 'disown') {
  const change = await findMovable(unit, id, transition);
  if (isRefusal(change)) return change;
  const deed = { part: Part.APPROVE, ...actingPerson(unit, change) };
  const grant = { part: Part.APPROVE, accountId: change.grantedById };
  const people = await readPeople(unit, [deed, grant]);
  return people.areOne(deed, grant) ? change : new NotTheGrantor();
}

/** The head confirms what they granted by phone; a late confirmation is taken, and the alarm on it stands. */
export async function confirmChange(unit: Unit, id: string) {
  const change = await findGranted(unit, id, 'confirm');
  if (isRefusal(change)) return change;
  const confirmed = await move(unit, change, 'confirm', deciding(unit, change));
  await tell(unit, 'change.confirmed', confirmed);
  return { __typename: 'ChangeConfirmed' as const, change: confirmed };
}

/** The head says that it was never granted: what was carried out stays on record, and an alarm is raised. */
export async function disownChange(unit: Unit, input: { readonly id: string; readonly reason: string }) {
  const change = await findGranted(unit, input.id, 'disown');
  if (isRefusal(change)) return change;
  const columns = { ...deciding(unit, change), refusedFor: input.reason };
  const disowned = await move(unit, change, 'disown', columns);
  await tell(unit, 'change.disowned', disowned);
  await raiseAlarm(unit, {
    department: change.department,
    kind: AlarmKind.GRANT_DISOWNED,
    subjectKey: change.id,
    changeId: change.id,
  });
  return { __typename: 'ChangeDisowned' as const, change: disowned };
}

type Told = `change.${'approved' | 'refused' | 'withdrawn' | 'confirmed' | 'disowned'}`;

function tell(unit: Unit, event: Told, { id, kind, department, changedCount, failedCount }: ChangeRequest) {
  const counts = changedCount == null ? {} : { postponedCount: changedCount, failedCount };
  const told = { kind, ...counts, ...underArrangement(unit.actor, department) };
  return recordEvent(unit, event, { kind: 'change', id }, told);
}

/** Raises an alarm where a grant by phone was not confirmed in time. */
export async function alarmUnconfirmed(unit: Unit, changeId: string): Promise<void> {
  const change = await unit.em.findOneOrFail(ChangeRequest, { id: changeId });
  if (change.state !== ChangeState.GRANTED) return;
  await raiseAlarm(unit, {
    department: change.department,
    kind: AlarmKind.GRANT_UNCONFIRMED,
    subjectKey: change.id,
    changeId,
    ownerId: change.grantedById,
  });
}
