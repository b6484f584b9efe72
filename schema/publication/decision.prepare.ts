import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { Deadline, fixDeadline } from '../calendar/index.js';
import {
  cellOf,
  columnsOf,
  DATED,
  type Decision,
  DecisionKind,
  DecisionProcedure,
  DecisionVersion,
  findDecision,
  publicationRule,
  standing,
} from '../decision/index.js';
import { Department } from '../department/index.js';
import type { Unit } from '../shared/unit.js';
import { endRecord } from './end-record.js';
import { type DecisionEdition, freezeEdition } from './public-edition.js';
import { Publication } from './publication.entity.js';
import { isPublic, supersede } from './publication.prepare.js';
import { PublicationKind, PublicationState, PublicEndGround, WithheldGround } from './publication.states.js';

const kinds: Readonly<Record<DecisionKind, PublicationKind>> = {
  [DecisionKind.LICENCE]: PublicationKind.LICENCE,
  [DecisionKind.PENALTY]: PublicationKind.PENALTY,
};

/** Warnings, as the standard and its users write them. */
const warningAlone = /^警告[。；;]?$/;

/** By which rule a decision is reported and not published (domain-rules §8), or nothing. */
export function findWithheldGround(
  { kind, isPerson, procedure }: Pick<Decision, 'kind' | 'isPerson' | 'procedure'>,
  content: Readonly<Record<string, string>>,
): WithheldGround | undefined {
  if (isPerson) return WithheldGround.NATURAL_PERSON;
  if (kind !== DecisionKind.PENALTY) return undefined;
  if (procedure === DecisionProcedure.SIMPLE) return WithheldGround.SUMMARY_PROCEDURE;
  return warningAlone.test((content.penaltyKinds ?? '').trim()) ? WithheldGround.WARNING_ALONE : undefined;
}

/**
 * The columns that may be public, as the standard writes them; what is in the vault is never among them. An individual business
 * appears under its registered name, without its operator.
 */
function fieldsOf({ kind }: Decision, { content }: DecisionVersion) {
  const isBusiness = /个体/.test(content.category ?? '');
  return columnsOf[kind]
    .filter(({ isPublic, isOwn, sealed }) => isPublic && !isOwn && sealed !== 'always')
    .filter(({ field }) => !isBusiness || field !== 'representative')
    .map((column) => ({ code: column.code, title: column.title, value: cellOf(column, content) }))
    .filter(({ value }) => value !== '');
}

/** The publications of a decision in all its versions, the first first, under lock. */
export function findDecisionVersions(unit: Unit, recordId: string): Promise<Publication[]> {
  return unit.em.find(
    Publication,
    { recordId },
    { orderBy: { version: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

/** When a version is to be public: a first one by the date on the decision, a correction of what is public by its own day. */
async function dueOf(
  unit: Unit,
  decision: Decision,
  versionId: string,
  isCorrection: boolean,
): Promise<Deadline> {
  if (!isCorrection) return unit.em.findOneOrFail(Deadline, { id: decision.deadlineId });
  const rule = { code: publicationRule, fromOn: unit.today };
  return fixDeadline(unit, rule, { kind: DATED, id: versionId, departmentId: decision.department });
}

/**
 * Turns the newest version of a decision into a duty to publish, with its frozen edition, or notes by which rule it is not
 * published. A record is the decision's: its id is the decision's own. Running it again changes nothing.
 */
export async function prepareDecision(unit: Unit, decisionId: string): Promise<void> {
  const decision = await findDecision(unit, decisionId);
  if (!decision) throw new Error('a decision to be published is not there');
  const earlier = await findDecisionVersions(unit, decision.id);
  const standingStates: readonly string[] = standing;
  if (!standingStates.includes(decision.state)) return;
  const { version } = decision;
  if (earlier.some((one) => one.version === version)) return;
  const content = await unit.em.findOneOrFail(DecisionVersion, { decision: decision.id, version });
  const ground = findWithheldGround(decision, content.content);
  const waiting = [PublicationState.DUE, PublicationState.QUEUED];
  await supersede(
    unit,
    earlier.filter(({ state }) => waiting.includes(state)),
  );
  const before = earlier.findLast(isPublic);
  if (ground && before) await endRecord(unit, before, PublicEndGround.NOT_PUBLISHABLE);
  const { dueOn, isProvisional } = await dueOf(unit, decision, content.id, before !== undefined);
  const edition = await composeEdition(unit, decision, content, {
    dueOn,
    isCorrection: before !== undefined,
  });
  const { text, hash } = freezeEdition(edition);
  const id = unit.newId();
  await unit.em.insert(Publication, {
    ...{ id, department: decision.department, kind: kinds[decision.kind], subjectId: content.id },
    ...{ recordId: decision.id, version, state: ground ? PublicationState.WITHHELD : PublicationState.DUE },
    ...{ title: `${decision.partyName}：${decision.documentNo}`, dueOn, isProvisional },
    ...{ publicText: ground ? '' : text, publicHash: ground ? '' : hash, withheldFor: ground ?? null },
    preparedAt: unit.now,
  });
  const about = { kind: 'publication', id };
  if (ground) await recordEvent(unit, 'publication.withheld', about, { ground });
  else await recordEvent(unit, 'publication.due', about, { dueOn });
}

async function composeEdition(
  unit: Unit,
  decision: Decision,
  content: DecisionVersion,
  { dueOn, isCorrection }: { readonly dueOn: string; readonly isCorrection: boolean },
): Promise<DecisionEdition> {
  const department = await unit.em.findOneOrFail(Department, decision.department);
  return {
    kind: kinds[decision.kind],
    version: decision.version,
    realId: decision.partyId,
    entityName: decision.partyName,
    departmentCode: department.code,
    departmentName: department.name,
    documentNo: decision.documentNo,
    decidedOn: decision.decidedOn,
    dueOn,
    fields: fieldsOf(decision, content),
    ...(isCorrection ? { correctedOn: unit.today } : {}),
  };
}
