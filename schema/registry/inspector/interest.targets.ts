import type { Reader } from '../../shared/unit.js';

/**
 * What an interest covers besides the id it names: the target that has this id among its others, what an entity has become
 * by merger, split or conversion, and everything below those, known by `<entity>/…` or by its responsible entity.
 */
const boundTargets = `
  with recursive given as (select declared from jsonb_array_elements_text(?::jsonb) as declared),
  bound(declared, real_id) as (
    select declared, declared from given
    union
    select declared, real_id from target, unnest(identifiers) as other join given on declared = other
      where department_id = ?
    union
    select bound.declared, successor from bound
      join target_alias on department_id = ? and undone_at is null and bound.real_id = any(from_real_ids),
      unnest(to_real_ids) as successor
  )
  select declared, real_id as "realId" from bound where real_id <> declared
  union
  select bound.declared, target.real_id from bound join target on target.department_id = ?
    and target.real_id > (bound.real_id || '/') collate "C" and target.real_id < (bound.real_id || '0') collate "C"
  union
  select bound.declared, target.real_id from bound
    join target on target.department_id = ? and target.responsible_id = bound.real_id
  order by 1, 2`;

/** The further targets of a department behind each of these real-world ids. */
export async function listBoundTargets(
  reader: Reader,
  departmentId: string,
  realIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (realIds.length === 0) return new Map();
  const rows = await reader.em.execute<{ declared: string; realId: string }[]>(boundTargets, [
    JSON.stringify(realIds),
    departmentId,
    departmentId,
    departmentId,
    departmentId,
  ]);
  const groups = Map.groupBy(rows, (row) => row.declared);
  return new Map([...groups].map(([declared, found]) => [declared, found.map(({ realId }) => realId)]));
}
