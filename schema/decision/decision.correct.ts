import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { fixDeadlines } from '../calendar/index.js';
import { PersonalRecord } from '../personal/index.js';
import { underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import type { ComparedDecision } from './decision.compare.js';
import { type DecisionGiven, originOf, prepareGiven } from './decision.enter.js';
import { Decision, DecisionVersion } from './decision.entity.js';
import {
  DecisionMoved,
  DecisionNotFound,
  DecisionUnchanged,
  DecisionWithdrawnBefore,
} from './decision.errors.js';
import { enqueueDecisions } from './decision.jobs.js';
import { type DecisionState, decisionTransitions } from './decision.states.js';
import { columnsOfRow, datedRule, versionRows } from './decision.write.js';

/** A decision as it should have been from the beginning. */
export interface DecisionCorrection extends Omit<DecisionGiven, 'kind'> {
  readonly id: string;
  /** The version that was seen. */
  readonly version: number;
  readonly reason: string;
}

/** A decision of the actor's departments, locked, that may still be corrected or withdrawn. */
export async function findStandingDecision(
  unit: Unit,
  id: string,
): Promise<Decision | DecisionNotFound | DecisionWithdrawnBefore> {
  const decision = await unit.em.findOne(
    Decision,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (!decision) return new DecisionNotFound();
  const from: readonly DecisionState[] = decisionTransitions.correct.from;
  return from.includes(decision.state) ? decision : new DecisionWithdrawnBefore(decision.state);
}

/** Another date is another deadline; with the same one the first stays. */
async function deadlineOf(unit: Unit, decision: Decision, versionId: string, { draft }: ComparedDecision) {
  if (draft.decidedOn === decision.decidedOn) return {};
  const duty = { subjectId: versionId, fromOn: draft.decidedOn };
  const fixed = await fixDeadlines(unit, datedRule(decision.department), [duty]);
  const deadline = fixed.get(versionId);
  return deadline ? { deadlineId: deadline.id, dueOn: deadline.dueOn } : {};
}

/** Adds the next version of a decision; those before stay as they are. */
export async function correctDecision(unit: Unit, correction: DecisionCorrection) {
  const decision = await findStandingDecision(unit, correction.id);
  if (isRefusal(decision)) return decision;
  if (decision.version !== correction.version) return new DecisionMoved(decision.version);
  const given = { ...correction, kind: decision.kind };
  const { department } = decision;
  const prepared = await prepareGiven(unit, department, given, decision.id);
  if (!('draft' in prepared)) return prepared;
  const present = await unit.em.findOneOrFail(
    DecisionVersion,
    { decision: decision.id, version: decision.version },
    { fields: ['contentHash'], disableIdentityMap: true },
  );
  if (present.contentHash === prepared.hash) return new DecisionUnchanged();
  const place = { id: unit.newId(), decision: decision.id, version: decision.version + 1 };
  const arriving = { department, origin: originOf(unit), reason: correction.reason };
  const { version, record } = versionRows(unit, arriving, prepared, place);
  const change = {
    ...columnsOfRow(prepared.draft),
    ...(await deadlineOf(unit, decision, place.id, prepared)),
    version: place.version,
    state: decisionTransitions.correct.to,
  };
  await unit.em.insert(DecisionVersion, version);
  if (record) await unit.em.insert(PersonalRecord, record);
  await unit.em.nativeUpdate(Decision, { id: decision.id }, change);
  await enqueueDecisions(unit, 'entered', [{ id: decision.id, version: place.version }]);
  await recordEvent(
    unit,
    'decision.corrected',
    { kind: 'decision', id: decision.id },
    { version: place.version, documentNo: change.documentNo, ...underArrangement(unit.actor, department) },
  );
  return { __typename: 'DecisionCorrected' as const, decision: Object.assign(decision, change) };
}
