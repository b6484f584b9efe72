import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { Decision, DecisionVersion, standing } from '../decision/index.js';
import { enqueueJob } from '../job/index.js';
import { endOfDayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { endRecord } from './end-record.js';
import type { DecisionEdition, PublicEdition, ResultEdition } from './public-edition.js';
import { numberOf } from './public-search.js';
import { requiredChannels } from './publication.channels.js';
import { ChannelReceipt, Publication, PublicEnd, PublicRecord } from './publication.entity.js';
import { isPublic, supersede } from './publication.prepare.js';
import { PublicationKind, PublicationState, PublicEndGround } from './publication.states.js';
import { readSearchMarks } from './search-marks.js';

/** What the portal searches by, of an edition of either kind. */
function columnsOfRecord(edition: PublicEdition) {
  const { campaignCode, campaignTitle, visitedOn, result, disposition, method, confirmedOn } =
    edition as Partial<ResultEdition>;
  const { documentNo, decidedOn } = edition as Partial<DecisionEdition>;
  return {
    realId: edition.realId,
    identifier: numberOf(edition.realId),
    entityName: edition.entityName,
    departmentCode: edition.departmentCode,
    departmentName: edition.departmentName,
    campaignCode: campaignCode ?? null,
    campaignTitle: campaignTitle ?? null,
    visitedOn: visitedOn ?? null,
    happenedOn: (visitedOn ?? decidedOn) as string,
    resultText: result ?? null,
    dispositionText: disposition ?? null,
    methodText: method ?? null,
    confirmedOn: confirmedOn ?? null,
    documentNo: documentNo ?? null,
    decidedOn: decidedOn ?? null,
    correctedOn: edition.correctedOn ?? null,
    dueOn: edition.dueOn,
  };
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
  if (publication.state !== PublicationState.QUEUED || !(await stillHolds(unit, publication))) return;
  const edition = JSON.parse(publication.publicText) as PublicEdition;
  const record = {
    ...columnsOfRecord(edition),
    ...(await readSearchMarks(unit, publication, edition)),
    ...{ kind: publication.kind, version: publication.version, endsOn: publication.endsOn },
    ...{ publishedAt: unit.now, text: publication.publicText, hash: publication.publicHash },
  };
  const isThere = (await unit.em.nativeUpdate(PublicRecord, { id: recordId }, record)) > 0;
  if (!isThere) await unit.em.insert(PublicRecord, { id: recordId, ...record });
  await unit.em.nativeDelete(PublicEnd, { id: recordId });
  await supersede(unit, versions.filter(isPublic));
  for (const channel of requiredChannels(publication.kind)) {
    await unit.em.insert(ChannelReceipt, {
      publication: id,
      channel: channel.code,
      receipt: { hash: publication.publicHash },
      receivedAt: unit.now,
    });
  }
  const published = { state: PublicationState.PUBLISHED, publishedAt: unit.now };
  await unit.em.nativeUpdate(Publication, { id }, published);
  await endWithTerm(unit, publication);
  await recordEvent(
    unit,
    'publication.published',
    { kind: 'publication', id },
    { hash: publication.publicHash },
  );
}

/** A decision that was withdrawn meanwhile is never made public; the job of its withdrawal ends the publication. */
async function stillHolds(unit: Unit, { kind, subjectId }: Publication): Promise<boolean> {
  if (kind === PublicationKind.INSPECTION_RESULT) return true;
  const version = await unit.em.findOneOrFail(DecisionVersion, { id: subjectId });
  const { state } = await unit.em.findOneOrFail(Decision, { id: version.decision }, { refresh: true });
  const standingStates: readonly string[] = standing;
  return standingStates.includes(state);
}

/** What has a term ends by itself when its last day is over. */
async function endWithTerm(unit: Unit, { id, endsOn }: Publication): Promise<void> {
  if (!endsOn) return;
  const dueAt = new Date(endOfDayInShanghai(endsOn).getTime() + 1);
  await enqueueJob(unit, { kind: 'publication.expire', key: id, dueAt, payload: { publicationId: id } });
}

/** Its last day is over. A version that another took the place of has ended before. */
export async function expire(unit: Unit, id: string): Promise<void> {
  const publication = await unit.em.findOneOrFail(
    Publication,
    { id },
    { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true },
  );
  if (isPublic(publication)) await endRecord(unit, publication, PublicEndGround.EXPIRED);
}
