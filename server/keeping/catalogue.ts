import type { CopySession } from '../platform/copy-session.js';

/** A table as the database's own catalogue has it. Names in `…Sql` are quoted. */
export interface TableShape {
  readonly name: string;
  readonly sql: string;
  readonly columns: readonly string[];
  readonly columnsSql: readonly string[];
  /** What its rows are ordered by: its primary key, text by its bytes; the whole row where there is no key. */
  readonly orderSql: string;
}

/** Tables of ours: those of an extension come with it. */
const ours = `c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
  and not exists (select from pg_depend d
    where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`;

/** Columns that hold what was written; those that are computed from others come by themselves. */
const held = `from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''`;

const keyOrder = `(select string_agg(
    quote_ident(a.attname) || case when a.attcollation = 0 then '' else ' collate "C"' end, ', ' order by k.place)
  from pg_index i cross join unnest(i.indkey::int2[]) with ordinality as k(number, place)
  join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
  where i.indrelid = c.oid and i.indisprimary)`;

const tablesQuery = `select coalesce(json_agg(json_build_object(
    'name', c.relname, 'sql', quote_ident(c.relname),
    'columns', (select json_agg(a.attname order by a.attnum) ${held}),
    'columnsSql', (select json_agg(quote_ident(a.attname) order by a.attnum) ${held}),
    'orderSql', coalesce(${keyOrder}, '(' || quote_ident(c.relname) || '.*)::text collate "C"'))
  order by c.relname collate "C"), '[]') from pg_class c where ${ours}`;

/** Every table, in the order of the names. */
export function listTables(session: CopySession): Promise<TableShape[]> {
  return session.json(tablesQuery);
}

/** The rows of a table, in the one order in which they are hashed. */
export function rowsQuery({ sql, columnsSql, orderSql }: TableShape): string {
  return `select ${columnsSql.join(', ')} from ${sql} order by ${orderSql}`;
}

/** Statements that take something of the tables away for a while, and that put it back. */
export interface Aside {
  readonly off: string;
  readonly on: string;
}

const foreignKeysQuery = `select coalesce(json_agg(json_build_object(
    'off', format('alter table %s drop constraint %I', conrelid::regclass, conname),
    'on', format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(k.oid)))
  order by conrelid::regclass::text, conname), '[]')
  from pg_constraint k join pg_class c on c.oid = k.conrelid where k.contype = 'f' and k.conparentid = 0 and ${ours}`;

/** Indexes that are no constraint are made faster when the rows are there. */
const indexesQuery = `select coalesce(json_agg(json_build_object(
    'off', format('drop index %s', i.indexrelid::regclass), 'on', pg_get_indexdef(i.indexrelid))
  order by i.indexrelid::regclass::text), '[]')
  from pg_index i join pg_class c on c.oid = i.indrelid
  where ${ours} and not i.indisprimary
    and not exists (select from pg_constraint k where k.conindid = i.indexrelid)`;

/** Guards and histories: rows come back as they were, without being judged or written down anew. */
const triggersQuery = `select coalesce(json_agg(json_build_object(
    'off', format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
    'on', format('alter table %s enable %s trigger %I', tgrelid::regclass,
      case tgenabled when 'A' then 'always' when 'R' then 'replica' else '' end, tgname))
  order by tgrelid::regclass::text, tgname), '[]')
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where not tgisinternal and tgenabled <> 'D' and ${ours}`;

/** What is set aside while rows are loaded, in the order in which it is: triggers, foreign keys, indexes. */
export async function listAsides(session: CopySession): Promise<Aside[]> {
  const parts: Aside[] = [];
  for (const query of [triggersQuery, foreignKeysQuery, indexesQuery]) {
    parts.push(...(await session.json<Aside[]>(query)));
  }
  return parts;
}

export interface SequenceShape {
  readonly name: string;
  readonly sql: string;
}

const sequencesQuery = `select coalesce(json_agg(json_build_object('name', c.relname, 'sql', quote_ident(c.relname))
  order by c.relname collate "C"), '[]')
  from pg_class c where c.relkind = 'S' and c.relnamespace = 'public'::regnamespace`;

export function listSequences(session: CopySession): Promise<SequenceShape[]> {
  return session.json(sequencesQuery);
}
