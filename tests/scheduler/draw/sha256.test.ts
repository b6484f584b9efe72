import { createHash } from 'node:crypto';
import { freezeDraw, type Hasher, runDraw, sha256, toHex } from '../../../scheduler/draw/index.js';
import { poolKey, poolsOf, rulesOf, Story } from './scenario.js';

const nodeHasher: Hasher = {
  digest: (message) => new Uint8Array(createHash('sha256').update(message).digest()),
  batch(bytes, offsets, out) {
    for (let i = 0; i + 1 < offsets.length; i++) {
      out.set(this.digest(bytes.subarray(offsets[i], offsets[i + 1])), 32 * i);
    }
  },
};

describe('SHA-256', () => {
  test('known values (FIPS 180-4)', () => {
    expect(toHex(sha256.digest(new Uint8Array(0)))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(toHex(sha256.digest(new TextEncoder().encode('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
  });

  test('equals the platform for every length up to 300, alone and in a batch', () => {
    const bytes = Uint8Array.from({ length: 700 }, (_, i) => (i * 167) & 255);
    const offsets = Uint32Array.from({ length: 28 }, (_, i) => (i * (i + 1)) / 2);
    for (let length = 0; length <= 300; length++) {
      const message = bytes.subarray(length, 2 * length);
      expect(toHex(sha256.digest(message))).toBe(toHex(nodeHasher.digest(message)));
    }
    const [ours, theirs] = [new Uint8Array(32 * 27), new Uint8Array(32 * 27)];
    sha256.batch(bytes, offsets, ours);
    nodeHasher.batch(bytes, offsets, theirs);
    expect(toHex(ours)).toBe(toHex(theirs));
  });

  test('a server with its own hasher makes the same commitment and the same receipt', () => {
    const ours = new Story();
    const theirs = new Story();
    ours.freeze().anchor().revealAll();
    theirs.freeze({ hasher: nodeHasher }).anchor().revealAll();
    expect(theirs.C).toBe(ours.C);
    const input = { C: ours.C, rules: rulesOf(), pools: poolsOf(), poolKey };
    expect(runDraw({ ...input, log: theirs.log, hasher: nodeHasher }).receiptHash).toBe(
      runDraw({ ...input, log: ours.log }).receiptHash,
    );
    expect(freezeDraw).toBeInstanceOf(Function);
  });
});
