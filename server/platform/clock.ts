import { randomBytes } from 'node:crypto';
import type { Chance, Clock } from '../../schema/shared/unit.js';

/** The machine's clock. */
export const systemClock: Clock = { now: () => new Date() };

/** The machine's generator of unpredictable bytes. */
export const systemChance: Chance = { bytes: (count) => new Uint8Array(randomBytes(count)) };
