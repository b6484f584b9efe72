/** Record files (§2) as they are read: one canonical record per line, each ended by LF, ids ascending strictly. */
import { asBytes, compareUtf8, fromUtf8 } from './bytes.js';
import { parseCanonical } from './canonical.js';
import { DrawFault } from './faults.js';
import type { ConflictRecord } from './pool.js';
import type { Check } from './shape.js';

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
  const bytes = asBytes(file);
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
  const bytes = asBytes(file);
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
