import type { Crossing } from '../../schema/shared/crossings.js';
import type { Actor, Reader, Step } from '../../schema/shared/unit.js';
import type { Database } from '../../server/platform/database.js';
import { createReader, createStep, type StepSources } from '../../server/platform/step.js';
import { type SettableClock, seededChance, settableClock } from './clock.js';
import { openTestDatabase } from './database.js';
import { testKeyring } from './keyring.js';

/** A database, a clock that can be set, and steps on anybody's behalf: what a test of services needs. */
export interface TestHouse {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly sources: StepSources;
  /** Steps on behalf of an actor; the system's own when absent. */
  stepAs(actor?: Partial<Actor>): Step;
  /** Reads on behalf of an actor, at the clock's present instant. */
  readAs(actor?: Partial<Actor>, beyond?: Crossing): Reader;
  /** Reads as the owner of the tables. */
  readAsOwner(): Reader;
  /** Steps as the owner of the tables, as a command line that maintains the house does. */
  stepAsOwner(): Step;
  close(): Promise<void>;
}

function asActor(actor: Partial<Actor>): Actor {
  const kind = actor.accountId || actor.roles ? 'account' : 'system';
  return { kind, ...actor };
}

/** @param start ISO 8601 instant at which the clock stands first */
export async function openTestHouse(start?: string): Promise<TestHouse> {
  const database = await openTestDatabase();
  const clock = settableClock(start);
  const installation = { training: false };
  const sources: StepSources = { database, clock, chance: seededChance(), installation, keys: testKeyring() };
  return {
    database,
    clock,
    sources,
    stepAs: (actor = {}) => createStep(sources, asActor(actor)),
    readAs: (actor = {}, beyond) => createReader(sources, asActor(actor), beyond),
    readAsOwner: () => createReader({ ...sources, asOwner: true }, { kind: 'command' }),
    stepAsOwner: () => createStep({ ...sources, asOwner: true }, { kind: 'command' }),
    close: () => database.close(),
  };
}
