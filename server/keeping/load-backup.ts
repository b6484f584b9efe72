import type { CopySession, FillSession, RowSink } from '../platform/copy-session.js';
import type { Manifest, TableRecord } from './backup-format.js';
import { listAsides, listSequences, listTables, rowsQuery, type TableShape } from './catalogue.js';
import { type CheckedBackup, readTableParts } from './read-backup.js';
import { RowsTally } from './rows-tally.js';
import type { Progress } from './take-backup.js';

/** The tables that this program's migrations make are not those of the file. */
export class OtherTablesError extends Error {
  constructor(readonly tables: readonly string[]) {
    super(
      `备份中的表与本程序同名迁移所建的表不同：请用建立备份的版本恢复。The tables of the backup are not those that this program’s migrations of the same names make; restore it with the version that took it: ${tables.join(', ')}`,
    );
  }
}

/** What was loaded is not what the file says. Nothing of it stays. */
export class NotVerifiedError extends Error {
  constructor(readonly table: string) {
    super(
      `恢复后的核对不符，已全部撤销：${table}。What was restored is not what the backup holds; everything was undone: ${table}.`,
    );
  }
}

/** @throws OtherTablesError */
function requireSameShape(manifest: Manifest, shapes: readonly TableShape[]): void {
  const asText = (tables: readonly { name: string; columns: readonly string[] }[]) =>
    new Map(tables.map(({ name, columns }) => [name, JSON.stringify([...columns].sort())]));
  const [said, found] = [asText(manifest.tables), asText(shapes)];
  const names = new Set([...said.keys(), ...found.keys()]);
  const other = [...names].filter((name) => said.get(name) !== found.get(name)).sort();
  if (other.length > 0) throw new OtherTablesError(other);
}

/** The table with its columns in the file's order, by names that the database itself quoted. */
function intoSql({ sql, columns, columnsSql }: TableShape, record: TableRecord): string {
  const quoted = record.columns.map((name) => columnsSql[columns.indexOf(name)]);
  return `${sql} (${quoted.join(', ')})`;
}

async function loadRows(
  session: CopySession,
  path: string,
  { manifest, sealed }: CheckedBackup,
  shapes: ReadonlyMap<string, TableShape>,
  progress: Progress,
): Promise<void> {
  const records = new Map(manifest.tables.map((table) => [table.name, table]));
  let current: { table: string; sink: RowSink; tally: RowsTally } | undefined;
  for await (const { table, rows } of readTableParts(path, sealed)) {
    if (current?.table !== table) {
      await current?.sink.end();
      const into = intoSql(shapes.get(table) as TableShape, records.get(table) as TableRecord);
      current = { table, sink: session.write(into), tally: new RowsTally() };
    }
    await current.sink.write(rows);
    current.tally.add(rows);
    progress(table, current.tally.rows);
  }
  await current?.sink.end();
}

async function setSequences(session: CopySession, { sequences }: Manifest): Promise<void> {
  const shapes = await listSequences(session);
  for (const { name, lastValue, isCalled } of sequences) {
    const shape = shapes.find((one) => one.name === name);
    if (!shape) throw new OtherTablesError([name]);
    const literal = `'${shape.sql.replaceAll("'", "''")}'`;
    await session.run(`select setval(${literal}, ${BigInt(lastValue)}, ${isCalled})`);
  }
}

/** Rows and hash of a table as it stands now. */
async function tallyTable(session: CopySession, table: TableShape): Promise<RowsTally> {
  const tally = new RowsTally();
  for await (const piece of session.read(rowsQuery(table))) tally.add(piece);
  return tally;
}

/** Recomputes every table from the database. @throws NotVerifiedError naming the first that differs */
async function verify(
  session: CopySession,
  manifest: Manifest,
  shapes: ReadonlyMap<string, TableShape>,
  progress: Progress,
): Promise<void> {
  for (const record of manifest.tables) {
    const shape = shapes.get(record.name) as TableShape;
    const columnsSql = record.columns.map((name) => shape.columnsSql[shape.columns.indexOf(name)] as string);
    const tally = await tallyTable(session, { ...shape, columnsSql });
    if (tally.rows !== record.rows || tally.sha256() !== record.sha256) {
      throw new NotVerifiedError(record.name);
    }
    progress(record.name, tally.rows);
  }
}

/** What is told while a backup is loaded. */
export interface LoadProgress {
  readonly loaded: Progress;
  readonly verified: Progress;
}

/**
 * Brings a checked backup into an empty database: the tables as they were then, the rows, then what has been migrated
 * since. Rows come back byte for byte: no trigger sees them, and each table is read again and compared.
 * @throws OtherTablesError, NotVerifiedError
 */
export async function loadBackup(
  session: FillSession,
  path: string,
  backup: CheckedBackup,
  progress: LoadProgress,
): Promise<void> {
  const { manifest } = backup;
  await session.migrate(manifest.migrations);
  const list = await listTables(session);
  requireSameShape(manifest, list);
  const shapes = new Map(list.map((shape) => [shape.name, shape]));
  const asides = await listAsides(session);
  await session.run(asides.map(({ off }) => off).join(';\n'));
  // Migrations have rows of their own: the file has them too.
  await session.run(`truncate ${list.map(({ sql }) => sql).join(', ')}`);
  await loadRows(session, path, backup, shapes, progress.loaded);
  await setSequences(session, manifest);
  const back = asides.toReversed();
  await session.run(back.map(({ on }) => on).join(';\n'));
  await session.run('analyze');
  await verify(session, manifest, shapes, progress.verified);
  await session.migrate();
}
