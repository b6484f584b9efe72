import type { CopySession } from '../platform/copy-session.js';

/** How many names a refusal tells. */
const SHOWN = 5;

/** A backup is restored into nothing. */
export class TargetNotEmptyError extends Error {
  constructor(
    place: string,
    readonly found: readonly string[],
  ) {
    const more = found.length > SHOWN ? ` … (${found.length})` : '';
    const shown = `${found.slice(0, SHOWN).join(', ')}${more}`;
    super(
      `目标不是空的（${place}），未作任何改动；请换一个空的数据库或目录。已有：${shown}。The target ${place} is not empty, and nothing was changed; choose an empty database or folder. It holds: ${shown}.`,
    );
  }
}

/** A database for Chinese text. */
export class EncodingError extends Error {
  constructor(place: string, encoding: string) {
    super(
      `目标数据库 ${place} 的编码是 ${encoding}，须为 UTF8：createdb -E UTF8 -T template0。The encoding of ${place} is ${encoding} and must be UTF8.`,
    );
  }
}

/** Whatever stands in a schema that is not the system's, save what an extension brought. */
const contentsQuery = `select coalesce(json_agg(name order by name), '[]') from (
  select c.oid::regclass::text as name, 'pg_class'::regclass as class, c.oid, c.relnamespace as space
    from pg_class c where c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
  union all select p.oid::regprocedure::text, 'pg_proc'::regclass, p.oid, p.pronamespace from pg_proc p) as things
  join pg_namespace n on n.oid = space
  where n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
    and not exists (select from pg_depend d where d.classid = class and d.objid = things.oid and d.deptype = 'e')`;

/** @throws TargetNotEmptyError naming what is there; EncodingError */
export async function requireEmpty(session: CopySession, place: string): Promise<void> {
  const encoding = await session.json<string>(
    `select to_json(pg_encoding_to_char(encoding)) from pg_database where datname = current_database()`,
  );
  if (encoding !== 'UTF8') throw new EncodingError(place, encoding);
  const found = await session.json<string[]>(contentsQuery);
  if (found.length > 0) throw new TargetNotEmptyError(place, found);
}
