import type { Reader, Unit } from '../shared/unit.js';
import { recordEvent } from './audit.service.js';
import { AuditCheckpoint } from './audit-chain.entity.js';
import { originOf, readNote, readVerifierKey, signNote, verifierKeyOf } from './signed-note.js';
import { storedTree, storeNodes } from './tree/stored-tree.js';
import { rootOf } from './tree/tree-proofs.js';

/** A checkpoint is due after so many events, or so long after the last where there are any. */
const EVENTS_BETWEEN = 1_000;
const MS_BETWEEN = 3_600_000;
/** The key of the advisory lock under which checkpoints are made: "seal" in ASCII. */
const SEAL_LOCK = 0x7365616c;

interface End {
  readonly size: number;
  readonly chainHash: string;
  readonly kind: string | null;
}

const ending = `
  select seq, chain_hash, kind from (select seq, chain_hash, kind from audit_event order by seq desc limit 1) as live
  union all select seq, chain_hash, null from (select seq, chain_hash from audit_archived_leaf order by seq desc limit 1) as archived
  order by seq desc limit 1`;

/** The last event that is committed. Places are given one after another, so all before it are there too. */
export async function readEnd(reader: Reader): Promise<End | undefined> {
  const [row] = await reader.em.execute<{ seq: string; chain_hash: string; kind: string | null }[]>(ending);
  return row && { size: Number(row.seq), chainHash: row.chain_hash, kind: row.kind };
}

const beginning = `
  select leaf_hash from (
    (select seq, leaf_hash from audit_event order by seq limit 1)
    union all (select seq, leaf_hash from audit_archived_leaf order by seq limit 1)) as first
  order by seq limit 1`;

/** The name of this record, once it has an event: the hash of its first leaf stands in it. */
export async function findOrigin(reader: Reader): Promise<string | undefined> {
  const [row] = await reader.em.execute<{ leaf_hash: string }[]>(beginning);
  return row && originOf(row.leaf_hash);
}

export async function findLastCheckpoint(reader: Reader): Promise<AuditCheckpoint | null> {
  const [last] = await reader.em.find(AuditCheckpoint, {}, { orderBy: { size: 'desc' }, limit: 1 });
  return last ?? null;
}

/** Signs what the record holds. Where nothing was recorded since the last checkpoint but itself, that one stands. */
export function sealAudit(unit: Unit): Promise<AuditCheckpoint | null> {
  return unit.beyond('audit', async (wide) => {
    await wide.em.execute('select pg_advisory_xact_lock(?)', [SEAL_LOCK]);
    const [last, end] = [await findLastCheckpoint(wide), await readEnd(wide)];
    const before = last?.size ?? 0;
    const added = (end?.size ?? 0) - before;
    if (!end || added === 0 || (added === 1 && end.kind === 'audit.sealed')) return last;
    await storeNodes(wide, before, end.size);
    const root = await rootOf(storedTree(wide), 0, end.size);
    const origin = (await findOrigin(wide)) ?? '';
    const checkpoint = sign(wide, { ...end, root, origin });
    await wide.em.insert(AuditCheckpoint, checkpoint);
    const subject = { kind: 'audit-checkpoint', id: String(end.size) };
    await recordEvent(wide, 'audit.sealed', subject, { size: end.size, root });
    return checkpoint;
  });
}

function sign(unit: Unit, { size, chainHash, root, origin }: End & { root: string; origin: string }) {
  const signer = unit.keys.checkpoints;
  const note = signNote({ origin, size, root, chainHash, at: unit.now.toISOString() }, signer);
  const [verifierKey, keyId] = [verifierKeyOf(origin, signer), readNote(note)?.keyId ?? ''];
  const { algorithm } = signer;
  return { size, root, chainHash, at: unit.now, algorithm, keyId, verifierKey, note };
}

/** Signs a checkpoint when enough has happened since the last, or it is long ago. */
export async function sealWhenDue(unit: Unit): Promise<void> {
  const [last, end] = await unit.beyond('audit', async (wide) => [
    await findLastCheckpoint(wide),
    await readEnd(wide),
  ]);
  if (!end) return;
  const isMany = end.size - (last?.size ?? 0) >= EVENTS_BETWEEN;
  const isLongAgo = !last || unit.now.getTime() - last.at.getTime() >= MS_BETWEEN;
  if (isMany || isLongAgo) await sealAudit(unit);
}

/** The public keys by which checkpoints were signed so far, and that by which the next one will be. */
export async function listVerifierKeys(
  reader: Reader,
): Promise<{ text: string; keyId: string; algorithm: string }[]> {
  const origin = await findOrigin(reader);
  if (!origin) return [];
  const rows = await reader.em.execute<{ verifier_key: string }[]>(
    'select verifier_key from audit_checkpoint group by verifier_key order by min(size)',
  );
  const texts = new Set([
    ...rows.map((row) => row.verifier_key),
    verifierKeyOf(origin, reader.keys.checkpoints),
  ]);
  return [...texts].flatMap((text) => readVerifierKey(text) ?? []);
}
