import type { AdministrativeLevel } from '../../department/index.js';
import type { Reader } from '../../shared/unit.js';
import { aliasEdges } from '../target/lineage.js';
import { type Burden, noBurden } from './burden.js';
import { visitStands } from './visit.stands.js';

/**
 * Visits of a year by entity and level, each under what its entity is today; only those that count toward caps. Of every
 * department, and as numbers only. One statement: it begins with the visits, which are fewer than the register.
 */
const countedSql = (edges: string) => `with recursive ${edges},
  counted (id, level, count) as (
    select visit.entity_real_id, department.level, count(*)::int
      from visit join department on department.id = visit.department_id
     where visit.visited_on between ?::date and ?::date and visit.is_counted and ${visitStands('visit')}
     group by 1, 2),
  onward (base, id) as (
    select distinct id, id from counted
    union select onward.base, edge.new_id from onward join alias_edge edge on edge.old_id = onward.id),
  present (base, id) as (
    select base, id from onward where not exists (select from alias_edge edge where edge.old_id = onward.id))
  select entity, level, count from (
    select present.id as entity, counted.level, sum(counted.count)::int as count,
           sum(sum(counted.count)) over (partition by present.id) as total
      from present join counted on counted.id = present.base group by 1, 2) summed
   where total >= ?`;

/** Entities that were visited at least so often in a year, with their visits by level. */
export async function listOftenVisited(
  reader: Reader,
  year: number,
  atLeast: number,
): Promise<Map<string, Burden>> {
  const edges = aliasEdges(undefined);
  const rows = await reader.beyond('entity', ({ em }) =>
    em.execute<{ entity: string; level: AdministrativeLevel; count: number }[]>(countedSql(edges.sql), [
      ...edges.values,
      ...[`${year}-01-01`, `${year}-12-31`, atLeast],
    ]),
  );
  const ofEntity = new Map<string, Burden>();
  for (const { entity, level, count } of rows) {
    ofEntity.set(entity, { ...(ofEntity.get(entity) ?? noBurden), [level]: count });
  }
  return ofEntity;
}
