/** Asks as the owner of the tables; values come as text. */
export type Ask = (sql: string) => Promise<Record<string, string>[]>;

/** What a database was right after its migrations. */
export interface Pristine {
  /** Changes with every table, column, function, trigger, constraint, policy and index. */
  readonly shape: string;
  /** Rows that migrations wrote, as JSON. */
  readonly rows: ReadonlyMap<string, string>;
  /** The last number that migrations drew from a sequence. */
  readonly drawn: ReadonlyMap<string, string>;
}

const catalogues = [
  'class',
  'attribute',
  'proc',
  'trigger',
  'constraint',
  'policy',
  'index',
  'type',
  'namespace',
];

/** Each change of a catalogue’s row is by a later transaction; each row that goes is one less. */
const shapeQuery = `select concat_ws(' ', ${catalogues
  .map((name) => `(select count(*) || ':' || max(xmin::text::bigint) from pg_${name})`)
  .join(', ')}, (select string_agg(setrole || ' ' || setconfig::text, ';') from pg_db_role_setting
    where setdatabase = (select oid from pg_database where datname = current_database()))) as shape`;

/** Tables whose file is not empty; to ask each of them for a row takes longer than most tests. */
const filled = `select quote_ident(relname) as name from pg_class
  where relkind = 'r' and relnamespace = 'public'::regnamespace and pg_relation_size(oid) > 0 order by relname`;

const usedSequences = `select quote_ident(sequencename) as name, start_value as first, last_value as last from pg_sequences
  where schemaname = 'public' and last_value is not null`;

async function read(ask: Ask, sql: string, column: string): Promise<string[]> {
  return (await ask(sql)).map((row) => String(row[column]));
}

export async function readPristine(ask: Ask): Promise<Pristine> {
  const rows = new Map<string, string>();
  for (const table of await read(ask, filled, 'name')) {
    const [json] = await read(
      ask,
      `select coalesce(json_agg(t), '[]')::text as rows from ${table} t`,
      'rows',
    );
    rows.set(table, json as string);
  }
  const drawn = new Map((await ask(usedSequences)).map(({ name, last }) => [name as string, String(last)]));
  return { shape: (await read(ask, shapeQuery, 'shape'))[0] as string, rows, drawn };
}

/**
 * Removes what a test wrote.
 * @returns false when it changed more than rows, or left a transaction open: such a database cannot be used again
 */
export async function emptyAgain(ask: Ask, pristine: Pristine): Promise<boolean> {
  try {
    await ask('discard all');
    if ((await read(ask, shapeQuery, 'shape'))[0] !== pristine.shape) return false;
    await empty(ask, pristine);
    return true;
  } catch {
    return false;
  }
}

async function empty(ask: Ask, { rows, drawn }: Pristine): Promise<void> {
  // No trigger, no foreign key stands in the way.
  await ask("set session_replication_role = 'replica'");
  const written = await read(ask, filled, 'name');
  for (const table of written) await ask(`delete from ${table}`);
  for (const { name, first } of await ask(usedSequences)) {
    const last = drawn.get(name as string);
    await ask(`select setval('${name}', ${last ?? first}, ${last !== undefined})`);
  }
  for (const [table, json] of rows) {
    const values = json.replaceAll("'", "''");
    await ask(`insert into ${table} select * from json_populate_recordset(null::${table}, '${values}')`);
  }
  if (written.length > 0) await ask(`vacuum ${written.join(', ')}`);
  await ask('reset all');
}
