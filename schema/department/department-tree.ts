import type { Reader } from '../shared/unit.js';

/** The department and all below it, by id: what an account of that department may look at. */
export async function listDepartmentTree(reader: Reader, root: string): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `with recursive tree as (
       select id from department where id = ?
       union select child.id from department child join tree on child.parent_id = tree.id
     ) select id from tree order by id`,
    [root],
  );
  return rows.map((row) => row.id);
}
