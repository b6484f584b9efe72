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
  if (choice) await passDeputies(unit, passing);
  else await passArrangements(unit, passing);
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

/**
 * Arrangements pass with the whole department, past ones too: the successor answers for them. Help between departments
 * that are now one is no longer help, and ends.
 */
async function passArrangements(unit: Unit, passing: Passing): Promise<void> {
  await passRows(unit, 'arrangement', passing);
  await passRows(unit, 'arrangement', passing, { column: 'acting_department_id' });
  await unit.em.execute(
    `update arrangement set ended_at = ?::timestamptz, ended_by = ?::uuid
      where kind <> 'DEPUTY' and department_id = acting_department_id and department_id = ?::uuid and ended_at is null`,
    [unit.now.toISOString(), unit.actor.accountId ?? null, passing.to],
  );
}

/** Of a share, a deputy goes on where both have passed; any other arrangement stays with the matters it is about. */
async function passDeputies(unit: Unit, { from, to }: Passing): Promise<void> {
  await unit.em.execute(
    `update arrangement set department_id = ?::uuid, acting_department_id = ?::uuid
      where kind = 'DEPUTY' and department_id = ?::uuid and ended_at is null
        and (select count(*) from account where id in (account_id, stands_for_id) and department_id = ?::uuid) = 2`,
    [to, to, from, to],
  );
}
