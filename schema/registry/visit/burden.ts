import { AdministrativeLevel } from '../../department/index.js';
import type { Reader } from '../../shared/unit.js';
import { aliasEdges } from '../target/lineage.js';
import { visitStands } from './visit.stands.js';

/** How often departments of each level visited an entity within a year. */
export type Burden = Readonly<Record<AdministrativeLevel, number>>;

/** Nobody came. */
export const noBurden: Burden = {
  [AdministrativeLevel.PROVINCE]: 0,
  [AdministrativeLevel.CITY]: 0,
  [AdministrativeLevel.COUNTY]: 0,
  [AdministrativeLevel.TOWNSHIP]: 0,
};

/**
 * The visits behind an entity's burden: to it and to all that stands below it, and to whatever became what it is today.
 * Of every department, and as numbers only: who else was there, and why, is not told. What several departments did
 * together, or for several campaigns at one time, is one visit, by the highest of them; on another day it is another.
 */
const burdenSql = (edges: string) => `with recursive ${edges},
  entity as (
    select distinct split_part(value, '/', 1) collate "C" as id from jsonb_array_elements_text(?::jsonb)),
  onward (entity, id) as (
    select id, id from entity
    union select onward.entity, edge.new_id from onward join alias_edge edge on edge.old_id = onward.id),
  lineage (entity, id) as (
    select entity, id from onward where not exists (select from alias_edge edge where edge.old_id = onward.id)
    union select lineage.entity, edge.old_id from lineage join alias_edge edge on edge.new_id = lineage.id),
  occasion as (
    select distinct on (lineage.entity, coalesce(visit.occasion_id, visit.id), visit.visited_on)
           lineage.entity, department.level
      from lineage
      join visit on visit.entity_real_id = lineage.id and visit.visited_on between ?::date and ?::date
       and ${visitStands('visit')}
      join department on department.id = visit.department_id
     order by lineage.entity, coalesce(visit.occasion_id, visit.id), visit.visited_on,
           array_position(array['PROVINCE', 'CITY', 'COUNTY', 'TOWNSHIP'], department.level::text))
  select entity, level, count(*)::int as count from occasion group by 1, 2`;

/**
 * The burdens of many entities in one statement, by the ids that were asked for: an entity's own, an old one of it, or
 * one below it (`<entity>/<number>`). Every visit counts, whatever it found.
 */
export async function burdenOf(
  reader: Reader,
  realIds: readonly string[],
  year: number,
): Promise<Map<string, Burden>> {
  const edges = aliasEdges(undefined);
  const rows = await reader.beyond('entity', ({ em }) =>
    em.execute<{ entity: string; level: AdministrativeLevel; count: number }[]>(burdenSql(edges.sql), [
      ...edges.values,
      ...[JSON.stringify(realIds), `${year}-01-01`, `${year}-12-31`],
    ]),
  );
  const ofEntity = new Map<string, Burden>();
  for (const { entity, level, count } of rows) {
    ofEntity.set(entity, { ...(ofEntity.get(entity) ?? noBurden), [level]: count });
  }
  return new Map(
    realIds.map((realId) => [realId, ofEntity.get(realId.split('/', 1)[0] as string) ?? noBurden]),
  );
}
