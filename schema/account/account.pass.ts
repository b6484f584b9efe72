import { oneOf, type Passing, passRows } from '../department/index.js';
import type { Unit } from '../shared/unit.js';

/** Which accounts pass; all when nothing is given. */
export interface AccountChoice {
  readonly usernames: readonly string[];
  readonly inspectorIds: readonly string[];
  /** Who stays whatever else: the people of draws that are open. */
  readonly staying: readonly string[];
}

/**
 * Passes accounts; their sessions go on, and see the new department's matters from the next request on.
 * @param replaced ids of inspectors' rows that are gone, with those that stand for them
 */
export async function passAccounts(
  unit: Unit,
  passing: Passing,
  replaced: ReadonlyMap<string, string>,
  choice?: AccountChoice,
): Promise<number> {
  const where = choice && chosen(choice);
  const count = await passRows(unit, 'account', passing, { where });
  for (const [gone, stands] of replaced) {
    await unit.em.execute('update account set inspector_id = ?::uuid where inspector_id = ?::uuid', [
      stands,
      gone,
    ]);
  }
  return count;
}

function chosen({ usernames, inspectorIds, staying }: AccountChoice) {
  const parts = [
    oneOf('username', usernames),
    oneOf('inspector_id', inspectorIds, 'uuid'),
    oneOf('id', staying, 'uuid'),
  ] as const;
  return {
    sql: `(${parts[0].sql} or ${parts[1].sql}) and not (${parts[2].sql})`,
    values: parts.flatMap((part) => part.values),
  };
}
