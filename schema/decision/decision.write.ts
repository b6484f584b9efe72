import type { EntityName, RequiredEntityData } from '@mikro-orm/core';
import { fixDeadlines } from '../calendar/index.js';
import { PersonalRecord, sealedRow } from '../personal/index.js';
import { arrangementIn } from '../shared/allow.js';
import type { Unit } from '../shared/unit.js';
import type { ComparedDecision } from './decision.compare.js';
import type { DecisionDraft } from './decision.draft.js';
import { Decision, DecisionVersion } from './decision.entity.js';
import { enqueueDecisions } from './decision.jobs.js';
import { personalDraft, shownName, splitContent } from './decision.seal.js';
import { DecisionOrigin, DecisionState } from './decision.states.js';

/** Seven working days from the date on the decision (domain-rules §4). */
export const publicationRule = 'decision-publication';

/** What the deadline of a decision is fixed for: the version that gave the date. */
export const DATED = 'decision' as const;

/** By which rule, and whose calendar, a department's decisions are dated. */
export function datedRule(departmentId: string) {
  return { code: publicationRule, subjectKind: DATED, departmentId };
}

const rowsAtOnce = 500;

/** Where a version comes from. */
export interface Arriving {
  readonly department: string;
  readonly origin: DecisionOrigin;
  readonly importId?: string;
  /** Why it is another version of a decision that stands. */
  readonly reason?: string;
}

/** What the row of a decision says as its newest version does. */
export function columnsOfRow(draft: DecisionDraft) {
  const { kind, caseNo, procedure, documentNo, number, decidedOn, partyId, isPerson } = draft;
  return {
    ...{ kind, caseNo, procedure, documentNo, decidedOn, partyId, isPerson },
    documentKey: number.key,
    series: number.series ?? null,
    seriesYear: number.year ?? null,
    seriesNo: number.no ?? null,
    partyName: shownName(draft),
    unitCode: draft.content.creditCode ?? null,
    assignment: draft.assignmentId ?? null,
  };
}

/** A version, and what of it goes into the vault. */
export function versionRows(
  unit: Unit,
  arriving: Arriving,
  { draft, hash }: ComparedDecision,
  place: { readonly id: string; readonly decision: string; readonly version: number },
) {
  const { clear, sealed } = splitContent(draft);
  const sealedFields = Object.keys(sealed);
  const record =
    sealedFields.length > 0
      ? sealedRow(unit, personalDraft(arriving.department, place.decision, sealed))
      : undefined;
  const version: DecisionVersion = {
    ...place,
    ...{ content: clear, sealedFields, personalRecordId: record?.id ?? null, contentHash: hash },
    ...{ origin: arriving.origin, importId: arriving.importId ?? null, reason: arriving.reason ?? null },
    ...{ enteredAt: unit.now, enteredById: unit.actor.accountId ?? null },
    enteredUnderId: arrangementIn(unit.actor, arriving.department) ?? null,
  };
  return { version, record };
}

/** Writes decisions that are new, each with its first version and its deadline, in this step. @returns their rows */
export async function writeDecisions(
  unit: Unit,
  arriving: Arriving,
  arrivals: readonly ComparedDecision[],
): Promise<Decision[]> {
  const placed = arrivals.map((arrival) => ({ arrival, id: unit.newId(), versionId: unit.newId() }));
  const duties = placed.map(({ arrival, versionId }) => ({
    subjectId: versionId,
    fromOn: arrival.draft.decidedOn,
  }));
  const deadlines = await fixDeadlines(unit, datedRule(arriving.department), duties);
  const decisions: Decision[] = [];
  const versions: DecisionVersion[] = [];
  const records: PersonalRecord[] = [];
  for (const { arrival, id, versionId } of placed) {
    const deadline = deadlines.get(versionId);
    if (!deadline) throw new Error('a decision has no deadline');
    decisions.push({
      ...{ id, department: arriving.department, version: 1, ...columnsOfRow(arrival.draft) },
      state: arriving.origin === DecisionOrigin.FILE ? DecisionState.IMPORTED : DecisionState.ENTERED,
      ...{ deadlineId: deadline.id, dueOn: deadline.dueOn, isLate: unit.today > deadline.dueOn },
      ...{ createdAt: unit.now, createdById: unit.actor.accountId ?? null },
      ...{ withdrawnOn: null, withdrawalNo: null, withdrawalReason: null, withdrawnAt: null },
      ...{ withdrawnById: null, withdrawalDeadlineId: null },
    });
    const { version, record } = versionRows(unit, arriving, arrival, {
      ...{ id: versionId, decision: id, version: 1 },
    });
    versions.push(version);
    if (record) records.push(record);
  }
  await insertInParts(unit, Decision, decisions);
  await insertInParts(unit, DecisionVersion, versions);
  await insertInParts(unit, PersonalRecord, records);
  await enqueueDecisions(unit, 'entered', decisions);
  return decisions;
}

/** A statement holds the values of its rows as text: five hundred at once. */
async function insertInParts<Row extends object>(
  { em }: Unit,
  entity: EntityName<Row>,
  rows: readonly Row[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += rowsAtOnce) {
    await em.insertMany(entity, rows.slice(from, from + rowsAtOnce) as RequiredEntityData<Row>[]);
  }
}
