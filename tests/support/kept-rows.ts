import type { Database } from '../../server/platform/database.js';

/** The columns of a table that are written, each table by its name. */
const tables = `select c.table_name as name, string_agg(quote_ident(c.column_name), ', ') as columns
  from information_schema.columns c join pg_tables t on t.schemaname = c.table_schema and t.tablename = c.table_name
  where c.table_schema = 'public' and c.is_generated = 'NEVER' group by 1`;

/** Does something for each of these tables; triggers and references do not look on. */
const forEach = (chosen: string, what: string) => `do $$ declare own record; begin
    set local session_replication_role = replica;
    for own in ${chosen} loop ${what} end loop;
  end $$`;

/** Tables whose file is not empty: most of them have no row at any time. */
const filled = (schema: string) => `pg_relation_size(to_regclass(format('${schema}.%I', name))) > 0`;

const keep = `create schema kept; create table kept."columns" as ${tables};
  ${forEach('select name from kept."columns"', "execute format('create table kept.%I as table public.%I', own.name, own.name);")}`;
const restore = forEach(
  `select name, columns from kept."columns" where ${filled('public')} or ${filled('kept')}`,
  `execute format('delete from public.%I', own.name);
  execute format('insert into public.%I (%s) overriding system value select %s from kept.%I',
    own.name, own.columns, own.columns, own.name);`,
);

/**
 * Keeps all rows as they stand, so that a house is built once for a file and each test finds it as it was built.
 * @returns what brings them back
 */
export async function keepRows(database: Database): Promise<() => Promise<void>> {
  for (const statement of keep.split(/;\s+(?=create table kept\."columns"|do )/))
    await database.em.fork().execute(statement);
  return async () => void (await database.em.fork().execute(restore));
}
