import { dayInShanghai } from '../../schema/shared/day.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import type { Actor, Chance, Clock, Installation, Reader, Step, Unit } from '../../schema/shared/unit.js';
import type { Database } from './database.js';
import { uuid7 } from './uuid.js';

/** What steps are made from. */
export interface StepSources {
  readonly database: Database;
  readonly clock: Clock;
  readonly chance: Chance;
  readonly installation: Installation;
  /** Told after a commit that jobs were enqueued; set by the timetable, if there is one. */
  readonly jobs?: { wake?: () => void };
}

/** Something to read with, in the actor's scope. */
export function createReader(sources: StepSources, actor: Actor): Reader {
  const em = sources.database.em.fork({ clear: true });
  em.setFilterParams('scope', { departments: actor.scope });
  const now = sources.clock.now();
  return { em, actor, now, today: dayInShanghai(now), installation: sources.installation };
}

/**
 * Steps on behalf of an actor. Each has a fork and a transaction of its own; a refusal rolls back what it wrote,
 * as an exception does. What it enqueued is looked for after the commit.
 */
export function createStep(sources: StepSources, actor: Actor): Step {
  return async (work) => {
    const reader = createReader(sources, actor);
    const effects: (() => void)[] = [];
    const unit: Unit = {
      ...reader,
      chance: sources.chance,
      newId: () => uuid7(reader.now, sources.chance),
      wakeJobs: () => effects.push(() => sources.jobs?.wake?.()),
    };
    await reader.em.begin();
    try {
      const value = await work(unit);
      if (isRefusal(value)) {
        await reader.em.rollback();
        reader.em.clear();
        return value;
      }
      await reader.em.commit();
      for (const effect of effects) effect();
      return value;
    } catch (error) {
      if (reader.em.isInTransaction()) await reader.em.rollback();
      reader.em.clear();
      throw error;
    }
  };
}
