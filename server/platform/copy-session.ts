import type { SqlEntityManager } from '@mikro-orm/sql';
import type { Database } from './database.js';
import { copyEmbedded } from './embedded-copy.js';
import { copyPostgreSql } from './postgresql-copy.js';

/** Takes rows into one table, in the text form of PostgreSQL's COPY. */
export interface RowSink {
  /** Whole rows, each ended by LF. */
  write(rows: Uint8Array): Promise<void>;
  end(): Promise<void>;
}

/** One connection on which whole tables are read and written as text, the same text on both kinds of database. */
export interface CopySession {
  /** The value of a query of one row and one column of type `json`. */
  json<T>(query: string): Promise<T>;
  run(statement: string): Promise<void>;
  /** The rows of a query in the text form of COPY; pieces may end within a row. */
  read(query: string): AsyncIterable<Uint8Array>;
  /** @param into table and columns, quoted: `"target" ("id", "name")` */
  write(into: string): RowSink;
}

/** A session that fills a new database. */
export interface FillSession extends CopySession {
  /** Applies the migrations of these names, or all that are pending. */
  migrate(names?: readonly string[]): Promise<void>;
  /** Asks as the owner; on PostgreSQL it is part of the session's transaction. */
  readonly em: SqlEntityManager;
}

/** What a value's text depends on, the same wherever a backup is taken or verified; and no limit of time. */
const settings: Readonly<Record<string, string>> = {
  DateStyle: 'ISO, YMD',
  IntervalStyle: 'postgres',
  TimeZone: 'UTC',
  bytea_output: 'hex',
  extra_float_digits: '1',
  // Rows that a policy hides would be missing in silence: an error is better.
  row_security: 'off',
  statement_timeout: '0',
};

/** @param local for the running transaction alone */
export function settingsSql(local: boolean): string {
  const set = (name: string, value: string) => `set_config('${name}', '${value}', ${local})`;
  return `select ${Object.entries(settings)
    .map(([name, value]) => set(name, value))
    .join(', ')}`;
}

/** Reads the database as it is at one instant: nothing that others commit meanwhile is seen. */
export function readSnapshot<T>(database: Database, work: (session: CopySession) => Promise<T>): Promise<T> {
  return (database.kind === 'embedded' ? copyEmbedded : copyPostgreSql).readSnapshot(database, work);
}

/**
 * Fills a new database. On PostgreSQL it is one transaction: all or nothing. The embedded one is filled without,
 * in a folder that becomes the database's only when it is done.
 */
export function fill<T>(database: Database, work: (session: FillSession) => Promise<T>): Promise<T> {
  return (database.kind === 'embedded' ? copyEmbedded : copyPostgreSql).fill(database, work);
}
