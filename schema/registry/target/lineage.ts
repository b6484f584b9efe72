import type { Reader } from '../../shared/unit.js';

/** SQL with the values of its placeholders. */
export interface SqlPart {
  readonly sql: string;
  readonly values: readonly unknown[];
}

/** That a row of these departments is meant; all where the scope is open. */
export function inDepartments(column: string, departments: readonly string[] | undefined): SqlPart {
  if (!departments) return { sql: 'true', values: [] };
  return {
    sql: `${column} in (select value::uuid from jsonb_array_elements_text(?::jsonb))`,
    values: [JSON.stringify(departments)],
  };
}

/** Aliases that stand, one old id and one new id a row, as a part of a `with recursive`. */
export function aliasEdges(departments: readonly string[] | undefined): SqlPart {
  const scope = inDepartments('department_id', departments);
  return {
    sql: `alias_edge as materialized (
       select distinct old_id collate "C" as old_id, new_id collate "C" as new_id
         from target_alias, unnest(from_real_ids) old_id, unnest(to_real_ids) new_id
        where undone_at is null and ${scope.sql})`,
    values: scope.values,
  };
}

const askedIds = `asked as (
  select distinct value collate "C" as id from jsonb_array_elements_text(?::jsonb))`;

async function resolve(
  reader: Reader,
  realIds: readonly string[],
  walk: { readonly from: string; readonly to: string; readonly keep: string },
): Promise<Map<string, string[]>> {
  const edges = aliasEdges(reader.actor.scope);
  const rows = await reader.em.execute<{ id: string; found: string[] }[]>(
    `with recursive ${askedIds}, ${edges.sql},
       reached (asked, id) as (
         select id, id from asked
         union select reached.asked, edge.${walk.to} from reached join alias_edge edge on edge.${walk.from} = reached.id)
     select asked as id, array_agg(id order by id) as found from reached where ${walk.keep} group by asked`,
    [JSON.stringify(realIds), ...edges.values],
  );
  return new Map(rows.map(({ id, found }) => [id, found]));
}

/**
 * Who these ids are today: what they became by merger, split or conversion, followed to the end; an id that became
 * nothing else is its own. Undone acts do not count.
 */
export function currentIdsOf(reader: Reader, realIds: readonly string[]): Promise<Map<string, string[]>> {
  return resolve(reader, realIds, {
    from: 'old_id',
    to: 'new_id',
    keep: 'not exists (select from alias_edge edge where edge.old_id = reached.id)',
  });
}

/** Everything that became these ids, however far back, without themselves; ids without a past are left out. */
export function formerIdsOf(reader: Reader, realIds: readonly string[]): Promise<Map<string, string[]>> {
  return resolve(reader, realIds, { from: 'new_id', to: 'old_id', keep: 'id <> asked' });
}
