import { type CanonicalValue, parseCanonical } from '../../scheduler/draw/index.js';
import { type AuditDifference, differs } from './audit-difference.js';
import { type CheckpointLine, type EventLine, FILE_FORM, type HeaderLine } from './audit-lines.js';
import { canonicalEvent, chainAfter, type EventRecord, emptyChain, leafHashOf } from './canonical-event.js';
import { originOf } from './signed-note.js';
import { NodeGrowth, type StoredNode } from './tree/stored-tree.js';
import { TreeGrowth } from './tree/tree-growth.js';
import {
  addKeptNotes,
  type CheckedNotes,
  checkCheckpoint,
  expectNote,
  type KnownBefore,
  readKnownKeys,
} from './verify-checkpoints.js';

/** What came of a verification. */
export interface AuditVerdict {
  readonly ok: boolean;
  readonly origin?: string;
  /** Events found in their places. */
  readonly size: number;
  /** Of them those whose content is in an archive: their leaves fit, what they say is not here. */
  readonly archivedCount: number;
  readonly checkpointCount: number;
  /** How many events the last signed checkpoint covers; those after it stand by the chain alone. */
  readonly sealedSize: number;
  readonly chainHash: string;
  /** By how much an event was at most older than the one before it: a step takes its place when it ends. */
  readonly largestStepBackMs: number;
  /** The keys that signed, as C2SP writes them. */
  readonly keys: readonly string[];
  /** The first difference; absent where all is well. */
  readonly difference?: AuditDifference;
}

/** Told of every node that the leaves make, for whoever has stored ones to compare. */
export interface VerifyOptions extends KnownBefore {
  readonly onNode?: (node: StoredNode) => AuditDifference | undefined;
}

class Found extends Error {
  constructor(readonly difference: AuditDifference) {
    super(difference.code);
  }
}

function found(...at: Parameters<typeof differs>): never {
  throw new Found(differs(...at));
}

function orThrow<T extends object>(value: T | AuditDifference): T {
  if ('code' in value && 'zh' in value) throw new Found(value as AuditDifference);
  return value as T;
}

/**
 * Verifies a record, line by line in constant memory, by nothing but its own lines and what the auditor brings along. It
 * recomputes canonical forms, leaves, chain and roots, checks signatures, and stops at the first difference.
 */
export async function verifyAudit(
  lines: AsyncIterable<string>,
  options: VerifyOptions = {},
): Promise<AuditVerdict> {
  const walk = new Walk(options);
  try {
    for await (const line of lines) walk.take(line);
    walk.end();
    return { ok: true, ...walk.told() };
  } catch (error) {
    if (!(error instanceof Found)) throw error;
    return { ok: false, ...walk.told(), difference: error.difference };
  }
}

/** One walk over the lines: header, checkpoints, events. */
class Walk {
  #line = 0;
  #header: HeaderLine | undefined;
  #checked: CheckedNotes = { origin: '', bySize: new Map(), keys: new Map() };
  readonly #known: ReturnType<typeof readKnownKeys> | undefined;
  readonly #tree = new TreeGrowth();
  readonly #nodes = new NodeGrowth();
  /** Sizes and roots that `audit.sealed` tells of. */
  readonly #sealed = new Map<number, string>();
  readonly #sizes = new Set<number>();
  #chain = emptyChain;
  #archivedCount = 0;
  #lastAt = Number.NEGATIVE_INFINITY;
  #largestStepBackMs = 0;

  constructor(private readonly options: VerifyOptions) {
    const { keys = [] } = options;
    this.#known = keys.length > 0 ? readKnownKeys(keys) : undefined;
  }

  told(): Omit<AuditVerdict, 'ok' | 'difference'> {
    return {
      origin: this.#header?.origin,
      size: this.#tree.size,
      archivedCount: this.#archivedCount,
      checkpointCount: this.#sizes.size,
      sealedSize: Math.max(0, ...[...this.#sizes].filter((size) => size <= this.#tree.size)),
      chainHash: this.#chain,
      largestStepBackMs: this.#largestStepBackMs,
      keys: [...this.#checked.keys.values()].map((key) => key.text),
    };
  }

  take(text: string): void {
    this.#line += 1;
    const value = this.#parse(text);
    if (!this.#header) this.#begin(value);
    else if (this.#tree.size === 0 && 'note' in value)
      this.#takeCheckpoint(value as unknown as CheckpointLine);
    else this.#takeEvent(value as unknown as EventLine);
  }

  /** After the last line: everything that was promised has come. */
  end(): void {
    if (!this.#header) found('HEADER', { line: 1 });
    if (this.#tree.size === 0) this.#keepNotes();
    if (this.#tree.size < this.#header.size) found('CUT', { seq: this.#tree.size + 1 });
    const beyond = [...this.#checked.bySize.keys()].filter((size) => size > this.#tree.size);
    if (beyond.length > 0) found('CUT', { seq: this.#tree.size + 1, size: Math.min(...beyond) });
    for (const size of this.#sealed.keys()) if (!this.#sizes.has(size)) found('CHECKPOINT_LACKING', { size });
  }

  #parse(text: string): Record<string, unknown> {
    try {
      if (!text.endsWith('\n')) throw new RangeError('a line that was cut');
      const value: CanonicalValue = parseCanonical(text.slice(0, -1), 'line');
      if (typeof value === 'object' && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch {
      // Named below.
    }
    return found('LINE', { line: this.#line, seq: this.#header && this.#tree.size + 1 });
  }

  #begin(value: Record<string, unknown>): void {
    const { form, origin, size, ...more } = value;
    const isHeader = form === FILE_FORM && typeof origin === 'string' && Number.isSafeInteger(size);
    if (!isHeader || Object.keys(more).length > 0) found('HEADER', { line: this.#line });
    this.#header = value as unknown as HeaderLine;
    this.#checked = { ...this.#checked, origin };
  }

  #takeCheckpoint(stored: CheckpointLine): void {
    const known = this.#known && orThrow(this.#known);
    const { note, key } = orThrow(checkCheckpoint(stored, this.#checked.origin, known, this.#line));
    if (this.#sizes.has(note.size)) found('LINE', { line: this.#line, size: note.size });
    this.#sizes.add(note.size);
    this.#checked.keys.set(key.keyId, key);
    expectNote(this.#checked, note);
  }

  #keepNotes(): void {
    const known = this.#known && orThrow(this.#known);
    const difference = addKeptNotes(this.#checked, this.options.notes ?? [], known);
    if (difference) throw new Found(difference);
  }

  #takeEvent(place: EventLine): void {
    if (this.#tree.size === 0) this.#keepNotes();
    const seq = this.#tree.size + 1;
    const at = { seq, line: this.#line };
    if (place.seq !== seq) found('ORDER', at);
    if (seq > (this.#header?.size ?? 0)) found('SURPLUS', at);
    this.#checkPlace(place, at);
    if (seq === 1 && originOf(place.leaf) !== this.#checked.origin) found('ORIGIN', at);
    if (place.event) this.#takeContent(place.event, at);
    else this.#archivedCount += 1;
    this.#chain = place.chain;
    this.#grow(place.leaf);
  }

  /** Which of content, leaf and chain was changed: the two others still fit. */
  #checkPlace({ leaf, chain, event, ...more }: EventLine, at: { seq: number; line: number }): void {
    if (typeof leaf !== 'string' || !/^[0-9a-f]{64}$/.test(leaf))
      found('LEAF', { ...at, field: 'leaf_hash' });
    if (Object.keys(more).join() !== 'seq') found('LINE', at);
    const own = event === undefined ? leaf : leafHashOf(this.#textOf(event, at));
    const isLinked = chain === chainAfter(this.#chain, leaf);
    if (own === leaf && isLinked) return;
    if (own !== leaf && isLinked) found('CONTENT', at);
    if (own !== leaf && chain === chainAfter(this.#chain, own)) found('LEAF', { ...at, field: 'leaf_hash' });
    found('CHAIN', { ...at, field: own === leaf ? 'chain_hash' : undefined });
  }

  /** The event's canonical text; a field that does not belong there counts as a change of the content. */
  #textOf(event: EventRecord, at: { seq: number; line: number }): string {
    const text = canonicalEvent(event);
    if (text !== JSON.stringify(event)) found('CONTENT', at);
    return text;
  }

  #takeContent(event: EventRecord, at: { seq: number }): void {
    const instant = Date.parse(event.at);
    this.#largestStepBackMs = Math.max(this.#largestStepBackMs, this.#lastAt - instant);
    this.#lastAt = instant;
    if (event.kind !== 'audit.sealed') return;
    const { size, root } = event.data as { size?: unknown; root?: unknown };
    if (typeof size === 'number' && typeof root === 'string' && size < at.seq) this.#sealed.set(size, root);
  }

  #grow(leaf: string): void {
    this.#tree.add(leaf);
    for (const node of this.#nodes.add(leaf)) {
      const difference = this.options.onNode?.(node);
      if (difference) throw new Found(difference);
    }
    const notes = this.#checked.bySize.get(this.#tree.size);
    if (!notes) return;
    const [root, at] = [this.#tree.root(), { size: this.#tree.size, line: this.#line }];
    if (notes.some((note) => note.root !== root)) found('ROOT', at);
    if (notes.some((note) => note.chainHash !== this.#chain)) found('CHECKPOINT_CHAIN', at);
  }
}
