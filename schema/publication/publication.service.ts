import { LockMode } from '@mikro-orm/core';
import { Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { Assignment, findVisitSeparation, InspectionResult } from '../inspection/index.js';
import { enqueueJob } from '../job/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import type { Unit } from '../shared/unit.js';
import type { PublicEdition } from './public-edition.js';
import { requiredChannels } from './publication.channels.js';
import { ChannelReceipt, Publication, PublicRecord } from './publication.entity.js';
import { PublicationNotDue, PublicationNotFound, SecrecyReviewMissing } from './publication.errors.js';
import { isPublic, supersede } from './publication.prepare.js';
import { PublicationState } from './publication.states.js';

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

/** Makes the frozen version public, in the place of the one before. Running it again changes nothing. */
export async function publish(unit: Unit, id: string): Promise<void> {
  const { recordId } = await unit.em.findOneOrFail(Publication, { id }, { disableIdentityMap: true });
  // The first version first, as everybody locks them.
  const versions = await unit.em.find(
    Publication,
    { recordId },
    { orderBy: { version: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  const publication = versions.find((one) => one.id === id) as Publication;
  if (publication.state !== PublicationState.QUEUED) return;
  const edition = JSON.parse(publication.publicText) as PublicEdition;
  const record = {
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
    correctedOn: edition.correctedOn ?? null,
    dueOn: edition.dueOn,
    publishedAt: unit.now,
    text: publication.publicText,
    hash: publication.publicHash,
  };
  const isThere = (await unit.em.nativeUpdate(PublicRecord, { id: recordId }, record)) > 0;
  if (!isThere) await unit.em.insert(PublicRecord, { id: recordId, ...record });
  await supersede(unit, versions.filter(isPublic));
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
