import { writeHeldEvents } from '../../schema/audit/index.js';
import type { Crossing } from '../../schema/shared/crossings.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import type { Keyring } from '../../schema/shared/keyring.js';
import { isRefusal } from '../../schema/shared/refusal.js';
import type { Actor, Chance, Clock, Installation, Reader, Step, Unit } from '../../schema/shared/unit.js';
import { type Asked, applicationEm, beginAsApplication, type Scope } from './application-role.js';
import { uuid7 } from './uuid.js';

/** What steps are made from. */
export interface StepSources extends Asked {
  readonly clock: Clock;
  readonly chance: Chance;
  readonly installation: Installation;
  readonly keys: Keyring;
  /** Told after a commit that jobs were enqueued; set by the timetable, if there is one. */
  readonly jobs?: { wake?: () => void };
}

/** Nobody in particular sees no department's matters; what has no department of its own sees all. */
function scopeOf(actor: Actor): Scope {
  return actor.kind === 'anonymous' ? [] : actor.scope;
}

function readIn(sources: StepSources, actor: Actor, scope: Scope): Reader {
  const now = sources.clock.now();
  const { installation, keys } = sources;
  const em = applicationEm(sources, scope);
  const beyond: Reader['beyond'] = (_why, work) => work(readIn(sources, actor, undefined));
  return { em, actor, now, today: dayInShanghai(now), installation, keys, beyond };
}

/** Something to read with, in the actor's scope, or past it for a named reason. */
export function createReader(sources: StepSources, actor: Actor, beyond?: Crossing): Reader {
  return readIn(sources, actor, beyond ? undefined : scopeOf(actor));
}

/**
 * Steps on behalf of an actor. Each has an entity manager and a transaction of its own; a refusal rolls back what it
 * wrote, as an exception does. What it enqueued is looked for after the commit.
 */
export function createStep(sources: StepSources, actor: Actor): Step {
  return async (work, beyond) => {
    const now = sources.clock.now();
    const { installation, keys, chance } = sources;
    const { em, widely } = await beginAsApplication(sources, beyond ? undefined : scopeOf(actor));
    const effects: (() => void)[] = [];
    const unit: Unit = {
      ...{ em, actor, now, today: dayInShanghai(now), installation, keys, chance },
      beyond: (_why, wide) => widely(() => wide(unit)),
      newId: () => uuid7(now, chance),
      wakeJobs: () => effects.push(() => sources.jobs?.wake?.()),
    };
    try {
      const value = await work(unit);
      if (isRefusal(value)) {
        await em.rollback();
        em.clear();
        return value;
      }
      await writeHeldEvents(unit);
      await em.commit();
      for (const effect of effects) effect();
      return value;
    } catch (error) {
      if (em.isInTransaction()) await em.rollback();
      em.clear();
      throw error;
    }
  };
}
