import { randomBytes, randomFillSync } from 'node:crypto';
import type { Chance, Clock } from '../../schema/shared/unit.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** So many bytes an identifier takes. */
const ID_BYTES = 16;
const supply = new Uint8Array(256 * ID_BYTES);
let used = supply.length;

/** The bytes of identifiers are asked for many at once: a call for each takes longer than all else about it. */
function idBytes(): Uint8Array {
  if (used === supply.length) {
    randomFillSync(supply);
    used = 0;
  }
  used += ID_BYTES;
  return supply.slice(used - ID_BYTES, used);
}

/** The machine's generator of unpredictable bytes. */
export const systemChance: Chance = {
  bytes: (count) => (count === ID_BYTES ? idBytes() : new Uint8Array(randomBytes(count))),
};
