import type { Reader } from '../../shared/unit.js';
import { inDepartments } from './lineage.js';
import { Target } from './target.entity.js';
import { idsMeantBy } from './target-number.js';

/** How many targets one word finds at most. */
const FOUND_LIMIT = 100;

/**
 * The targets of the reader's scope that a word means exactly: an identifier (`<scheme>:<number>` or the bare number, in
 * any way of writing), the present name or a former one.
 */
export async function findTargetsKnownAs(reader: Reader, word: string): Promise<Target[]> {
  const { scope } = reader.actor;
  const departments = scope ? inDepartments('id', scope) : { sql: 'true', values: [] };
  const mine = `department_id in (select id from department where ${departments.sql})`;
  const ids = JSON.stringify(idsMeantBy(word, reader.keys.identify));
  const list = '(array(select jsonb_array_elements_text(?::jsonb)))';
  // The index of the search narrows it down: a name holds all characters of itself, one by one and in twos.
  const named =
    "target_grams(name, former_names) @> target_grams(?, '{}') and (name = ? or former_names @> array[?])";
  const rows = await reader.em.execute<{ id: string }[]>(
    `select id from target where ${mine} and real_id = any ${list}
     union select id from target_in_scope where ${mine} and identifiers <> '{}' and identifiers && ${list}
     union select id from target_in_scope where ${mine} and ${named}
     limit ?`,
    [
      ...[...departments.values, ids],
      ...[...departments.values, ids],
      ...[...departments.values, word, word, word],
      FOUND_LIMIT,
    ],
  );
  return reader.em.find(Target, { id: { $in: rows.map((row) => row.id) } }, { orderBy: { realId: 'asc' } });
}
