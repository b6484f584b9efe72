import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { findDepartmentByCode } from '../../department/index.js';
import { enqueueJob } from '../../job/index.js';
import { endOfDayInShanghai } from '../../shared/day.js';
import { type PageArguments, pageById } from '../../shared/page.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { raiseAlarm } from '../change/alarm.service.js';
import { AlarmKind } from '../change/alarm.states.js';
import { closeMatterEvidence } from '../evidence/evidence.matter.js';
import { checkNamed } from '../evidence/evidence.named.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import { findAssignmentLocked } from '../inspection.service.js';
import { Transfer } from './transfer.entity.js';
import {
  TransferBeforeConfirmation,
  TransferNotFound,
  TransferRecipientWrong,
  TransferSentAlready,
} from './transfer.errors.js';
import type { AnswerTransferInput, SendTransferInput } from './transfer.input.js';
import { TransferState, transferTransitions } from './transfer.states.js';

const answerRule = 'transfer-answer';
export const unansweredJob = 'inspection.transfer-unanswered';

/** What the reader's departments sent and received, the newest first. */
export function pageTransfers(reader: Reader, state: TransferState | undefined, page: PageArguments) {
  return pageById(page, (key, limit) =>
    reader.em.find(Transfer, { ...key, ...(state ? { state } : {}) }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** Whom a transfer is for: a department of this system, or somebody outside it. */
async function findRecipient(unit: Unit, assignment: Assignment, input: SendTransferInput) {
  const { departmentCode, recipientName } = input;
  if (Boolean(departmentCode) === Boolean(recipientName)) return new TransferRecipientWrong();
  if (recipientName) return { id: null, name: recipientName };
  const found = await findDepartmentByCode(unit, departmentCode ?? '');
  const isOther = found && found.id !== assignment.department;
  return isOther ? { id: found.id, name: found.name } : new TransferRecipientWrong();
}

/** A head sends what a confirmed visit found to whoever has the power, or has to know. */
export async function sendTransfer(unit: Unit, input: SendTransferInput) {
  const assignment = await findAssignmentLocked(unit, input.assignmentId);
  if (!assignment) return new AssignmentNotFound();
  if (assignment.state !== AssignmentState.CONFIRMED) return new TransferBeforeConfirmation();
  const recipient = await findRecipient(unit, assignment, input);
  if (isRefusal(recipient)) return recipient;
  const { department } = assignment;
  const sent = { department, documentNo: input.documentNo, recipientName: recipient.name };
  if ((await unit.em.count(Transfer, sent)) > 0) return new TransferSentAlready();
  const id = unit.newId();
  const transfer: Transfer = {
    ...{ id, ...sent, recipient: recipient.id, kind: input.kind, assignment: assignment.id },
    ...{ targetRealId: assignment.targetRealId, targetName: assignment.targetName },
    ...{ statement: input.statement, state: TransferState.SENT },
    ...{ sentById: unit.actor.accountId ?? id, sentAt: unit.now },
    ...{ answeredById: null, answeredAt: null, answer: null },
    ...{ answerEvidence: null, answerEvidenceIds: null, answerKeptElsewhere: null },
  };
  await unit.em.insert(Transfer, transfer);
  const subject = { kind: 'transfer', id } as const;
  const { dueOn } = await fixDeadline(
    unit,
    { code: answerRule, fromOn: unit.today },
    { ...subject, departmentId: recipient.id ?? department },
  );
  await enqueueJob(unit, {
    kind: unansweredJob,
    key: id,
    dueAt: new Date(endOfDayInShanghai(dueOn).getTime() + 1),
    payload: { transferId: id },
  });
  await recordEvent(unit, 'transfer.sent', subject, { kind: input.kind, dueOn });
  return { __typename: 'TransferSent' as const, transfer };
}

/** What waits for an answer, for the department that is to give it; the sender enters that of somebody outside. */
async function findAnswerable(unit: Unit, id: string) {
  const transfer = await unit.em.findOne(
    Transfer,
    { id, state: TransferState.SENT },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!transfer) return new TransferNotFound();
  const answering = transfer.recipient ?? transfer.department;
  return answering === unit.actor.departmentId ? transfer : new TransferNotFound();
}

async function answer(unit: Unit, input: AnswerTransferInput, transition: keyof typeof transferTransitions) {
  const transfer = await findAnswerable(unit, input.id);
  if (isRefusal(transfer)) return transfer;
  const named = await checkNamed(unit, { id: transfer.id, assignmentId: transfer.assignment }, input);
  if (isRefusal(named)) return named;
  const changes = {
    ...{ answerEvidence: named.evidence, answerEvidenceIds: named.evidenceIds },
    answerKeptElsewhere: named.keptElsewhere,
    ...{ state: transferTransitions[transition].to, answer: input.answer },
    ...{ answeredById: unit.actor.accountId ?? null, answeredAt: unit.now },
  };
  await unit.em.nativeUpdate(Transfer, { id: transfer.id }, changes);
  await closeMatterEvidence(unit, transfer.id);
  await recordEvent(unit, 'transfer.answered', { kind: 'transfer', id: input.id }, { state: changes.state });
  return Object.assign(transfer, changes);
}

/** The recipient takes it on. */
export async function acknowledgeTransfer(unit: Unit, input: AnswerTransferInput) {
  const transfer = await answer(unit, input, 'acknowledge');
  return isRefusal(transfer) ? transfer : { __typename: 'TransferAcknowledged' as const, transfer };
}

/** The recipient declines, and says why: the sender sends it to whoever has the power. */
export async function declineTransfer(unit: Unit, input: AnswerTransferInput) {
  const transfer = await answer(unit, input, 'decline');
  return isRefusal(transfer) ? transfer : { __typename: 'TransferDeclined' as const, transfer };
}

/** No answer in time: an alarm for the sender. Running it again changes nothing. */
export async function alarmUnanswered(unit: Unit, id: string): Promise<void> {
  const transfer = await unit.em.findOne(Transfer, { id, state: TransferState.SENT });
  if (!transfer) return;
  const { department } = transfer;
  await raiseAlarm(unit, { department, kind: AlarmKind.TRANSFER_UNANSWERED, subjectKey: id });
}
