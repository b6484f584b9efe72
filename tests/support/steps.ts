import type { Actor, Reader, Step } from '../../schema/shared/unit.js';
import type { Database } from '../../server/platform/database.js';
import { createReader, createStep, type StepSources } from '../../server/platform/step.js';
import { type SettableClock, seededChance, settableClock } from './clock.js';
import { openTestDatabase } from './database.js';

/** A database, a clock that can be set, and steps on anybody's behalf: what a test of services needs. */
export interface TestHouse {
  readonly database: Database;
  readonly clock: SettableClock;
  readonly sources: StepSources;
  /** Steps on behalf of an actor; the system's own when absent. */
  stepAs(actor?: Partial<Actor>): Step;
  /** Reads on behalf of an actor, at the clock's present instant. */
  readAs(actor?: Partial<Actor>): Reader;
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
  const sources: StepSources = { database, clock, chance: seededChance(), installation: { training: false } };
  return {
    database,
    clock,
    sources,
    stepAs: (actor = {}) => createStep(sources, asActor(actor)),
    readAs: (actor = {}) => createReader(sources, asActor(actor)),
    close: () => database.close(),
  };
}
