import { createHash } from 'node:crypto';
import fc from 'fast-check';
import type { Hasher } from '../../../scheduler/draw/sha256/hasher.js';
import { lanesBatch } from '../../../scheduler/draw/sha256/sha256-lanes.js';
import { layout } from '../../../scheduler/draw/sha256/sha256-lanes-code.js';
import { scalarSha256 } from '../../../scheduler/draw/sha256/sha256-scalar.js';

const lanes = lanesBatch()!;

/** The messages in one buffer that begins in the middle of another, as batches lie in files. */
function hashed(batch: Hasher['batch'], messages: readonly Uint8Array[]): string[] {
  const offsets = new Uint32Array(messages.length + 1);
  messages.forEach((message, i) => {
    offsets[i + 1] = offsets[i]! + message.length;
  });
  const bytes = new Uint8Array(Buffer.concat([Uint8Array.of(9, 9, 9), ...messages])).subarray(3);
  const out = new Uint8Array(32 * messages.length + 32).fill(7);
  batch(bytes, offsets, out);
  expect(out.subarray(32 * messages.length).every((byte) => byte === 7)).toBe(true);
  return messages.map((_, i) => Buffer.from(out.subarray(32 * i, 32 * i + 32)).toString('hex'));
}

const expected = (messages: readonly Uint8Array[]): string[] =>
  messages.map((message) => createHash('sha256').update(message).digest('hex'));

/** Bytes that differ from message to message and hold every value. */
const message = (length: number, n: number): Uint8Array =>
  Uint8Array.from({ length }, (_, i) => (i * 167 + n * 59 + (i >> 3)) & 255);

describe('SHA-256 of four messages at a time', () => {
  test('is there on the platforms that we run on', () => {
    expect(lanes).toBeInstanceOf(Function);
  });

  test('every length from 0 to 300, alone, and all of them in one batch, both ways', () => {
    const messages = Array.from({ length: 301 }, (_, length) => message(length, length));
    for (const one of messages) expect(hashed(lanes, [one])).toEqual(expected([one]));
    expect(hashed(lanes, messages)).toEqual(expected(messages));
    expect(hashed(scalarSha256.batch, messages)).toEqual(expected(messages));
  });

  test('every mixture of lengths around the ends of blocks in one group', () => {
    const edges = [0, 1, 55, 56, 63, 64, 119, 120, 128, 200];
    for (const a of edges) {
      for (const b of edges) {
        const group = [message(a, 1), message(b, 2), message(3000, 3), message(b, 4)];
        expect(hashed(lanes, group)).toEqual(expected(group));
      }
    }
  });

  test('batches of no message, of fewer than a group, of more than the job arrays hold', () => {
    for (const count of [0, 1, 2, 3, 4, 5, 7, 4095, 4096, 4097, 9000]) {
      const messages = Array.from({ length: count }, (_, i) => message(i % 70, i));
      expect(hashed(lanes, messages)).toEqual(expected(messages));
    }
  });

  test('messages that fill the memory, and longer ones', () => {
    const { messageBytes } = layout;
    const lengths = [messageBytes, 5, messageBytes - 5, messageBytes + 1, 3, 2 * messageBytes, 0, 70];
    const messages = lengths.map((length, i) => message(length, i));
    expect(hashed(lanes, messages)).toEqual(expected(messages));
  });

  test('any batch, and a batch does not see what an earlier one left behind', () => {
    const batches = fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 40 });
    fc.assert(
      fc.property(batches, (messages) => {
        const scalar = hashed(scalarSha256.batch, messages);
        expect(hashed(lanes, messages)).toEqual(scalar);
        expect(scalar).toEqual(expected(messages));
      }),
      { seed: 20_261_122, numRuns: 300 },
    );
  });

  test('without WebAssembly, without its vectors, or where it is forbidden there is none', () => {
    type Maker = new (bytes: Uint8Array) => object;
    const { Module, Instance } = Reflect.get(globalThis, 'WebAssembly') as Record<
      'Module' | 'Instance',
      Maker
    >;
    class Refusing extends Module {
      constructor() {
        super(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 1, 1)); // Not valid: CompileError.
      }
    }
    expect(lanesBatch({})).toBeUndefined();
    expect(lanesBatch({ WebAssembly: { Module: Refusing, Instance } })).toBeUndefined();
    expect(lanesBatch({ WebAssembly: { Module, Instance } })).toBeInstanceOf(Function);
  });
});
