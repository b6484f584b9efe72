import { createHash } from 'node:crypto';
import type { Chance, Clock } from '../../schema/shared/unit.js';

/** A clock that stands still until it is set. */
export interface SettableClock extends Clock {
  set(instant: string | Date): void;
  advance(by: {
    readonly days?: number;
    readonly hours?: number;
    readonly minutes?: number;
    readonly seconds?: number;
  }): void;
}

/** @param start ISO 8601; a Monday morning in Shanghai when absent */
export function settableClock(start = '2026-03-02T01:00:00Z'): SettableClock {
  let instant = new Date(start).getTime();
  return {
    now: () => new Date(instant),
    set: (to) => {
      instant = new Date(to).getTime();
    },
    advance: ({ days = 0, hours = 0, minutes = 0, seconds = 0 }) => {
      instant += (((days * 24 + hours) * 60 + minutes) * 60 + seconds) * 1000;
    },
  };
}

/** Bytes that are the same on every run: SHA-256 of seed and counter. */
export function seededChance(seed = 'fairdraw'): Chance {
  let counter = 0;
  const block = () => createHash('sha256').update(`${seed}:${counter++}`).digest();
  return {
    bytes: (count) => {
      const blocks = Array.from({ length: Math.ceil(count / 32) }, block);
      return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
    },
  };
}
