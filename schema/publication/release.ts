import { LockMode } from '@mikro-orm/core';
import { type Deed, findSeparation, Part, type SeparationOfDuties } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { DecisionVersion } from '../decision/index.js';
import { Assignment, findVisitSeparation, InspectionResult } from '../inspection/index.js';
import { enqueueJob } from '../job/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import { findPenaltyEnd } from './penalty-term.js';
import { Publication } from './publication.entity.js';
import {
  PenaltyTierMissing,
  PublicationNotDue,
  PublicationNotFound,
  type PublicationTermOutside,
  SecrecyReviewMissing,
} from './publication.errors.js';
import { type PenaltyTier, PublicationKind, PublicationState } from './publication.states.js';

/** What a publisher says at the release. */
export interface Release {
  readonly id: string;
  readonly secrecyReviewed: boolean;
  /** Of a penalty. */
  readonly tier?: PenaltyTier | null;
  /** The last day on which a penalty is public; the one that the decision says, else the longest of its tier, when absent. */
  readonly endsOn?: string | null;
}

/** Why the actor may not publish: they drew, inspected, reviewed or witnessed a result, or entered the decision. */
async function findPublisherSeparation(
  unit: Unit,
  { kind, subjectId, department }: Publication,
): Promise<SeparationOfDuties | undefined> {
  if (kind === PublicationKind.INSPECTION_RESULT) {
    const result = await unit.em.findOneOrFail(InspectionResult, { id: subjectId });
    const assignment = await unit.em.findOneOrFail(Assignment, { id: result.assignment });
    return findVisitSeparation(unit, Part.PUBLISH, assignment);
  }
  const { decision } = await unit.em.findOneOrFail(DecisionVersion, { id: subjectId });
  const versions = await unit.em.find(DecisionVersion, { decision }, { orderBy: { version: 'asc' } });
  const entered = versions.flatMap(({ enteredById, enteredUnderId }): Deed[] =>
    enteredById ? [{ part: Part.ENTER, accountId: enteredById, arrangementId: enteredUnderId }] : [],
  );
  return findSeparation(unit, Part.PUBLISH, department, entered);
}

/** Until when a penalty is public; nothing else has a term of its own. */
async function findEnd(
  unit: Unit,
  { kind, subjectId }: Publication,
  { tier, endsOn }: Release,
): Promise<string | null | PenaltyTierMissing | PublicationTermOutside> {
  if (kind !== PublicationKind.PENALTY) return null;
  if (!tier) return new PenaltyTierMissing();
  const { content } = await unit.em.findOneOrFail(DecisionVersion, { id: subjectId });
  return findPenaltyEnd(unit, tier, endsOn ?? content.publishToOn);
}

/** Releases a publication after its secrecy review; a durable job then publishes it. */
export async function releasePublication(unit: Unit, release: Release) {
  if (!release.secrecyReviewed) return new SecrecyReviewMissing();
  const { id } = release;
  const publication = await unit.em.findOne(Publication, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!publication) return new PublicationNotFound();
  if (publication.state !== PublicationState.DUE) return new PublicationNotDue();
  const separated = await findPublisherSeparation(unit, publication);
  if (separated) return separated;
  const endsOn = await findEnd(unit, publication, release);
  if (isRefusal(endsOn)) return endsOn;
  const { department } = publication;
  const isRehearsal = unit.installation.training;
  const changes = {
    ...{ state: isRehearsal ? PublicationState.REHEARSED : PublicationState.QUEUED, endsOn },
    releasedById: unit.actor.accountId ?? null,
    releasedUnderId: arrangementIn(unit.actor, department) ?? null,
    releasedAt: unit.now,
  };
  await unit.em.nativeUpdate(Publication, { id }, changes);
  if (!isRehearsal) {
    const payload = { publicationId: id };
    await enqueueJob(unit, { kind: 'publication.publish', key: id, dueAt: unit.now, payload });
  }
  await recordEvent(
    unit,
    'publication.released',
    { kind: 'publication', id },
    { hash: publication.publicHash, ...underArrangement(unit.actor, department) },
  );
  return { __typename: 'PublicationReleased' as const, publication: Object.assign(publication, changes) };
}
