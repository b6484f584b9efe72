import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { Deadline } from '../calendar/index.js';
import { Department } from '../department/index.js';
import { Assignment, getResultCode, InspectionResult } from '../inspection/index.js';
import { Campaign } from '../plan/index.js';
import { isNaturalPerson, Target } from '../registry/index.js';
import { dayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { endRecord } from './end-record.js';
import { freezeEdition, type ResultEdition, resultWords } from './public-edition.js';
import { Publication } from './publication.entity.js';
import { PublicationKind, PublicationState, PublicEndGround } from './publication.states.js';

/** A natural person, and what stands below one, is reported and never published, whichever department has the target by now. */
async function isPublishable(unit: Unit, assignment: Assignment): Promise<boolean> {
  const { targetRealId: realId } = assignment;
  if (realId.startsWith('np:')) return false;
  const targets = await unit.beyond('entity', ({ em }) => em.find(Target, { realId }));
  return !targets.some(isNaturalPerson);
}

/** What an edition is of: the version of a result, and which of its record's versions it is. */
interface Source {
  readonly result: InspectionResult;
  readonly assignment: Assignment;
  readonly dueOn: string;
  readonly version: number;
  /** An earlier version is public. */
  readonly isCorrection: boolean;
}

async function composeEdition(unit: Unit, source: Source): Promise<ResultEdition> {
  const { result, assignment, dueOn, version, isCorrection } = source;
  const department = await unit.em.findOneOrFail(Department, assignment.department);
  const campaign = await unit.em.findOneOrFail(Campaign, { id: assignment.campaign });
  const confirmedOn = dayInShanghai(result.reviewedAt ?? unit.now);
  return {
    kind: PublicationKind.INSPECTION_RESULT,
    version,
    realId: assignment.targetRealId,
    entityName: assignment.targetName,
    departmentCode: department.code,
    departmentName: department.name,
    campaignCode: campaign.code,
    campaignTitle: campaign.title,
    visitedOn: result.visitedOn,
    ...resultWords(result, (await getResultCode(unit, result)).text),
    confirmedOn,
    dueOn,
    ...(isCorrection ? { correctedOn: confirmedOn } : {}),
  };
}

/** The publications of a visit's result in all its versions, the first version first, under lock. */
async function findVersions(unit: Unit, assignment: string): Promise<Publication[]> {
  const kind = PublicationKind.INSPECTION_RESULT;
  const results = await unit.em.find(InspectionResult, { assignment, isConfirmed: true }, { fields: ['id'] });
  return unit.em.find(
    Publication,
    { kind, subjectId: { $in: results.map(({ id }) => id) } },
    { orderBy: { version: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
}

/**
 * Turns a confirmed version of a result into a duty to publish, with its frozen edition; what was to be published before is
 * superseded. Running it again changes nothing.
 */
export async function preparePublication(unit: Unit, resultId: string): Promise<void> {
  const result = await unit.em.findOneOrFail(InspectionResult, { id: resultId });
  const assignment = await unit.em.findOneOrFail(Assignment, { id: result.assignment });
  const earlier = await findVersions(unit, assignment.id);
  // A version that a later one corrected before its turn came is published no more.
  if (result.correctedAt || earlier.some(({ subjectId }) => subjectId === resultId)) return;
  const waiting = [PublicationState.DUE, PublicationState.QUEUED];
  await supersede(
    unit,
    earlier.filter(({ state }) => waiting.includes(state)),
  );
  if (await isPublishable(unit, assignment)) await enterDuty(unit, result, assignment, earlier);
  else await endPublication(unit, earlier);
}

async function enterDuty(
  unit: Unit,
  result: InspectionResult,
  assignment: Assignment,
  earlier: readonly Publication[],
): Promise<void> {
  const kind = PublicationKind.INSPECTION_RESULT;
  const deadline = await unit.em.findOneOrFail(Deadline, { subjectKind: 'result', subjectId: result.id });
  const { dueOn, isProvisional } = deadline;
  const isCorrection = earlier.some(isPublic);
  const version = (earlier.at(-1)?.version ?? 0) + 1;
  const edition = await composeEdition(unit, { result, assignment, dueOn, version, isCorrection });
  const { text, hash } = freezeEdition(edition);
  const id = unit.newId();
  await unit.em.insert(Publication, {
    ...{ id, department: assignment.department, kind, version, dueOn, isProvisional },
    ...{ subjectId: result.id, recordId: earlier[0]?.recordId ?? id, state: PublicationState.DUE },
    ...{ title: `${edition.entityName}：${edition.result}`, publicText: text, publicHash: hash },
    preparedAt: unit.now,
  });
  await recordEvent(unit, 'publication.due', { kind: 'publication', id }, { dueOn });
}

/** Takes versions out of what is public or to be. Their frozen texts stay. */
export async function supersede(unit: Unit, versions: readonly Publication[]): Promise<void> {
  for (const publication of versions) {
    const { id, version } = publication;
    await unit.em.nativeUpdate(Publication, { id }, { state: PublicationState.SUPERSEDED });
    publication.state = PublicationState.SUPERSEDED;
    await recordEvent(unit, 'publication.superseded', { kind: 'publication', id }, { version });
  }
}

/** It is what the public reads of its record. */
export const isPublic = ({ state }: Publication) => state === PublicationState.PUBLISHED;

/** What may be published no more: nothing public names it from now on. */
async function endPublication(unit: Unit, earlier: readonly Publication[]): Promise<void> {
  for (const one of earlier.filter(isPublic)) await endRecord(unit, one, PublicEndGround.NOT_PUBLISHABLE);
}
