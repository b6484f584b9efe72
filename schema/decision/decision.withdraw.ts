import { recordEvent } from '../audit/index.js';
import { fixDeadlines } from '../calendar/index.js';
import { beginTerm } from '../personal/index.js';
import { underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import { findStandingDecision } from './decision.correct.js';
import { Decision, DecisionVersion } from './decision.entity.js';
import { WithdrawalDayInvalid } from './decision.errors.js';
import { enqueueDecisions } from './decision.jobs.js';
import { DecisionKind, type WithdrawalGround, withdrawals } from './decision.states.js';

/** Three working days from the document that changed a penalty, revoked it or found it unlawful (domain-rules §4). */
export const withdrawalRule = 'penalty-withdrawal';

/** Why a decision does not hold any more, and by which document. */
export interface Withdrawal {
  readonly id: string;
  readonly ground: WithdrawalGround;
  readonly documentNo: string;
  readonly withdrawnOn: string;
  readonly reason: string;
}

async function deadlineOf(
  unit: Unit,
  { id, kind, department }: Decision,
  fromOn: string,
): Promise<string | null> {
  if (kind !== DecisionKind.PENALTY) return null;
  const rule = { code: withdrawalRule, subjectKind: 'decisionWithdrawal', departmentId: department } as const;
  const fixed = await fixDeadlines(unit, rule, [{ subjectId: id, fromOn }]);
  return fixed.get(id)?.id ?? null;
}

/** Withdraws a decision for a ground; it and all its versions stay, and so does its number. */
export async function withdrawDecision(unit: Unit, withdrawal: Withdrawal) {
  const decision = await findStandingDecision(unit, withdrawal.id);
  if (isRefusal(decision)) return decision;
  const { ground, withdrawnOn, documentNo, reason } = withdrawal;
  if (withdrawnOn > unit.today || withdrawnOn < decision.decidedOn) return new WithdrawalDayInvalid();
  const change = {
    ...{ state: withdrawals[ground].to, withdrawnOn, withdrawalNo: documentNo, withdrawalReason: reason },
    ...{ withdrawnAt: unit.now, withdrawnById: unit.actor.accountId ?? null },
    withdrawalDeadlineId: await deadlineOf(unit, decision, withdrawnOn),
  };
  await unit.em.nativeUpdate(Decision, { id: decision.id }, change);
  await enqueueDecisions(unit, 'withdrawn', [decision]);
  const versions = await unit.em.find(
    DecisionVersion,
    { decision: decision.id, personalRecordId: { $ne: null } },
    { fields: ['personalRecordId'], disableIdentityMap: true },
  );
  for (const { personalRecordId } of versions) {
    if (personalRecordId) await beginTerm(unit, personalRecordId, withdrawnOn);
  }
  await recordEvent(
    unit,
    'decision.withdrawn',
    { kind: 'decision', id: decision.id },
    { ground, documentNo, ...underArrangement(unit.actor, decision.department) },
  );
  return { __typename: 'DecisionWithdrawn' as const, decision: Object.assign(decision, change) };
}
