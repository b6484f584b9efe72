import { hash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Chance } from '../shared/unit.js';

const HINT_BYTES = 4;
const SECRET_BYTES = 32;
const form = /^(fdk_[0-9a-f]{8})_[0-9a-f]{64}([0-9a-f]{8})$/;

/** CRC-32 of what stands before it: no secret, only what tells a slip of the hand from a key that is not ours. */
function checksum(text: string): string {
  return crc32(text).toString(16).padStart(8, '0');
}

/** A fresh key, `fdk_<hint>_<secret><checksum>`: 256 bits of chance. It is told once and never stored. */
export function makeApiKey(chance: Chance): string {
  const [hint, secret] = [chance.bytes(HINT_BYTES), chance.bytes(SECRET_BYTES)].map((bytes) =>
    Buffer.from(bytes).toString('hex'),
  );
  const body = `fdk_${hint}_${secret}`;
  return body + checksum(body);
}

/** True for a text that could be a key: mistyped or cut off, it is not. */
export function isApiKey(text: string): boolean {
  const [, , sum] = form.exec(text) ?? [];
  return sum !== undefined && sum === checksum(text.slice(0, -sum.length));
}

/** The beginning by which people know a key again. */
export function hintOf(key: string): string {
  return key.slice(0, 'fdk_'.length + HINT_BYTES * 2);
}

/** What is stored of a key: it has too much chance in it to be guessed, so that a plain hash serves. */
export function hashOfApiKey(key: string): string {
  return hash('sha256', key, 'hex');
}
