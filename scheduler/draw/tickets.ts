/** Tickets and their order (§9): by ticket, then by leaf number. */
const mostBucketBits = 18;

/** Units in draw order: the first k are selected, the rest is the reserve. Tickets in two halves. */
export interface Tickets {
  indices: Uint32Array;
  high: Uint32Array;
  low: Uint32Array;
}

/** The first `wanted` in order: sorted into buckets, then only inside the buckets needed. */
export function sortedStart({ indices, high, low }: Tickets, wanted: number): Tickets {
  const shift = bucketShift(high);
  const starts = bucketStarts(high, shift);
  let last = 0;
  while (starts[last + 1]! < wanted) last++;
  const places = scatter(high, shift, starts, last);
  const isBefore = (a: number, b: number) =>
    high[a]! < high[b]! || (high[a] === high[b] && low[a]! < low[b]!);
  for (let b = 0; b <= last; b++) sortRange(places, starts[b]!, starts[b + 1]!, isBefore);
  const chosen = places.subarray(0, wanted);
  return { indices: wordsAt(indices, chosen), high: wordsAt(high, chosen), low: wordsAt(low, chosen) };
}

function wordsAt(words: Uint32Array, places: Uint32Array): Uint32Array {
  const found = new Uint32Array(places.length);
  for (let i = 0; i < places.length; i++) found[i] = words[places[i]!]!;
  return found;
}

/** By insertion: buckets hold a few places each, and places of equal tickets stand in ascending order already. */
function sortRange(
  places: Uint32Array,
  start: number,
  end: number,
  isBefore: (a: number, b: number) => boolean,
): void {
  for (let i = start + 1; i < end; i++) {
    const place = places[i]!;
    let at = i;
    for (; at > start && isBefore(place, places[at - 1]!); at--) places[at] = places[at - 1]!;
    places[at] = place;
  }
}

/** Leaves the highest bits in use: about one ticket to a bucket, but no more buckets than fit the cache. */
function bucketShift(high: Uint32Array): number {
  const bits = Math.min(mostBucketBits, 33 - Math.clz32(high.length));
  return Math.max(0, 32 - Math.clz32(largestOf(high)) - bits);
}

function largestOf(words: Uint32Array): number {
  let largest = 0;
  for (const word of words) if (word > largest) largest = word;
  return largest;
}

/** For each bucket of a ticket's highest bits, how many tickets lie in the buckets before it. */
function bucketStarts(high: Uint32Array, shift: number): Uint32Array {
  const starts = new Uint32Array((largestOf(high) >>> shift) + 2);
  for (let i = 0; i < high.length; i++) starts[(high[i]! >>> shift) + 1]! += 1;
  for (let b = 1; b < starts.length; b++) starts[b]! += starts[b - 1]!;
  return starts;
}

/** The places of the tickets in the buckets up to `last`, each bucket in ascending order. */
function scatter(high: Uint32Array, shift: number, starts: Uint32Array, last: number): Uint32Array {
  const next = starts.slice(0, last + 1);
  const places = new Uint32Array(starts[last + 1]!);
  for (let i = 0; i < high.length; i++) {
    const bucket = high[i]! >>> shift;
    if (bucket <= last) places[next[bucket]!++] = i;
  }
  return places;
}
