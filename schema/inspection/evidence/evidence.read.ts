import { recordEvent } from '../../audit/index.js';
import { type PersonalFields, ReadingWay, readPersonal, recordReadings } from '../../personal/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { findSight, type Sight } from './evidence.access.js';
import { purposeOfBlob } from './evidence.attach.js';
import { BlobRole, BlobState, Evidence, EvidenceBlob, EvidenceWithdrawal } from './evidence.entity.js';
import { EvidenceKind } from './evidence.kinds.js';
import { openLabel } from './evidence.label.js';

/** A file to be sent: where it lies, how it opens, and what it must turn out to be. */
export interface OpenedBlob {
  readonly id: string;
  readonly key: Uint8Array;
  readonly mediaType: string;
  readonly sha256: string;
  readonly size: number;
  readonly fileName: string;
}

/** Of a matter's evidence whoever sent it sees it, too; that of an alarm is seen by those who judge evidence. */
async function findSightOf(reader: Reader, evidence: Evidence): Promise<Sight | undefined> {
  const sight = await findSight(reader, evidence.assignment);
  if (sight === 'ORIGINALS' || !evidence.matterId) return sight;
  if (evidence.uploadedById === reader.actor.accountId) return 'PICTURES';
  return evidence.kind === EvidenceKind.ALARM ? undefined : sight;
}

/**
 * Opens a file of a piece of evidence for the actor. Pictures are for whoever sees the visit's evidence; a photo as it was
 * taken, with place and time in it, for those who judge evidence. Documents have no picture, and are read as they are.
 * Who is shown what, small pictures apart, is written down before anything is sent.
 */
export async function openEvidence(
  unit: Unit,
  id: string,
  role: BlobRole,
): Promise<OpenedBlob | 'ENDED' | undefined> {
  const evidence = await unit.beyond('team', ({ em }) =>
    em.findOne(Evidence, { id }, { disableIdentityMap: true }),
  );
  const sight = evidence && (await findSightOf(unit, evidence));
  if (!evidence || !sight) return undefined;
  const blobs = await unit.beyond('team', ({ em }) =>
    em.find(EvidenceBlob, { evidence: id }, { disableIdentityMap: true }),
  );
  const isPicture = blobs.some((blob) => blob.role === BlobRole.PICTURE);
  if (role === BlobRole.ORIGINAL && isPicture && sight !== 'ORIGINALS') return undefined;
  const blob = blobs.find((one) => one.role === role);
  if (!blob) return undefined;
  const original = blobs.find((one) => one.role === BlobRole.ORIGINAL);
  if (blob.state !== BlobState.KEPT || !blob.sealedKey || !original?.sealedLabel) return 'ENDED';
  if (role !== BlobRole.THUMBNAIL) await writeDown(unit, evidence, role);
  const { mediaType, sha256, size } = blob;
  const fileName = openLabel(unit.keys, original.id, original.sealedLabel).name;
  const key = unit.keys.open(blob.sealedKey, purposeOfBlob(blob.id));
  return { id: blob.id, key, mediaType, sha256, size, fileName };
}

async function writeDown(unit: Unit, { id, sha256 }: Evidence, role: BlobRole): Promise<void> {
  const subject = { kind: 'evidence', id };
  await recordReadings(unit, [{ way: ReadingWay.EVIDENCE, subject }]);
  if (role !== BlobRole.ORIGINAL) return;
  await recordEvent(unit, 'evidence.fetched', subject, { contentHash: sha256 });
}

/** What the camera wrote: for those who judge evidence, and each look is written down. */
export async function readCapture(unit: Unit, id: string): Promise<PersonalFields | null> {
  return unit.beyond('team', async (wide) => {
    const evidence = await wide.em.findOne(Evidence, { id }, { disableIdentityMap: true });
    const sight = evidence && (await findSight(unit, evidence.assignment));
    if (!evidence || sight !== 'ORIGINALS') return null;
    const content = await readPersonal(wide, evidence.personal);
    return isRefusal(content) ? null : (content.fields ?? null);
  });
}

/** Which of these are evidence of the visit that stands: what a checklist, a signature or a proof may refer to. */
export async function listStanding(
  reader: Reader,
  assignmentId: string,
  ids: readonly string[],
): Promise<Map<string, Evidence>> {
  return reader.beyond('team', async ({ em }) => {
    const rows = await em.find(
      Evidence,
      { id: { $in: [...ids] }, assignment: assignmentId },
      { disableIdentityMap: true },
    );
    const withdrawn = await em.find(EvidenceWithdrawal, { evidence: { $in: rows.map(({ id }) => id) } });
    const gone = new Set(withdrawn.map(({ evidence }) => evidence));
    return new Map(rows.filter(({ id }) => !gone.has(id)).map((row) => [row.id, row]));
  });
}
