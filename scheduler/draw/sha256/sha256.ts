/**
 * SHA-256 (FIPS 180-4), the only hash of the draw: synchronous, bytes in and out, no platform needed.
 *
 * Many messages are hashed four at a time where WebAssembly is there; a test proves all ways equal.
 */
import type { Hasher } from './hasher.js';
import { lanesBatch } from './sha256-lanes.js';
import { scalarSha256 } from './sha256-scalar.js';

export type { Hasher } from './hasher.js';

/** The engine's own hasher. */
export const sha256: Hasher = {
  digest: scalarSha256.digest,
  batch: lanesBatch() ?? scalarSha256.batch,
};
