/** `H(tag, x1, …)` = SHA-256(lp(tag) ‖ lp(x1) ‖ …), the only way in which this protocol hashes (§2). */
import { lengthPrefixed, toHex, utf8 } from './bytes.js';
import { type CanonicalValue, canonical } from './canonical.js';
import { type Hasher, sha256 } from './sha256/sha256.js';

/** Text enters as UTF-8; hashes, seeds and keys enter as their raw bytes. Returns 32 bytes. */
export function taggedHash(
  tag: string,
  parts: readonly (Uint8Array | string)[],
  hasher: Hasher = sha256,
): Uint8Array {
  const bytes = parts.map((part) => (typeof part === 'string' ? utf8(part) : part));
  return hasher.digest(lengthPrefixed([utf8(tag), ...bytes]));
}

/** Lower-case hex of `H(tag, canonical(document))`. */
export function documentHash(tag: string, document: CanonicalValue): string {
  return toHex(taggedHash(tag, [canonical(document)]));
}
