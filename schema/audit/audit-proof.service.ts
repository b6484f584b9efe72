import { GraphQLError } from 'graphql';
import { type PageArguments, pageOf } from '../shared/page.js';
import type { Reader } from '../shared/unit.js';
import { AuditCheckpoint } from './audit-chain.entity.js';
import { AuditEvent } from './audit-event.entity.js';
import { storedTree } from './tree/stored-tree.js';
import { proveConsistency, proveInclusion } from './tree/tree-proofs.js';

/** Checkpoints, the newest first. */
export function pageCheckpoints(reader: Reader, page: PageArguments) {
  return pageOf<AuditCheckpoint>(page, [(row) => row.size], (limit, after) =>
    reader.em.find(AuditCheckpoint, after ? { size: { $lt: Number(after[0]) } } : {}, {
      orderBy: { size: 'desc' },
      limit,
    }),
  );
}

/** The checkpoint of so many events, the newest when no size is given, or nothing. */
export async function findCheckpoint(reader: Reader, size?: number | null): Promise<AuditCheckpoint | null> {
  const where = size == null ? {} : { size };
  const [found] = await reader.em.find(AuditCheckpoint, where, { orderBy: { size: 'desc' }, limit: 1 });
  return found ?? null;
}

/** Proofs are given between checkpoints: what they speak of is signed, and its nodes are stored. */
async function getCheckpoint(reader: Reader, name: string, size: number): Promise<AuditCheckpoint> {
  const checkpoint = await findCheckpoint(reader, size);
  if (checkpoint) return checkpoint;
  throw new GraphQLError(
    `${name}: 没有该大小的检查点，请从 auditCheckpoints 选取。No checkpoint of this size; take one from the list.`,
    { extensions: { code: 'BAD_USER_INPUT' } },
  );
}

/** Shows that the record of an earlier checkpoint is the beginning of a later one's. */
export async function readConsistency(reader: Reader, fromSize: number, toSize: number) {
  const from = await getCheckpoint(reader, 'from', fromSize);
  const to = await getCheckpoint(reader, 'to', toSize);
  if (from.size > to.size) {
    throw new GraphQLError('from: 须不大于 to。Must not be greater than `to`.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const path = await reader.beyond('audit', (wide) => proveConsistency(storedTree(wide), from.size, to.size));
  return { from, to, path };
}

/** Shows that an event stands in the record of a checkpoint; nothing where the reader may not see the event. */
export async function readInclusion(reader: Reader, event: AuditEvent, size: number) {
  const checkpoint = await getCheckpoint(reader, 'size', size);
  if (event.seq > checkpoint.size) {
    throw new GraphQLError('size: 该检查点早于此事件，请选更大的。This checkpoint is older than the event.', {
      extensions: { code: 'BAD_USER_INPUT' },
    });
  }
  const path = await reader.beyond('audit', (wide) =>
    proveInclusion(storedTree(wide), event.seq - 1, checkpoint.size),
  );
  return { event, checkpoint, path };
}
