// Preloaded where a cluster is made for an archive: the clock stands still and chance is constant, so that the same
// program makes the same bytes. What they decide in an empty cluster is its number and dates, nothing secret.
import crypto from 'node:crypto';

const NOON = Date.UTC(2026, 0, 1, 4);
const Real = globalThis.Date;

globalThis.Date = class extends Real {
  constructor(...parts) {
    super(...(parts.length > 0 ? parts : [NOON]));
  }

  static now() {
    return NOON;
  }
};
const fill = (bytes) => {
  new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength).fill(7);
  return bytes;
};
Object.defineProperty(Crypto.prototype, 'getRandomValues', { value: fill });
crypto.randomFillSync = fill;
Math.random = () => 0.5;
performance.now = () => 0;
process.hrtime = Object.assign(() => [0, 0], { bigint: () => 0n });
Object.defineProperty(process, 'pid', { value: 1 });
