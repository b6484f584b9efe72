import { type Decision, DecisionKind, findDecision, WithdrawalGround } from '../decision/index.js';
import type { Unit } from '../shared/unit.js';
import { findDecisionVersions } from './decision.prepare.js';
import { endRecord } from './end-record.js';
import { PublicationState, PublicEndGround } from './publication.states.js';

const words: Readonly<Record<WithdrawalGround, string>> = {
  [WithdrawalGround.CHANGED]: '被依法变更',
  [WithdrawalGround.REVOKED]: '被依法撤销',
  [WithdrawalGround.UNLAWFUL]: '被确认违法',
};

/** Of a penalty the public is told what was withdrawn, and by which document (penalty law Art. 48). */
function noteOf({ kind, state, partyName, documentNo, withdrawalNo }: Decision) {
  if (kind !== DecisionKind.PENALTY) return undefined;
  const ground = words[state as unknown as WithdrawalGround];
  return {
    text: `对${partyName}作出的行政处罚决定（${documentNo}）${ground}（${withdrawalNo}），公示信息已撤回。`,
  };
}

const endable: readonly PublicationState[] = [
  PublicationState.DUE,
  PublicationState.QUEUED,
  PublicationState.PUBLISHED,
];

/** A decision does not hold any more: nothing of it is public, or will be. Running it again changes nothing. */
export async function endWithdrawn(unit: Unit, decisionId: string): Promise<void> {
  const decision = await findDecision(unit, decisionId);
  if (!decision) throw new Error('a decision that was withdrawn is not there');
  const versions = await findDecisionVersions(unit, decisionId);
  for (const one of versions.filter(({ state }) => endable.includes(state))) {
    await endRecord(unit, one, PublicEndGround.WITHDRAWN, noteOf(decision));
  }
}
