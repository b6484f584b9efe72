import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import {
  type AnnouncedBlob,
  announceBlobs,
  BlobRole,
  considerEvidence,
  type EvidenceClaim,
  type EvidenceContent,
  evidenceKinds,
  type KeptEvidence,
  keepEvidence,
  type Label,
  mediaTypes,
  sameOrTaken,
} from '../../schema/inspection/index.js';
import { isRefusal, type Refusal } from '../../schema/shared/refusal.js';
import type { Actor } from '../../schema/shared/unit.js';
import { type SpooledFile, spool } from '../http/upload-spool.js';
import type { Config } from '../platform/config.js';
import { createStep, type StepSources } from '../platform/step.js';
import { sealBlob, sealedSize } from './blob-cipher.js';
import type { BlobStore } from './blob-store.js';
import { readCapture } from './capture.js';
import { admitFile } from './evidence-file.js';
import { openStore } from './open-store.js';
import { drawPicture } from './picture.js';

const MEGABYTE = 1024 * 1024;

/** Where evidence lies, and how much of it is taken. */
export interface EvidenceRoom {
  readonly store: BlobStore;
  readonly photoBytes: number;
  readonly documentBytes: number;
  readonly megapixels: number;
  readonly perVisit: number;
}

export function openEvidenceRoom(config: Config): EvidenceRoom {
  return {
    store: openStore(config),
    photoBytes: config.FAIRDRAW_EVIDENCE_PHOTO_MB * MEGABYTE,
    documentBytes: config.FAIRDRAW_EVIDENCE_DOCUMENT_MB * MEGABYTE,
    megapixels: config.FAIRDRAW_EVIDENCE_MEGAPIXELS,
    perVisit: config.FAIRDRAW_EVIDENCE_PER_VISIT,
  };
}

/** The largest file of a kind, in bytes. */
export function limitOf({ kind }: EvidenceClaim, { photoBytes, documentBytes }: EvidenceRoom): number {
  return evidenceKinds[kind].form === 'PICTURE' ? photoBytes : documentBytes;
}

/** Bytes that go into the store as one blob. */
interface Piece extends EvidenceContent {
  readonly role: BlobRole;
  readonly bytes: () => AsyncIterable<Uint8Array>;
}

/** What a file turned out to be, and what of it is kept. */
interface Examined {
  readonly pieces: readonly Piece[];
  readonly exif?: Uint8Array;
}

function jpegOf(role: BlobRole, bytes: Uint8Array): Piece {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const whole = async function* () {
    yield bytes;
  };
  return { role, mediaType: 'image/jpeg', sha256, size: bytes.length, bytes: whole };
}

async function examine(
  file: SpooledFile,
  { kind }: EvidenceClaim,
  { megapixels }: EvidenceRoom,
): Promise<Examined | Refusal> {
  const { form } = evidenceKinds[kind];
  const mediaType = await admitFile(file.path, file.size, form);
  if (isRefusal(mediaType)) return mediaType;
  const { sha256, size } = file;
  const original: Piece = { role: BlobRole.ORIGINAL, mediaType, sha256, size, bytes: file.parts };
  if (!mediaTypes.PICTURE.includes(mediaType)) return { pieces: [original] };
  const shown = await drawPicture(file.path, megapixels);
  if (isRefusal(shown)) return shown;
  const { picture, thumbnail, exif } = shown;
  const drawn = [jpegOf(BlobRole.PICTURE, picture), jpegOf(BlobRole.THUMBNAIL, thumbnail)];
  return { pieces: [original, ...drawn], exif };
}

/** How a file comes: whose it is, what its device says of it, and its bytes. */
export interface Arrival {
  readonly claim: EvidenceClaim;
  readonly label: Label;
  readonly body: Readable;
  /** Who sends it; asked again when all of it is here, for that takes minutes. */
  readonly findActor: () => Promise<Actor>;
}

/**
 * Takes a file as evidence: refused before it is read where it would be anyway; received into a file of this process;
 * examined; announced; written into the store; and made evidence by one step. A crash anywhere leaves no evidence that
 * lacks its files, and files without evidence are known and swept.
 * @throws TooLargeError, StoreUnavailableError
 */
export async function receiveEvidence(
  sources: StepSources,
  room: EvidenceRoom,
  arrival: Arrival,
): Promise<KeptEvidence | Refusal> {
  const { claim, body, findActor } = arrival;
  const step = createStep(sources, await findActor());
  const known = await step((unit) => considerEvidence(unit, claim, room.perVisit));
  if (isRefusal(known)) return known;
  const file = await spool(body, limitOf(claim, room));
  try {
    const actor = await findActor();
    return known
      ? sameOrTaken({ actor }, known, claim, file)
      : await keepFile(sources, room, arrival, actor, file);
  } finally {
    await file.remove();
  }
}

async function keepFile(
  sources: StepSources,
  room: EvidenceRoom,
  { claim, label }: Arrival,
  actor: Actor,
  file: SpooledFile,
): Promise<KeptEvidence | Refusal> {
  const step = createStep(sources, actor);
  const examined = await examine(file, claim, room);
  if (isRefusal(examined)) return examined;
  const { pieces, exif } = examined;
  const { fields, takenAt } = readCapture(exif);
  const told = { ...label, takenAt: label.takenAt ?? takenAt };
  const drafts = pieces.map(({ bytes: _, ...draft }) => draft);
  const blobs = await step((unit) => announceBlobs(unit, claim.assignmentId, drafts, told));
  await writeAll(sources, room.store, pieces, blobs);
  const { mediaType, sha256, size } = pieces[0] as Piece;
  const stored = { mediaType, sha256, size, blobIds: blobs.map(({ id }) => id), capture: fields };
  return step((unit) => keepEvidence(unit, claim, stored, room.perVisit));
}

async function writeAll(
  { chance }: StepSources,
  store: BlobStore,
  pieces: readonly Piece[],
  blobs: readonly AnnouncedBlob[],
): Promise<void> {
  for (const [n, blob] of blobs.entries()) {
    const { bytes } = pieces[n] as Piece;
    await store.put(blob.id, sealBlob(bytes(), blob, chance), sealedSize(blob.size));
  }
}
