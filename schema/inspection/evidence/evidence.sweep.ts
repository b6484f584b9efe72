import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { BlobState, EvidenceBlob } from './evidence.entity.js';

/** How long an upload may take from its announcement to its evidence; what is older was given up by a process that died. */
const ABANDONED_MS = 24 * 3_600_000;

/** How many blobs go in one step. */
export const SWEEP_BATCH = 100;

/**
 * Blobs of evidence whose term is over, or which never became evidence: their keys are destroyed here and now, and their
 * names told, so that the store forgets them, too. What an earlier run could not remove is told again.
 */
export async function claimRemovable(unit: Unit): Promise<string[]> {
  await destroyEnded(unit);
  const before = new Date(unit.now.getTime() - ABANDONED_MS);
  const where = `state = 'REMOVING' or (state = 'PENDING' and created_at < ?::timestamptz)`;
  const rows = await unit.em.execute<{ id: string }[]>(
    `update evidence_blob set state = 'REMOVING', sealed_key = null, sealed_label = null
      where id in (select id from evidence_blob where ${where} order by id limit ? for update skip locked)
      returning id`,
    [before.toISOString(), SWEEP_BATCH],
  );
  return rows.map(({ id }) => id);
}

async function destroyEnded(unit: Unit): Promise<void> {
  const ended = await unit.em.execute<{ id: string }[]>(
    `update evidence_blob set state = 'REMOVING', sealed_key = null, sealed_label = null
      where state = 'KEPT' and evidence_id in (
        select e.id from evidence e join personal_record r on r.id = e.personal_id
         where r.destroyed_at is not null
           and exists (select from evidence_blob b where b.evidence_id = e.id and b.state = 'KEPT')
         order by e.id limit ?)
      returning evidence_id as id`,
    [SWEEP_BATCH],
  );
  for (const id of new Set(ended.map((row) => row.id))) {
    await recordEvent(unit, 'evidence.ended', { kind: 'evidence', id });
  }
}

/** The store has them no more. */
export async function markRemoved(unit: Unit, ids: readonly string[]): Promise<void> {
  await unit.em.nativeUpdate(
    EvidenceBlob,
    { id: { $in: [...ids] }, state: BlobState.REMOVING },
    { state: BlobState.REMOVED },
  );
}

function listIn(reader: Reader, state: BlobState, after: string | undefined, limit: number) {
  const key = after ? { id: { $gt: after } } : {};
  return reader.em.find(
    EvidenceBlob,
    { $and: [key, { state }] },
    { orderBy: { id: 'asc' }, limit, disableIdentityMap: true },
  );
}

/** The blobs that must be in the store, by id, for whoever compares or copies it. */
export function listKept(reader: Reader, after: string | undefined, limit: number): Promise<EvidenceBlob[]> {
  return listIn(reader, BlobState.KEPT, after, limit);
}

/** Which of these are blobs that may be in the store: announced, kept, or on their way out. */
export async function listKnown(reader: Reader, ids: readonly string[]): Promise<Set<string>> {
  const known = await reader.em.find(
    EvidenceBlob,
    { id: { $in: [...ids] }, state: { $ne: BlobState.REMOVED } },
    { fields: ['id'], disableIdentityMap: true },
  );
  return new Set(known.map(({ id }) => id));
}

/** The blobs that must be in no copy of it either. */
export function listRemoved(
  reader: Reader,
  after: string | undefined,
  limit: number,
): Promise<EvidenceBlob[]> {
  return listIn(reader, BlobState.REMOVED, after, limit);
}
