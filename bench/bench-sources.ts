import { isRefusal, type Refusal } from '../schema/shared/refusal.js';
import { systemChance, systemClock } from '../server/platform/clock.js';
import type { Database } from '../server/platform/database.js';
import { createKeyring, makeKeys } from '../server/platform/keyring.js';
import type { StepSources } from '../server/platform/step.js';

/** What steps of a benchmark are made from: the machine's clock and chance, and keys of their own. */
export function benchSources(database: Database): StepSources {
  const keys = createKeyring(makeKeys(systemChance), systemChance);
  return { database, clock: systemClock, chance: systemChance, installation: { training: false }, keys };
}

/** The value of a step that must go through. @throws with the refusal's words otherwise */
export function done<T>(value: T): Exclude<T, Refusal> {
  if (isRefusal(value)) throw new Error(`${value.code}: ${value.messageEn}`);
  return value as Exclude<T, Refusal>;
}
