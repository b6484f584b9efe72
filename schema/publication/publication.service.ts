import { LockMode } from '@mikro-orm/core';
import { Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { Deadline } from '../calendar/index.js';
import { Department } from '../department/index.js';
import { Assignment, findVisitSeparation, getResultCode, InspectionResult } from '../inspection/index.js';
import { enqueueJob } from '../job/index.js';
import { Campaign } from '../plan/index.js';
import { isNaturalPerson, Target } from '../registry/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import { dayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { freezeEdition, type PublicEdition, resultWords } from './public-edition.js';
import { requiredChannels } from './publication.channels.js';
import { ChannelReceipt, Publication, PublicRecord } from './publication.entity.js';
import { PublicationNotDue, PublicationNotFound, SecrecyReviewMissing } from './publication.errors.js';
import { PublicationKind, PublicationState } from './publication.states.js';

/** A natural person, and what stands below one, is reported and never published, whichever department has the target by now. */
async function isPublishable(unit: Unit, assignment: Assignment): Promise<boolean> {
  const { targetRealId: realId } = assignment;
  if (realId.startsWith('np:')) return false;
  const targets = await unit.beyond('entity', ({ em }) => em.find(Target, { realId }));
  return !targets.some(isNaturalPerson);
}

async function composeEdition(unit: Unit, result: InspectionResult, assignment: Assignment, dueOn: string) {
  const department = await unit.em.findOneOrFail(Department, assignment.department);
  const campaign = await unit.em.findOneOrFail(Campaign, { id: assignment.campaign });
  const edition: PublicEdition = {
    kind: PublicationKind.INSPECTION_RESULT,
    version: 1,
    realId: assignment.targetRealId,
    entityName: assignment.targetName,
    departmentCode: department.code,
    departmentName: department.name,
    campaignCode: campaign.code,
    campaignTitle: campaign.title,
    visitedOn: result.visitedOn,
    ...resultWords(result, (await getResultCode(unit, result)).text),
    confirmedOn: dayInShanghai(result.reviewedAt ?? unit.now),
    dueOn,
  };
  return edition;
}

/** Turns a confirmed result into a duty to publish, with its frozen version. Running it again changes nothing. */
export async function preparePublication(unit: Unit, resultId: string): Promise<void> {
  const kind = PublicationKind.INSPECTION_RESULT;
  if ((await unit.em.count(Publication, { kind, subjectId: resultId })) > 0) return;
  const result = await unit.em.findOneOrFail(InspectionResult, { id: resultId });
  const assignment = await unit.em.findOneOrFail(Assignment, { id: result.assignment });
  if (!(await isPublishable(unit, assignment))) return;
  const deadline = await unit.em.findOneOrFail(Deadline, { subjectKind: 'result', subjectId: resultId });
  const edition = await composeEdition(unit, result, assignment, deadline.dueOn);
  const { text, hash } = freezeEdition(edition);
  const id = unit.newId();
  await unit.em.insert(Publication, {
    id,
    department: assignment.department,
    kind,
    subjectId: resultId,
    version: edition.version,
    state: PublicationState.DUE,
    title: `${edition.entityName}：${edition.result}`,
    dueOn: deadline.dueOn,
    isProvisional: deadline.isProvisional,
    publicText: text,
    publicHash: hash,
    preparedAt: unit.now,
  });
  await recordEvent(unit, 'publication.due', { kind: 'publication', id }, { dueOn: deadline.dueOn });
}

/** Why the actor may not publish: they drew, inspected, reviewed or witnessed what is to be published. */
async function findPublisherSeparation(unit: Unit, { subjectId }: Publication) {
  const result = await unit.em.findOneOrFail(InspectionResult, { id: subjectId });
  const assignment = await unit.em.findOneOrFail(Assignment, { id: result.assignment });
  return findVisitSeparation(unit, Part.PUBLISH, assignment);
}

/** Releases a publication after its secrecy review; a durable job then publishes it. */
export async function releasePublication(unit: Unit, id: string, secrecyReviewed: boolean) {
  if (!secrecyReviewed) return new SecrecyReviewMissing();
  const publication = await unit.em.findOne(Publication, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!publication) return new PublicationNotFound();
  if (publication.state !== PublicationState.DUE) return new PublicationNotDue();
  const separated = await findPublisherSeparation(unit, publication);
  if (separated) return separated;
  const { department } = publication;
  const release = {
    state: unit.installation.training ? PublicationState.REHEARSED : PublicationState.QUEUED,
    releasedById: unit.actor.accountId ?? null,
    releasedUnderId: arrangementIn(unit.actor, department) ?? null,
    releasedAt: unit.now,
  };
  await unit.em.nativeUpdate(Publication, { id }, release);
  if (!unit.installation.training) {
    await enqueueJob(unit, {
      kind: 'publication.publish',
      key: id,
      dueAt: unit.now,
      payload: { publicationId: id },
    });
  }
  await recordEvent(
    unit,
    'publication.released',
    { kind: 'publication', id },
    { hash: publication.publicHash, ...underArrangement(unit.actor, department) },
  );
  return { __typename: 'PublicationReleased' as const, publication: Object.assign(publication, release) };
}

/** Makes the frozen version public. Running it again changes nothing. */
export async function publish(unit: Unit, id: string): Promise<void> {
  const publication = await unit.em.findOneOrFail(
    Publication,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (publication.state !== PublicationState.QUEUED) return;
  const edition = JSON.parse(publication.publicText) as PublicEdition;
  await unit.em.insert(PublicRecord, {
    id,
    kind: publication.kind,
    version: publication.version,
    realId: edition.realId,
    identifier: edition.realId.slice(edition.realId.indexOf(':') + 1),
    entityName: edition.entityName,
    departmentCode: edition.departmentCode,
    departmentName: edition.departmentName,
    campaignCode: edition.campaignCode,
    campaignTitle: edition.campaignTitle,
    visitedOn: edition.visitedOn,
    resultText: edition.result,
    dispositionText: edition.disposition,
    methodText: edition.method,
    confirmedOn: edition.confirmedOn,
    dueOn: edition.dueOn,
    publishedAt: unit.now,
    text: publication.publicText,
    hash: publication.publicHash,
  });
  for (const channel of requiredChannels(publication.kind)) {
    await unit.em.insert(ChannelReceipt, {
      publication: id,
      channel: channel.code,
      receipt: { hash: publication.publicHash },
      receivedAt: unit.now,
    });
  }
  await unit.em.nativeUpdate(
    Publication,
    { id },
    { state: PublicationState.PUBLISHED, publishedAt: unit.now },
  );
  await recordEvent(
    unit,
    'publication.published',
    { kind: 'publication', id },
    { hash: publication.publicHash },
  );
}
