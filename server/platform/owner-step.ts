import type { SqlEntityManager } from '@mikro-orm/sql';
import { writeHeldEvents } from '../../schema/audit/index.js';
import { dayInShanghai } from '../../schema/shared/day.js';
import type { Actor, Unit } from '../../schema/shared/unit.js';
import { filterBy } from './application-role.js';
import type { StepSources } from './step.js';
import { uuid7 } from './uuid.js';

/**
 * Work of a step by the tables' owner, within a transaction that somebody else commits: while a database is filled there
 * is no other connection that sees it.
 */
export async function stepAsOwner<T>(
  em: SqlEntityManager,
  { clock, chance, installation, keys }: Omit<StepSources, 'database'>,
  actor: Actor,
  work: (unit: Unit) => Promise<T>,
): Promise<T> {
  filterBy(em, undefined);
  const now = clock.now();
  const unit: Unit = {
    ...{ em, actor, now, today: dayInShanghai(now), installation, keys, chance },
    beyond: (_why, wide) => wide(unit),
    newId: () => uuid7(now, chance),
    wakeJobs: () => {},
  };
  const value = await work(unit);
  await writeHeldEvents(unit);
  return value;
}
