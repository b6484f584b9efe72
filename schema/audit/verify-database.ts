import type { Reader } from '../shared/unit.js';
import { AuditNode } from './audit-chain.entity.js';
import { type AuditDifference, differs } from './audit-difference.js';
import { auditLines } from './audit-lines.js';
import { findLastCheckpoint } from './checkpoint.service.js';
import type { StoredNode } from './tree/stored-tree.js';
import { type AuditVerdict, verifyAudit } from './verify-audit.js';
import type { KnownBefore } from './verify-checkpoints.js';

const placeOf = ({ height, index }: Omit<StoredNode, 'hash'>) => `${height}/${index}`;

const heads = `
  select h.id, h.size::text, h.chain_hash, e.seq::text, e.chain_hash as last_hash, (select count(*) from audit_event)::text as live,
    (select count(*) from audit_archived_leaf)::text as archived
  from audit_head h left join lateral (
    select seq, chain_hash from audit_event union all select seq, chain_hash from audit_archived_leaf
    order by seq desc limit 1) e on true`;

interface HeadRow {
  readonly id: number;
  readonly size: string;
  readonly chain_hash: string;
  readonly seq: string | null;
  readonly last_hash: string | null;
  readonly live: string;
  readonly archived: string;
}

/** Whether the head stands at the last event, and no row stands outside the sequence. */
async function checkHead(reader: Reader): Promise<AuditDifference | undefined> {
  const rows = await reader.em.execute<HeadRow[]>(heads);
  const [head] = rows;
  if (head?.id !== 1 || rows.length > 1) return differs('HEAD', { field: 'id' });
  if (head.size !== (head.seq ?? '0')) return differs('HEAD', { seq: Number(head.size), field: 'size' });
  const last = head.last_hash ?? '0'.repeat(64);
  if (head.chain_hash !== last) return differs('HEAD', { seq: Number(head.size), field: 'chain_hash' });
  return Number(head.live) + Number(head.archived) === Number(head.size) ? undefined : differs('ORDER');
}

/** Compares stored nodes with those that the leaves make. */
class NodeComparison {
  readonly #stored: Map<string, string>;

  constructor(
    nodes: readonly StoredNode[],
    /** Nodes are stored when a checkpoint is made: beyond the last there are none. */
    private readonly sealedSize: number,
  ) {
    this.#stored = new Map(nodes.map((node) => [placeOf(node), node.hash]));
  }

  take = (node: StoredNode): AuditDifference | undefined => {
    const place = placeOf(node);
    const end = (node.index + 1) * 256 ** node.height;
    const isDue = end <= this.sealedSize;
    const hash = this.#stored.get(place);
    this.#stored.delete(place);
    return hash === (isDue ? node.hash : undefined) ? undefined : differs('NODE', { seq: end, field: place });
  };

  /** After the last leaf: no other node is stored. */
  end(): AuditDifference | undefined {
    const [left] = this.#stored.keys();
    return left === undefined ? undefined : differs('NODE', { field: left });
  }
}

/** Verifies the record where it is: what a file of it would hold, and what stands beside it. Needs the owner's rights. */
export function verifyDatabase(reader: Reader, known: KnownBefore = {}): Promise<AuditVerdict> {
  return reader.beyond('audit', async (wide) => {
    const nodes = await wide.em.find(AuditNode, {});
    const comparison = new NodeComparison(nodes, (await findLastCheckpoint(wide))?.size ?? 0);
    const verdict = await verifyAudit(auditLines(wide), { ...known, onNode: comparison.take });
    const difference = verdict.difference ?? comparison.end() ?? (await checkHead(wide));
    return difference ? { ...verdict, ok: false, difference } : verdict;
  });
}
