import { argon2, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import type { PasswordHasher } from '../../schema/shared/password-hasher.js';
import type { Chance } from '../../schema/shared/unit.js';

interface Cost {
  /** KiB. */
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
}

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB, two passes, one lane. */
const cost: Cost = { memory: 19_456, passes: 2, parallelism: 1 };
const TAG_BYTES = 32;
const SALT_BYTES = 16;
/** Each takes 19 MiB and a thread for tens of milliseconds: more at once would let sign-ins starve everything else. */
const AT_ONCE = 2;

const derive = promisify(argon2);

async function tagOf(
  password: string,
  salt: Uint8Array,
  { memory, passes, parallelism }: Cost,
): Promise<Buffer> {
  const message = Buffer.from(password.normalize('NFC'), 'utf8');
  return derive('argon2id', { message, nonce: salt, memory, passes, parallelism, tagLength: TAG_BYTES });
}

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64').replace(/=+$/, '');
}

function encode(salt: Uint8Array, tag: Uint8Array): string {
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

function decode(encoded: string): { salt: Buffer; tag: Buffer; cost: Cost } {
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

/** Runs so many at once; the others wait in the order in which they came. */
function createQueue(atOnce: number) {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async <T>(work: () => Promise<T>): Promise<T> => {
    if (running >= atOnce) await new Promise<void>((resume) => waiting.push(resume));
    else running += 1;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running -= 1;
    }
  };
}

/** Argon2id of node:crypto, at most two at once. */
export function createPasswordHasher(chance: Chance): PasswordHasher {
  const queued = createQueue(AT_ONCE);
  const nobody = encode(chance.bytes(SALT_BYTES), chance.bytes(TAG_BYTES));
  return {
    hash: (password) =>
      queued(async () => {
        const salt = chance.bytes(SALT_BYTES);
        return encode(salt, await tagOf(password, salt, cost));
      }),
    verify: (password, encoded) =>
      queued(async () => {
        const stored = decode(encoded ?? nobody);
        const same = timingSafeEqual(await tagOf(password, stored.salt, stored.cost), stored.tag);
        return same && encoded !== undefined;
      }),
  };
}
