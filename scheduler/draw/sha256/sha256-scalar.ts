/**
 * SHA-256 (FIPS 180-4) in plain JavaScript: the reference, and the fallback where WebAssembly is missing.
 */
import type { Hasher } from './hasher.js';

/** Fractional bits of the cube roots of the first 64 primes (FIPS 180-4, 4.2.2). */
// biome-ignore format: eight to a line, as in the standard
export const roundConstants = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

/** Fractional bits of the square roots of the first 8 primes (FIPS 180-4, 5.3.3). */
// biome-ignore format: one line
export const initialState = [
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
];

const schedule = new Int32Array(64);
const state = new Int32Array(8);
const tail = new Uint8Array(128);

/** One message after the other. */
export const scalarSha256: Hasher = {
  digest(message) {
    const out = new Uint8Array(32);
    hashRange(message, 0, message.length, out, 0);
    return out;
  },
  batch(bytes, offsets, out) {
    for (let i = 0; i + 1 < offsets.length; i++) {
      hashRange(bytes, offsets[i]!, offsets[i + 1]!, out, 32 * i);
    }
  },
};

function hashRange(bytes: Uint8Array, start: number, end: number, out: Uint8Array, at: number): void {
  state.set(initialState);
  let offset = start;
  for (; offset + 64 <= end; offset += 64) compress(bytes, offset);
  const blocks = padTail(bytes, offset, end, end - start);
  for (let i = 0; i < blocks; i++) compress(tail, 64 * i);
  for (let i = 0; i < 8; i++) writeWord(out, at + 4 * i, state[i]!);
}

/** Puts the last bytes, the 1 bit and the length in bits into `tail`; returns its blocks, 1 or 2 (5.1.1). */
function padTail(bytes: Uint8Array, from: number, end: number, length: number): number {
  tail.fill(0);
  let used = 0;
  for (let i = from; i < end; i++) tail[used++] = bytes[i]!;
  tail[used] = 0x80;
  const blocks = used < 56 ? 1 : 2;
  writeWord(tail, 64 * blocks - 8, Math.floor(length / 0x2000_0000));
  writeWord(tail, 64 * blocks - 4, length << 3);
  return blocks;
}

function writeWord(out: Uint8Array, at: number, word: number): void {
  out[at] = word >>> 24;
  out[at + 1] = word >>> 16;
  out[at + 2] = word >>> 8;
  out[at + 3] = word;
}

function compress(bytes: Uint8Array, offset: number): void {
  const w = schedule;
  expandBlock(w, bytes, offset);
  let a = state[0]!;
  let b = state[1]!;
  let c = state[2]!;
  let d = state[3]!;
  let e = state[4]!;
  let f = state[5]!;
  let g = state[6]!;
  let h = state[7]!;
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + roundConstants[i]! + w[i]!) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  state[0]! += a;
  state[1]! += b;
  state[2]! += c;
  state[3]! += d;
  state[4]! += e;
  state[5]! += f;
  state[6]! += g;
  state[7]! += h;
}

function expandBlock(w: Int32Array, bytes: Uint8Array, offset: number): void {
  for (let i = 0, at = offset; i < 16; i++, at += 4) {
    w[i] = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
  }
  for (let i = 16; i < 64; i++) {
    const x = w[i - 15]!;
    const y = w[i - 2]!;
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = w[i - 16]! + s0 + w[i - 7]! + s1;
  }
}
