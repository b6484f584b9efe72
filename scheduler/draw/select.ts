/**
 * `sr-ticket/1` (§5): every unit of a stratum has a 64-bit ticket by its leaf number; the smallest win.
 *
 * Anybody recomputes all tickets from the seed and the stratum's count, without seeing a record.
 */
import { type Stream, streamOf } from './stream.js';

const blockBits = 12;
const blockSize = 1 << blockBits;
const mostBucketBits = 16;

/** Units in draw order: the first k are selected, the rest is the reserve. Tickets in two halves. */
export interface Tickets {
  indices: Uint32Array;
  high: Uint32Array;
  low: Uint32Array;
}

/** The `wanted` smallest (ticket, index) of units 0 … count − 1, ascending. */
export function smallestTickets(seed: Uint8Array, stratum: string, count: number, wanted: number): Tickets {
  const all = allTickets(seed, stratum, count);
  const indices = sortedStart(all, wanted);
  return { indices, high: indices.map((i) => all.high[i]!), low: indices.map((i) => all.low[i]!) };
}

/** The ticket of one unit: its block's stream, two outputs for each unit before it and two for itself. */
export function ticketOf(seed: Uint8Array, stratum: string, index: number): string {
  const stream = blockStream(seed, stratum, index >>> blockBits);
  for (let skipped = index % blockSize; skipped > 0; skipped--) {
    stream.next();
    stream.next();
  }
  return ticketHex(stream.next(), stream.next());
}

/** 16 hex digits. */
export function ticketHex(high: number, low: number): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

function blockStream(seed: Uint8Array, stratum: string, block: number): Stream {
  return streamOf(seed, `select/${stratum}/${block}`);
}

function allTickets(
  seed: Uint8Array,
  stratum: string,
  count: number,
): { high: Uint32Array; low: Uint32Array } {
  const high = new Uint32Array(count);
  const low = new Uint32Array(count);
  for (let first = 0; first < count; first += blockSize) {
    const stream = blockStream(seed, stratum, first >>> blockBits);
    const end = Math.min(count, first + blockSize);
    for (let i = first; i < end; i++) {
      high[i] = stream.next();
      low[i] = stream.next();
    }
  }
  return { high, low };
}

/** The first `wanted` units in order of ticket: sorted into buckets, then only inside the buckets needed. */
function sortedStart({ high, low }: { high: Uint32Array; low: Uint32Array }, wanted: number): Uint32Array {
  const shift = 32 - bucketBits(high.length);
  const starts = bucketStarts(high, shift);
  let last = 0;
  while (starts[last + 1]! < wanted) last++;
  const order = (a: number, b: number) => high[a]! - high[b]! || low[a]! - low[b]! || a - b;
  const sorted = scatter(high, shift, starts, last);
  for (let b = 0; b <= last; b++) {
    if (starts[b + 1]! - starts[b]! > 1) sorted.subarray(starts[b]!, starts[b + 1]!).sort(order);
  }
  return sorted.slice(0, wanted);
}

/** About one unit to a bucket, but no more buckets than fit the cache. */
function bucketBits(count: number): number {
  return Math.min(mostBucketBits, 33 - Math.clz32(count));
}

/** For each bucket of a ticket's highest bits, how many tickets lie in the buckets before it. */
function bucketStarts(high: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array(2 ** (32 - shift) + 1);
  for (let i = 0; i < high.length; i++) starts[(high[i]! >>> shift) + 1]! += 1;
  for (let b = 1; b < starts.length; b++) starts[b]! += starts[b - 1]!;
  return starts;
}

/** The units of the buckets up to `last`, each bucket in ascending order of index. */
function scatter(high: Uint32Array, shift: number, starts: Uint32Array, last: number): Uint32Array {
  const next = starts.slice(0, last + 1);
  const units = new Uint32Array(starts[last + 1]!);
  for (let i = 0; i < high.length; i++) {
    const bucket = high[i]! >>> shift;
    if (bucket <= last) units[next[bucket]!++] = i;
  }
  return units;
}
