import type { SignInAttempts } from '../../schema/shared/context.js';
import type { Clock } from '../../schema/shared/unit.js';
import { createQueue } from '../platform/queue.js';

const WINDOW_MS = 15 * 60_000;
/** Failed attempts within the window: for one name from one address, and for one address whatever the name. */
const mostPerName = 10;
const mostPerAddress = 60;
/** Remembered keys; beyond them the oldest are forgotten, so that strangers cannot fill the memory. */
const MOST_KEYS = 50_000;
/** Sign-ins under way: what they ask of the database stands before everybody else's queries only so often. */
const AT_ONCE = 4;

interface Count {
  readonly endsAt: number;
  attempts: number;
}

/**
 * Counts attempts to sign in by address, in memory, against floods, and lets a few in at once; who is locked out stands in
 * the database.
 */
export class SignInGate {
  readonly #counts = new Map<string, Count>();
  readonly #inTurn = createQueue(AT_ONCE);

  constructor(private readonly clock: Clock) {}

  /** The attempts of one address. */
  from(address: string): SignInAttempts {
    const nameKey = (username: string) => `${address} ${username}`;
    return {
      begin: (username) => this.#begin([nameKey(username), mostPerName], [address, mostPerAddress]),
      succeed: (username) => {
        this.#counts.delete(nameKey(username));
        const count = this.#counts.get(address);
        if (count) count.attempts -= 1;
      },
      inTurn: this.#inTurn,
    };
  }

  #begin(...keys: (readonly [key: string, most: number])[]): number | undefined {
    const now = this.clock.now().getTime();
    const counts = keys.map(([key]) => this.#countOf(key, now));
    const full = counts.find((count, index) => count.attempts >= (keys[index]?.[1] ?? 0));
    if (full) return Math.max(1, Math.ceil((full.endsAt - now) / 1000));
    for (const count of counts) count.attempts += 1;
    return undefined;
  }

  #countOf(key: string, now: number): Count {
    const known = this.#counts.get(key);
    if (known && known.endsAt > now) return known;
    this.#counts.delete(key);
    if (this.#counts.size >= MOST_KEYS) this.#counts.delete(this.#counts.keys().next().value ?? '');
    const count = { endsAt: now + WINDOW_MS, attempts: 0 };
    this.#counts.set(key, count);
    return count;
  }
}
