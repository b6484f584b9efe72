/**
 * The WebAssembly function that hashes four messages at a time, one to each 32-bit lane of its 128-bit vectors.
 *
 * It is written here instruction by instruction and assembled when this room is loaded, so that there is no
 * binary to trust. The names are those of FIPS 180-4: H, a … h, W, K, Ch, Maj, Σ, σ.
 *
 * A job is three words in three arrays: where its message begins, its length in bytes, where its hash goes.
 * Jobs come in groups of four; `hash(group, end)` takes the addresses of the first beginning and behind the last.
 * Messages of a group may have different lengths: a lane whose message is over reads on behind it without
 * effect, so that as much memory must lie behind each message as the longest of its group takes.
 */

import { initialState } from './sha256-scalar.js';
import { type Code, get, i8x16, i32, i32x4, moduleBytes, repeatWhile, set, v128 } from './wasm.js';

/** Addresses and sizes in the module's memory, in bytes. The 64 words of K stand at 0. */
export const layout = {
  /** Of each of the three job arrays. */
  jobBytes: 4 * 4096,
  jobs: 256,
  hashes: 256 + 3 * 4 * 4096,
  messages: 256 + 3 * 4 * 4096 + 32 * 4096,
  /** Room for messages; as much again is spare. */
  messageBytes: 7 * 0x1_0000,
  pages: 17,
} as const;

const lanes = [0, 1, 2, 3] as const;
const eight = [0, 1, 2, 3, 4, 5, 6, 7] as const;
const sixteen = Array.from({ length: 16 }, (_, i) => i);

// Locals: parameters, integers, vectors.
const [group, end, kAt] = [0, 1, 2];
const messageAt = (lane: number): number => 3 + lane;
const firstVector = 7;
const H = (i: number): number => firstVector + i;
/** a … h. They change roles from round to round instead of places. */
const role = (i: number, round: number): number => firstVector + 8 + ((i - round) & 7);
const W = (i: number): number => firstVector + 16 + (i & 15);
const row = (i: number): number => firstVector + 32 + i;
const t1 = firstVector + 36;
/** Of each lane's message: blocks and bytes not yet hashed, those of them in this block at most, its length. */
const [left, unread, rest, bits] = [firstVector + 37, firstVector + 38, firstVector + 39, firstVector + 40];
/** All ones in the lanes whose message is not over. */
const active = firstVector + 41;
const vectorCount = 42;

const word = (n: number): Code => i32x4.splat(i32.const(n | 0));
const bytes = (at: (i: number) => number): Code => v128.const(sixteen.map(at));
const sum = (...terms: Code[]): Code => terms.reduce((a, b) => i32x4.add(a, b));
const xor = (...terms: Code[]): Code => terms.reduce((a, b) => v128.xor(a, b));
const rotr = (x: number, n: number): Code =>
  v128.or(i32x4.shiftRight(get(x), n), i32x4.shiftLeft(get(x), 32 - n));
const bigSigma0 = (x: number): Code => xor(rotr(x, 2), rotr(x, 13), rotr(x, 22));
const bigSigma1 = (x: number): Code => xor(rotr(x, 6), rotr(x, 11), rotr(x, 25));
const smallSigma0 = (x: number): Code => xor(rotr(x, 7), rotr(x, 18), i32x4.shiftRight(get(x), 3));
const smallSigma1 = (x: number): Code => xor(rotr(x, 17), rotr(x, 19), i32x4.shiftRight(get(x), 10));
const choice = (x: number, y: number, z: number): Code =>
  v128.xor(get(z), v128.and(get(x), v128.xor(get(y), get(z))));
const majority = (x: number, y: number, z: number): Code =>
  v128.or(v128.and(get(x), get(y)), v128.and(get(z), v128.or(get(x), get(y))));

/** FIPS 180-4, 6.2.2 step 3 for W(i) and the K that stands at `kAt`. */
function round(i: number): Code {
  const [a, b, c, d, e, f, g, h] = eight.map((r) => role(r, i)) as [
    ...[number, number, number, number],
    ...[number, number, number, number],
  ];
  const k = v128.loadSplat(get(kAt), 4 * i);
  return [
    ...set(t1, sum(get(h), bigSigma1(e), choice(e, f, g), k, get(W(i)))),
    ...set(d, sum(get(d), get(t1))),
    ...set(h, sum(get(t1), bigSigma0(a), majority(a, b, c))),
  ];
}

/** Step 1: the word that takes the place of W(i), sixteen words on. */
const expand = (i: number): Code =>
  set(W(i), sum(get(W(i)), smallSigma0(W(i + 1)), get(W(i + 9)), smallSigma1(W(i + 14))));

const rounds: Code = [
  ...set(kAt, i32.const(0)),
  ...repeatWhile(
    [...sixteen.flatMap((i) => [...round(i), ...expand(i)]), ...set(kAt, i32.add(get(kAt), i32.const(64)))],
    i32.lessThan(get(kAt), i32.const(192)),
  ),
  ...sixteen.flatMap(round),
];

/** Words are big-endian, memory is not. */
const swapped = (x: Code): Code =>
  v128.shuffle(
    x,
    v128.const(sixteen.map(() => 0)),
    sixteen.map((i) => i ^ 3),
  );

/** Of four rows of four words the words `from` … : [a0 b0 a1 b1] and the like. */
const interleaved = (a: Code, b: Code, words: readonly [number, number, number, number]): Code =>
  v128.shuffle(
    a,
    b,
    words.flatMap((w) => [4 * w, 4 * w + 1, 4 * w + 2, 4 * w + 3]),
  );

/** Rows to columns: `to[i]` gets word i of every row. The rows are used up. */
function transpose(to: readonly number[]): Code {
  const [r0, r1, r2, r3] = lanes.map((i): Code => get(row(i))) as [Code, Code, Code, Code];
  const [c0, c1, c2, c3] = to as [number, number, number, number];
  return [
    ...set(c0, interleaved(r0, r1, [0, 4, 1, 5])),
    ...set(c1, interleaved(r2, r3, [0, 4, 1, 5])),
    ...set(c2, interleaved(r0, r1, [2, 6, 3, 7])),
    ...set(c3, interleaved(r2, r3, [2, 6, 3, 7])),
    ...set(row(0), get(c0)),
    ...set(row(2), get(c2)),
    ...set(c0, interleaved(get(row(0)), get(c1), [0, 1, 4, 5])),
    ...set(c1, interleaved(get(row(0)), get(c1), [2, 3, 6, 7])),
    ...set(c2, interleaved(get(row(2)), get(c3), [0, 1, 4, 5])),
    ...set(c3, interleaved(get(row(2)), get(c3), [2, 3, 6, 7])),
  ];
}

/**
 * 16 bytes of a lane's block, padded (FIPS 180-4, 5.1.1): bytes of the message stay, the byte behind the last is 0x80, all
 * others are 0. `rest` says how much of the message is left, at most 64.
 */
function paddedRow(lane: number, quarter: number): Code {
  const place = bytes((i) => 16 * quarter + i);
  const restOfLane = i8x16.splat(i32x4.lane(get(rest), lane));
  return set(
    row(lane),
    swapped(
      v128.or(
        v128.and(v128.load(get(messageAt(lane)), 16 * quarter), i8x16.lessThan(place, restOfLane)),
        v128.and(
          i8x16.equal(place, restOfLane),
          bytes(() => 0x80),
        ),
      ),
    ),
  );
}

/** The next block of every lane into W(0 … 15); the last block of a message ends with its length in bits. */
const loadBlock: Code = [
  ...lanes.flatMap((quarter) => [
    ...lanes.flatMap((lane) => paddedRow(lane, quarter)),
    ...transpose(lanes.map((i) => W(4 * quarter + i))),
  ]),
  ...set(W(15), v128.or(get(W(15)), v128.and(i32x4.equal(get(left), word(1)), get(bits)))),
];

const block: Code = [
  ...set(active, i32x4.greaterThan(get(left), word(0))),
  ...set(rest, i32x4.min(get(unread), word(64))),
  ...loadBlock,
  ...eight.flatMap((i) => set(role(i, 0), get(H(i)))),
  ...rounds,
  ...eight.flatMap((i) => set(H(i), sum(get(H(i)), v128.and(get(role(i, 0)), get(active))))),
  ...set(left, i32x4.subtract(get(left), word(1))),
  ...set(unread, i32x4.subtract(get(unread), word(64))),
  ...lanes.flatMap((lane) => set(messageAt(lane), i32.add(get(messageAt(lane)), i32.const(64)))),
];

/** A message takes the blocks of its bytes and of 9 more; its length in bits has no upper word. */
const beginGroup: Code = [
  ...lanes.flatMap((lane) => set(messageAt(lane), i32.load(get(group), 4 * lane))),
  ...set(unread, v128.load(get(group), layout.jobBytes)),
  ...set(bits, i32x4.shiftLeft(get(unread), 3)),
  ...set(left, i32x4.shiftRight(sum(get(unread), word(63 + 9)), 6)),
  ...eight.flatMap((i) => set(H(i), word(initialState[i]!))),
];

const endGroup: Code = [0, 4].flatMap((half) => [
  ...lanes.flatMap((i) => set(row(i), swapped(get(H(half + i))))),
  ...transpose(lanes.map(W)),
  ...lanes.flatMap((lane) =>
    v128.store(i32.load(get(group), 2 * layout.jobBytes + 4 * lane), get(W(lane)), 4 * half),
  ),
]);

const body: Code = repeatWhile(
  [
    ...beginGroup,
    ...repeatWhile(block, v128.anyTrue(i32x4.greaterThan(get(left), word(0)))),
    ...endGroup,
    ...set(group, i32.add(get(group), i32.const(16))),
  ],
  i32.lessThan(get(group), get(end)),
);

/** The whole module, about 9 KB. */
export function lanesModule(): Uint8Array {
  const { pages } = layout;
  return moduleBytes({ name: 'hash', parameters: 2, integers: 5, vectors: vectorCount, body, pages });
}
