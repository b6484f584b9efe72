import { SeenKeys } from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { standingStatuses, type TargetStatus } from '../target/target.states.js';
import { runBound } from './bulk-table.js';
import type { Beside } from './import-lineage.js';

const standing = `status in (${standingStatuses.map((status) => `'${status}'`).join(', ')})`;

/** The other numbers of a department's standing targets: who brings one of them as its own id may be the same. */
export async function readOtherIdentifiers(reader: Reader, departmentId: string): Promise<SeenKeys> {
  const seen = new SeenKeys();
  for (let after = ''; ; ) {
    const { rows } = await runBound<{ last: string | null; identifiers: string | null }>(
      reader.em,
      `select max(real_id) as last, json_agg(identifiers)::text as identifiers from (
         select real_id, identifiers from target
          where department_id = $1 and real_id > $2 and ${standing} and identifiers <> '{}'
          order by real_id limit 5000) page`,
      [departmentId, after],
    );
    const page: string[][] = JSON.parse(rows[0]?.identifiers ?? '[]') ?? [];
    for (const identifier of page.flat()) seen.add(identifier, 1);
    if (page.length < 5000) return seen;
    after = rows[0]?.last ?? '';
  }
}

/**
 * The numbers that a row claims and did not have: its new other numbers, or all where it comes back to the standing.
 * The own id of a new row is looked up among `readOtherIdentifiers`: few rows have more than that one.
 */
export function claimsOf({ record, stands }: Beside): readonly string[] {
  const isStanding = (status: unknown) => standingStatuses.includes(status as TargetStatus);
  if (!isStanding(record.status ?? stands?.status)) return [];
  const told = (record.identifiers ?? stands?.identifiers ?? []) as readonly string[];
  if (!stands) return told;
  if (!isStanding(stands.status)) return [String(record.real_id), ...told];
  return told.filter((id) => !(stands.identifiers as readonly string[]).includes(id));
}

/** By each of these numbers, the standing targets that have it: one statement for a batch, none where none is claimed. */
export async function findHolders(
  reader: Reader,
  departmentId: string,
  claims: readonly string[],
): Promise<ReadonlyMap<string, readonly string[]>> {
  if (claims.length === 0) return new Map();
  const list = '(array(select jsonb_array_elements_text($2::jsonb)))';
  const { rows } = await runBound<{ id: string; holder: string }>(
    reader.em,
    `select real_id as id, real_id as holder from target
      where department_id = $1 and real_id = any ${list} and ${standing}
     union all
     select own.id, real_id from target, unnest(identifiers) own (id)
      where department_id = $1 and identifiers <> '{}' and identifiers && ${list} and own.id = any ${list} and ${standing}`,
    [departmentId, JSON.stringify([...new Set(claims)])],
  );
  const holders = new Map<string, string[]>();
  for (const { id, holder } of rows) holders.set(id, [...(holders.get(id) ?? []), holder]);
  return holders;
}
