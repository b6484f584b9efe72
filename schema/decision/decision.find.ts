import type { FilterQuery } from '@mikro-orm/core';
import { type PersonalDataEnded, type PersonalDataNotFound, readPersonal } from '../personal/index.js';
import { identifierForm } from '../shared/identifiers/index.js';
import { containing } from '../shared/like.js';
import { type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import type { DecisionContent } from './decision.draft.js';
import { Decision, DecisionVersion } from './decision.entity.js';
import type { DecisionKind, DecisionState } from './decision.states.js';
import { readDecisionNumber } from './decision-number.js';

/** Which decisions. */
export interface DecisionFilter {
  readonly kind?: DecisionKind | null;
  readonly state?: DecisionState | null;
  /** Dates of decisions, both within. */
  readonly fromOn?: string | null;
  readonly toOn?: string | null;
  /** The party's unified social credit code. */
  readonly unitCode?: string | null;
  /** A document number, in any way of writing. */
  readonly documentNo?: string | null;
  /** Due on this day or before. */
  readonly dueToOn?: string | null;
  readonly isLate?: boolean | null;
  /** The visit in which they began. */
  readonly assignmentId?: string | null;
  /** A part of a party's name, of a case number or of a document number. */
  readonly search?: string | null;
}

function conditionsOf(filter: DecisionFilter): FilterQuery<Decision>[] {
  const { kind, state, fromOn, toOn, unitCode, documentNo, dueToOn, isLate, assignmentId, search } = filter;
  return [
    ...(kind ? [{ kind }] : []),
    ...(state ? [{ state }] : []),
    ...(fromOn ? [{ decidedOn: { $gte: fromOn } }] : []),
    ...(toOn ? [{ decidedOn: { $lte: toOn } }] : []),
    ...(unitCode ? [{ unitCode: identifierForm(unitCode) }] : []),
    ...(documentNo ? [{ documentKey: readDecisionNumber(documentNo).key }] : []),
    ...(dueToOn ? [{ dueOn: { $lte: dueToOn } }] : []),
    ...(isLate == null ? [] : [{ isLate }]),
    ...(assignmentId ? [{ assignment: assignmentId }] : []),
    ...(search
      ? [
          {
            $or: [
              { partyName: containing(search) },
              { caseNo: containing(search) },
              { documentNo: containing(search) },
            ],
          },
        ]
      : []),
  ];
}

/** Decisions in the reader's scope, those that arrived last first; one page. */
export function pageDecisions(reader: Reader, filter: DecisionFilter, page: PageArguments) {
  const conditions = conditionsOf(filter);
  return pageById(page, (key, limit) =>
    reader.em.find(Decision, { $and: [key, ...conditions] }, { orderBy: { id: 'desc' }, limit }),
  );
}

/** All decisions of a filter, some at a time, for a file. */
export async function* walkDecisions(reader: Reader, filter: DecisionFilter, rowsAtOnce: number) {
  const conditions = conditionsOf(filter);
  for (let last: string | undefined; ; ) {
    const key = last ? [{ id: { $gt: last } }] : [];
    const rows: Decision[] = await reader.em.find(
      Decision,
      { $and: [...key, ...conditions] },
      { orderBy: { id: 'asc' }, limit: rowsAtOnce, disableIdentityMap: true },
    );
    if (rows.length > 0) yield rows;
    if (rows.length < rowsAtOnce) return;
    last = rows.at(-1)?.id;
  }
}

/** A decision in the reader's scope, or nothing. */
export function findDecision(reader: Reader, id: string): Promise<Decision | null> {
  return reader.em.findOne(Decision, { id }, { disableIdentityMap: true });
}

/** Its versions, the first one first. */
export function listDecisionVersions(reader: Reader, id: string): Promise<DecisionVersion[]> {
  return reader.em.find(
    DecisionVersion,
    { decision: id },
    { orderBy: { version: 'asc' }, disableIdentityMap: true },
  );
}

/** What a version says in clear: what a public edition may be made of, where the kind of party allows one. */
export async function findDecisionVersion(
  reader: Reader,
  id: string,
  version: number,
): Promise<DecisionVersion | null> {
  const where = { decision: id, version };
  return reader.em.findOne(DecisionVersion, where, { disableIdentityMap: true });
}

/**
 * All that a version says, the vault's fields with it: for the report edition alone (domain-rules §8). The reading is
 * written down in the same transaction.
 */
export async function openDecisionVersion(
  unit: Unit,
  { content, personalRecordId }: DecisionVersion,
): Promise<DecisionContent | PersonalDataNotFound | PersonalDataEnded> {
  if (!personalRecordId) return content;
  const opened = await readPersonal(unit, personalRecordId);
  return isRefusal(opened) ? opened : { ...content, ...opened.fields };
}
