import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import type { Chance } from '../../schema/shared/unit.js';
import { createQueue } from './queue.js';

/** What one hash costs. */
export interface PasswordCost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/**
 * 64 MiB and three passes (RFC 9106 §4, second choice, in one lane): at least 100 ms on two cores of today, measured by
 * `npm run bench -- sign-in`.
 */
export const signInCost: PasswordCost = { memory: 65_536, passes: 3, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Each takes 64 MiB and a thread for more than 100 ms: more at once would let sign-ins starve everything else. */
const AT_ONCE = 2;

const derive = promisify(argon2);

async function tagOf(
  password: string,
  salt: Uint8Array,
  { memory, passes, parallelism }: PasswordCost,
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'), 'utf8');
  return derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: TAG_BYTES });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function headOf({ memory, passes, parallelism }: PasswordCost): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$`;
}

function encode(cost: PasswordCost, salt: Uint8Array, tag: Uint8Array): string {
  return `${headOf(cost)}${base64(salt)}$${base64(tag)}`;
}

function decode(encoded: string): { salt: Buffer; tag: Buffer; cost: PasswordCost } {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(
    encoded,
  );
  if (!match) throw new Error('a stored password hash is not a PHC string of Argon2id');
  const [, memory, passes, parallelism, salt, tag] = match;
  return {
    salt: Buffer.from(salt as string, 'base64'),
    tag: Buffer.from(tag as string, 'base64'),
    cost: { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) },
  };
}

/** Argon2id of node:crypto, at most two at once. @param cost of new hashes; the stored ones keep their own */
export function createPasswordHasher(chance: Chance, cost = signInCost): PasswordHasher {
  const queued = createQueue(AT_ONCE);
  const nobody = encode(cost, chance.bytes(SALT_BYTES), chance.bytes(TAG_BYTES));
  return {
    hash: (password) =>
      queued(async () => {
        const salt = chance.bytes(SALT_BYTES);
        return encode(cost, salt, await tagOf(password, salt, cost));
      }),
    verify: (password, encoded) =>
      queued(async () => {
        const stored = decode(encoded ?? nobody);
        const same = timingSafeEqual(await tagOf(password, stored.salt, stored.cost), stored.tag);
        return same && encoded !== undefined;
      }),
    isDated: (encoded) => !encoded.startsWith(headOf(cost)),
  };
}
