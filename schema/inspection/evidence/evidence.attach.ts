import { recordEvent } from '../../audit/index.js';
import { makeRecordKey, type PersonalFields, sealPersonal } from '../../personal/index.js';
import { isRefusal, type Refusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { findPlace } from './evidence.access.js';
import { type BlobRole, BlobState, Evidence, EvidenceBlob } from './evidence.entity.js';
import { ClientIdTaken, EvidenceFull } from './evidence.errors.js';
import { type EvidenceKind, evidenceKinds } from './evidence.kinds.js';
import { type Label, sealLabel } from './evidence.label.js';

/** A file that a device sends, before it is known what is in it. */
export interface EvidenceClaim {
  readonly assignmentId: string;
  readonly clientId: string;
  readonly kind: EvidenceKind;
  /** The matter that it belongs to, of the kinds that belong to one. */
  readonly matterId: string | null;
  readonly point: string | null;
}

/** What the file turned out to be. */
export interface EvidenceContent {
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
}

/** A file that is about to be written into the store. */
export interface BlobDraft extends EvidenceContent {
  readonly role: BlobRole;
}

/** The same with its name in the store, and the key of its parts. */
export interface AnnouncedBlob extends BlobDraft {
  readonly id: string;
  readonly key: Uint8Array;
}

/** What a blob's key, and each of its parts, is sealed for. */
export function purposeOfBlob(id: string): string {
  return `evidence:${id}`;
}

/** What this device sent before under the same id: the same again is no second one. */
function findKnown({ em }: Unit, { assignmentId, clientId }: EvidenceClaim): Promise<Evidence | null> {
  return em.findOne(Evidence, { assignment: assignmentId, clientId }, { disableIdentityMap: true });
}

async function findRoom(unit: Unit, claim: EvidenceClaim, most: number): Promise<Assignment | Refusal> {
  const assignment = await findPlace(unit, claim);
  if (isRefusal(assignment)) return assignment;
  const count = await unit.em.count(Evidence, { assignment: assignment.id, matterId: claim.matterId });
  return count < most ? assignment : new EvidenceFull(most);
}

/**
 * Whether a file would be taken, before a byte of it is read. @returns what is known under this id already, to be compared
 * with the file, or nothing
 */
export function considerEvidence(
  unit: Unit,
  claim: EvidenceClaim,
  most: number,
): Promise<Evidence | Refusal | undefined> {
  return unit.beyond('team', async (wide) => {
    const known = await findKnown(wide, claim);
    // Whether the visit is closed by now or not: who sent it may be told that it has arrived.
    if (known) return known.uploadedById === unit.actor.accountId ? known : new ClientIdTaken();
    const assignment = await findRoom(wide, claim, most);
    return isRefusal(assignment) ? assignment : undefined;
  });
}

/** Writes down which blobs will be written, in a step of its own: none can lie in the store that no row knows of. */
export function announceBlobs(
  unit: Unit,
  assignmentId: string,
  drafts: readonly BlobDraft[],
  label: Label,
): Promise<AnnouncedBlob[]> {
  return unit.beyond('team', async ({ em, chance, keys, now }) => {
    const blobs = drafts.map((draft) => ({ ...draft, id: unit.newId(), key: makeRecordKey(chance) }));
    for (const { key, ...blob } of blobs) {
      await em.insert(EvidenceBlob, {
        ...blob,
        assignment: assignmentId,
        evidence: null,
        state: BlobState.PENDING,
        sealedKey: keys.seal(key, purposeOfBlob(blob.id)),
        sealedLabel: blob.role === 'ORIGINAL' ? sealLabel(keys, blob.id, label) : null,
        createdAt: now,
      });
    }
    return blobs;
  });
}

/** What stands in the store, and what the camera wrote into the picture. */
export interface StoredEvidence extends EvidenceContent {
  readonly blobIds: readonly string[];
  readonly capture: PersonalFields;
}

/** The evidence, and whether it is new. */
export interface KeptEvidence {
  readonly __typename: 'EvidenceKept';
  readonly evidence: Evidence;
  readonly isNew: boolean;
}

/** Makes evidence of blobs that are in the store. What arrived meanwhile under the same id is compared with it. */
export function keepEvidence(
  unit: Unit,
  claim: EvidenceClaim,
  stored: StoredEvidence,
  most: number,
): Promise<KeptEvidence | Refusal> {
  return unit.beyond('team', async (wide) => {
    // Its row is locked: whoever sends the same at the same time waits here, and then finds it.
    await findPlace(wide, claim);
    const known = await findKnown(wide, claim);
    if (known) return sameOrTaken(unit, known, claim, stored);
    const assignment = await findRoom(wide, claim, most);
    return isRefusal(assignment) ? assignment : insertEvidence(wide, assignment, claim, stored);
  });
}

/** What was sent again: the same is answered as the first time, anything else refused. */
export function sameOrTaken(
  { actor }: Pick<Reader, 'actor'>,
  known: Evidence,
  { kind, point, matterId }: EvidenceClaim,
  { sha256 }: Pick<EvidenceContent, 'sha256'>,
): KeptEvidence | ClientIdTaken {
  const isSame =
    known.sha256 === sha256 && known.kind === kind && known.point === point && known.matterId === matterId;
  if (!isSame || known.uploadedById !== actor.accountId) return new ClientIdTaken();
  return { __typename: 'EvidenceKept', evidence: known, isNew: false };
}

async function insertEvidence(
  unit: Unit,
  assignment: Assignment,
  { clientId, kind, point, matterId }: EvidenceClaim,
  { mediaType, sha256, size, blobIds, capture }: StoredEvidence,
): Promise<KeptEvidence | Refusal> {
  const id = unit.newId();
  const subject = { kind: 'evidence', id };
  const { retention } = evidenceKinds[kind];
  const personal = await sealPersonal(unit, {
    ...{ departmentId: assignment.department, subject, retention, content: capture },
  });
  if (isRefusal(personal)) return personal;
  const evidence: Evidence = {
    ...{ id, assignment: assignment.id, clientId, kind, matterId, point, mediaType, sha256, size, personal },
    uploadedAt: unit.now,
    uploadedById: unit.actor.accountId ?? id,
    uploadedByName: unit.actor.displayName ?? unit.actor.username ?? '',
  };
  await unit.em.insert(Evidence, evidence);
  const kept = await unit.em.nativeUpdate(
    EvidenceBlob,
    { id: { $in: [...blobIds] }, state: BlobState.PENDING },
    { state: BlobState.KEPT, evidence: id },
  );
  if (kept !== blobIds.length) throw new Error('blobs of evidence were swept before they were kept');
  await recordEvent(unit, 'evidence.attached', subject, {
    ...{ assignment: assignment.id, kind, contentHash: sha256 },
  });
  return { __typename: 'EvidenceKept', evidence, isNew: true };
}
