import type { SqlEntityManager } from '@mikro-orm/sql';

/** A table's columns with their SQL types, so that a thousand rows go into it by one statement. */
export interface BulkTable {
  readonly name: string;
  /** Set once, at the insertion, and among them the key by which a row is known. */
  readonly fixed: Readonly<Record<string, string>>;
  readonly key: readonly string[];
  /** The column that tells the caller which row it was. */
  readonly told: string;
  /** What may change: a row is written again only when one of these differs. */
  readonly content: Readonly<Record<string, string>>;
  /** Written along with a change, and by themselves no change. */
  readonly stamps: Readonly<Record<string, string>>;
}

/** A row that was inserted or changed; those that stood as they were are not told. */
export interface WrittenRow {
  readonly told: string;
  readonly isNew: boolean;
}

/** The one statement: rows come as JSON, each key at most once. */
function statement({ name, fixed, key, told, content, stamps }: BulkTable): string {
  const types = { ...fixed, ...content, ...stamps };
  const columns = Object.keys(types).join(', ');
  const record = Object.entries(types).map(([column, type]) => `${column} ${type}`);
  const changing = Object.keys(content);
  const set = [...changing, ...Object.keys(stamps)].map((column) => `${column} = excluded.${column}`);
  const mine = changing.map((column) => `old.${column}`).join(', ');
  const theirs = changing.map((column) => `excluded.${column}`).join(', ');
  const change =
    changing.length === 0
      ? 'do nothing'
      : `do update set ${set.join(', ')} where row(${mine}) is distinct from row(${theirs})`;
  return (
    `insert into ${name} as old (${columns}) ` +
    `select ${columns} from jsonb_to_recordset(?::jsonb) as r(${record.join(', ')}) ` +
    // xmax is 0 on a row that this statement inserted, and not on one that it updated.
    `on conflict (${key.join(', ')}) ${change} returning old.${told} as "told", (old.xmax = 0) as "isNew"`
  );
}

const statements = new WeakMap<BulkTable, string>();

/** Inserts rows and changes those that differ. `rows` have the table's column names. */
export async function bulkUpsert(
  em: SqlEntityManager,
  table: BulkTable,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<WrittenRow[]> {
  if (rows.length === 0) return [];
  const sql = statements.get(table) ?? statement(table);
  statements.set(table, sql);
  return em.execute<WrittenRow[]>(sql, [JSON.stringify(rows)]);
}
