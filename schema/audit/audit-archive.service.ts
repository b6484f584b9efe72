import { dayInShanghai } from '../shared/day.js';
import type { Reader, Unit } from '../shared/unit.js';
import { NothingToArchive, TooEarlyToArchive } from './audit.errors.js';
import { recordEvent } from './audit.service.js';
import { AuditCheckpoint } from './audit-chain.entity.js';

const DAY_MS = 86_400_000;

/** The largest checkpoint all of whose events are of days before this one; a refusal where that would be too early. */
export async function findArchivable(
  reader: Reader,
  beforeOn: string,
  keepDays: number,
): Promise<AuditCheckpoint | NothingToArchive | TooEarlyToArchive> {
  const latestOn = dayInShanghai(new Date(reader.now.getTime() - keepDays * DAY_MS));
  if (beforeOn > latestOn) return new TooEarlyToArchive(keepDays, latestOn);
  return reader.beyond('audit', async (wide) => {
    const [row] = await wide.em.execute<{ seq: string | null }[]>(
      'select min(seq) as seq from audit_event where at >= ?::timestamptz',
      [`${beforeOn}T00:00:00+08:00`],
    );
    const [left] = await wide.em.execute<{ seq: string | null }[]>('select min(seq) as seq from audit_event');
    const bounds = { $gte: Number(left?.seq ?? Number.MAX_SAFE_INTEGER) };
    const size = row?.seq == null ? bounds : { ...bounds, $lt: Number(row.seq) };
    const [found] = await wide.em.find(AuditCheckpoint, { size }, { orderBy: { size: 'desc' }, limit: 1 });
    return found ?? new NothingToArchive(beforeOn);
  });
}

/** Where an archive is, as far as the record tells: its places and the hash of its file. */
export interface ArchiveMatters {
  readonly size: number;
  readonly fileHash: string;
  readonly keepDays: number;
}

/**
 * Takes the events up to a checkpoint out of the database; leaves, chain and tree stay. The database itself refuses what
 * is younger than 184 days, and everybody but its owner.
 */
export async function archiveEvents(
  unit: Unit,
  { size, fileHash, keepDays }: ArchiveMatters,
): Promise<number> {
  const [row] = await unit.em.execute<{ taken: string }[]>(
    'select archive_audit_events(?::bigint, ?::integer) as taken',
    [size, keepDays],
  );
  const taken = Number(row?.taken);
  const data = { first: size - taken + 1, last: size, fileHash };
  await recordEvent(unit, 'audit.archived', { kind: 'audit-record', id: String(size) }, data);
  return taken;
}
