/** Files of records (§1): one canonical record per line, each ended by LF, ids ascending strictly. */
import { compareUtf8, fromUtf8, toHex, utf8 } from './bytes.js';
import { type CanonicalValue, canonical, parseCanonical } from './canonical.js';
import { id } from './codes.js';
import { documentHash, taggedHash } from './digest.js';
import { DrawFault } from './faults.js';
import {
  type ConflictRecord,
  conflictRecord,
  type ExcludedRecord,
  excludedRecord,
  type InspectorRecord,
  inspectorRecord,
  type TargetRecord,
  targetRecord,
} from './pool.js';
import { leafHashes, saltOf, treeCodes } from './salt.js';
import { type Hasher, sha256 } from './sha256.js';
import { type Check, shape } from './shape.js';
import { treeRoot } from './tree.js';

/** Enough that decoding them at once pays, few enough to hold twice. */
const linesAtOnce = 1024;

/** Record lines as bytes or as text. */
export type FileBytes = Uint8Array | string;

/** A checked file. `line(i)` is without its LF; line i occupies `bytes[starts[i] … starts[i+1])` with it. */
export interface RecordFile<T> {
  readonly name: string;
  readonly count: number;
  readonly ids: readonly string[];
  readonly bytes: Uint8Array;
  readonly starts: Uint32Array;
  line(i: number): Uint8Array;
  record(i: number): T;
}

/** What the leaves of a kind of record are ordered and salted by. */
export type IdOf<T> = (record: T) => string;

export const idOf: IdOf<{ id: string }> = (record) => record.id;
/** A pair has no id of its own; ids hold no space, so that this order is the order by (entity, officer). */
export const pairOf: IdOf<ConflictRecord> = (pair) => `${pair.entity} ${pair.officer}`;

/** Reads and checks a file; every fault names `name:line`. */
export function readRecords<T extends object>(
  file: FileBytes,
  name: string,
  check: Check<T>,
  key: IdOf<T>,
): RecordFile<T> {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const starts = lineStarts(bytes, name);
  const count = starts.length - 1;
  const line = (i: number) => bytes.subarray(starts[i]!, starts[i + 1]! - 1);
  const record = (i: number) => JSON.parse(fromUtf8(line(i), name)) as T;
  const ids: string[] = new Array(count);
  for (let first = 0; first < count; first += linesAtOnce) {
    const lines = decodedLines(bytes, starts, first, Math.min(count, first + linesAtOnce));
    for (let i = first; i < first + lines.length; i++) {
      const at = `${name}:${i + 1}`;
      ids[i] = key(check(parseCanonical(lines[i - first]!, at), at));
      if (i > 0 && compareUtf8(ids[i - 1]!, ids[i]!) >= 0) {
        throw new DrawFault('RECORD_ORDER', { file: name, line: i + 1, id: ids[i]! });
      }
    }
  }
  return { name, count, ids, bytes, starts, line, record };
}

/**
 * Lines as texts, decoded at once, which is faster than one by one; as bytes where one of them is not UTF-8, so
 * that this line is named and no sooner than its turn.
 */
function decodedLines(
  bytes: Uint8Array,
  starts: Uint32Array,
  first: number,
  end: number,
): (string | Uint8Array)[] {
  try {
    return fromUtf8(bytes.subarray(starts[first]!, starts[end]! - 1), 'lines').split('\n');
  } catch {
    return Array.from({ length: end - first }, (_, i) =>
      bytes.subarray(starts[first + i]!, starts[first + i + 1]! - 1),
    );
  }
}

/** The lines of a file, each ended by LF, without it. */
export function recordLines(file: FileBytes, name: string): Uint8Array[] {
  const bytes = typeof file === 'string' ? utf8(file) : file;
  const starts = lineStarts(bytes, name);
  return Array.from({ length: starts.length - 1 }, (_, i) => bytes.subarray(starts[i]!, starts[i + 1]! - 1));
}

function lineStarts(bytes: Uint8Array, name: string): Uint32Array {
  const starts = [0];
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) starts.push(at + 1);
  if (starts.at(-1) !== bytes.length) {
    throw new DrawFault('RECORD_LINE', { file: name, line: starts.length, reason: 'no LF at the end' });
  }
  return Uint32Array.from(starts);
}

/** Record lines in order; `DUPLICATE_ID` for two of one id. The input's order does not matter. */
function writeRecords<T extends object>(
  records: readonly T[],
  name: string,
  check: Check<T>,
  key: IdOf<T>,
): Uint8Array {
  const keyed = records.map((record, i) => ({ key: key(check(record, `${name}[${i}]`)), record }));
  keyed.sort((a, b) => compareUtf8(a.key, b.key));
  for (let i = 1; i < keyed.length; i++) {
    if (keyed[i]!.key === keyed[i - 1]!.key) {
      throw new DrawFault('DUPLICATE_ID', { id: keyed[i]!.key, first: name, second: name });
    }
  }
  return utf8(keyed.map(({ record }) => `${canonical(record, name)}\n`).join(''));
}

/** The file of one stratum. */
export function targetFile(records: readonly TargetRecord[]): Uint8Array {
  return writeRecords(records, 'targets', targetRecord, idOf);
}

export function inspectorFile(records: readonly InspectorRecord[]): Uint8Array {
  return writeRecords(records, 'inspectors', inspectorRecord, idOf);
}

export function excludedFile(records: readonly ExcludedRecord[]): Uint8Array {
  return writeRecords(records, 'excluded', excludedRecord, idOf);
}

/** Why an officer and an entity may not meet; `evidence` is a text, e.g. the hash of a scan. */
export interface ConflictGround {
  entity: string;
  officer: string;
  code: string;
  evidence: string;
}

/** `H("dr/1/reason", salt, code, evidence)` in hex; the salt is that of the pair's leaf. */
export function conflictReason(ground: ConflictGround, poolKey: Uint8Array): string {
  const salt = saltOf(poolKey, treeCodes.conflicts, pairOf({ ...ground, reason: '' }));
  return toHex(taggedHash('dr/1/reason', [salt, ground.code, ground.evidence]));
}

/** The conflict file, and the grounds behind its hashes in the same order, for restricted verifiers only. */
export function conflictFile(
  grounds: readonly ConflictGround[],
  poolKey: Uint8Array,
): { records: Uint8Array; reasons: Uint8Array } {
  const pairs = grounds.map((ground) => ({
    entity: ground.entity,
    officer: ground.officer,
    reason: conflictReason(ground, poolKey),
  }));
  const records = writeRecords(pairs, 'conflicts', conflictRecord, pairOf);
  const sorted = [...grounds].sort((a, b) =>
    compareUtf8(pairOf({ ...a, reason: '' }), pairOf({ ...b, reason: '' })),
  );
  return { records, reasons: utf8(sorted.map((ground) => `${canonical(ground)}\n`).join('')) };
}

/** `H("dr/1/filter", canonical(filter))` in hex, for `frame.filterHash`. */
export function filterHash(filter: CanonicalValue): string {
  return documentHash('dr/1/filter', filter);
}

/**
 * Hash of a whole register for `frame.registerRoot`: the root of its tree under a key of 32 zero bytes, so that
 * the same register gives the same hash in every draw. No path of it is ever published.
 */
export function registerHash(file: FileBytes, hasher: Hasher = sha256): string {
  const register = readRecords(file, 'register.jsonl', shape<{ id: string }>({ id }, true), idOf);
  return toHex(treeRoot(leafHashes(register, new Uint8Array(32), 'register', hasher), hasher));
}
