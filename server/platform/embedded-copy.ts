import { type PGlite, protocol } from '@electric-sql/pglite';
import { type CopySession, type FillSession, type RowSink, settingsSql } from './copy-session.js';
import type { Database } from './database.js';

/** About how much is asked of a cursor at once. */
const FETCH_BYTES = 1 << 20;
const MOST_ROWS = 2_000;

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '\t': '\\t',
  '\n': '\\n',
  '\r': '\\r',
  '\b': '\\b',
  '\f': '\\f',
  '\v': '\\v',
};
const special = /[\\\t\n\r\b\f\v]/;
const everySpecial = /[\\\t\n\r\b\f\v]/g;

/** A value as COPY writes it (PostgreSQL, COPY, "Text Format"). */
function field(value: string | null): string {
  if (value === null) return '\\N';
  return special.test(value) ? value.replace(everySpecial, (letter) => escapes[letter] as string) : value;
}

function lineOf(row: readonly (string | null)[]): string {
  return `${row.map(field).join('\t')}\n`;
}

/** Types of messages of PostgreSQL's protocol ("Message Formats"). */
const DATA_ROW = 0x44;
const ERROR = 0x45;

/** The values of one row, each byte a letter: what the bytes mean is none of our business. */
function valuesOf(body: Buffer): (string | null)[] {
  const values: (string | null)[] = [];
  for (let at = 2; at < body.length; ) {
    const length = body.readInt32BE(at);
    at += 4;
    values.push(length < 0 ? null : body.toString('latin1', at, at + length));
    at += Math.max(length, 0);
  }
  return values;
}

/** The rows of a statement as lines of COPY. Asked for by the protocol: PGlite's own results lose a leading U+FEFF. */
async function fetchLines(pglite: PGlite, statement: string): Promise<{ bytes: Buffer; rows: number }> {
  const query = protocol.serialize.query(statement);
  const answer = Buffer.from(await pglite.runExclusive(() => pglite.execProtocolRaw(query)));
  const lines: string[] = [];
  for (let at = 0; at < answer.length; ) {
    const end = at + 1 + answer.readInt32BE(at + 1);
    const body = answer.subarray(at + 5, end);
    if (answer[at] === ERROR) throw new Error(`the embedded database refused: ${body.toString('utf8')}`);
    if (answer[at] === DATA_ROW) lines.push(lineOf(valuesOf(body)));
    at = end;
  }
  return { bytes: Buffer.from(lines.join(''), 'latin1'), rows: lines.length };
}

/**
 * Reads by a cursor, because a COPY would stand in memory whole. As many rows are asked for as fill a megabyte, judging by
 * those before.
 */
async function* readRows(pglite: PGlite, query: string): AsyncGenerator<Uint8Array> {
  await pglite.exec(`declare fairdraw_rows no scroll cursor for ${query}`);
  for (let count = 1; ; ) {
    const { bytes, rows } = await fetchLines(pglite, `fetch ${count} from fairdraw_rows`);
    if (rows === 0) break;
    yield bytes;
    const fitting = Math.floor((FETCH_BYTES * rows) / bytes.length);
    count = Math.max(1, Math.min(fitting, count * 4, MOST_ROWS));
  }
  await pglite.exec('close fairdraw_rows');
}

/** A cursor needs a transaction, and a database that is filled is in none. */
async function* readAlone(pglite: PGlite, query: string): AsyncGenerator<Uint8Array> {
  await pglite.exec('begin');
  try {
    yield* readRows(pglite, query);
  } finally {
    await pglite.exec('commit');
  }
}

function sinkOf(pglite: PGlite, into: string): RowSink {
  return {
    write: async (rows) => {
      const blob = new Blob([rows as Uint8Array<ArrayBuffer>]);
      await pglite.query(`copy ${into} from '/dev/blob'`, [], { blob });
    },
    end: async () => {},
  };
}

/** The one connection, after it has put off the application's role: what is said to it now, the owner says. */
async function asOwner(database: Database): Promise<PGlite> {
  await database.em.fork().execute('select 1');
  return database.orm.config.get('driverOptions').pglite as PGlite;
}

function sessionOf(pglite: PGlite): CopySession {
  return {
    json: async <T>(query: string) => {
      const { rows } = await pglite.query<{ value: string }>(`select (${query})::text as value`);
      return JSON.parse(rows[0]?.value ?? 'null') as T;
    },
    run: async (statement) => void (await pglite.exec(statement)),
    read: (query) => readRows(pglite, query),
    write: (into) => sinkOf(pglite, into),
  };
}

/** How the embedded database's tables are copied: it has one connection, which belongs to the copy until it ends. */
export const copyEmbedded = {
  async readSnapshot<T>(database: Database, work: (session: CopySession) => Promise<T>): Promise<T> {
    const pglite = await asOwner(database);
    await pglite.exec('begin isolation level repeatable read, read only');
    try {
      await pglite.exec(settingsSql(true));
      return await work(sessionOf(pglite));
    } finally {
      await pglite.exec('rollback');
    }
  },

  async fill<T>(database: Database, work: (session: FillSession) => Promise<T>): Promise<T> {
    const pglite = await asOwner(database);
    await pglite.exec(settingsSql(false));
    // The folder is nobody's until all is done: it need not reach the disk before.
    await pglite.exec('set synchronous_commit = off');
    const migrate = async (names?: readonly string[]) =>
      void (await database.orm.migrator.up(names && { migrations: [...names] }));
    const read = (query: string) => readAlone(pglite, query);
    const value = await work({ ...sessionOf(pglite), read, migrate, em: database.em.fork() });
    await pglite.exec('set synchronous_commit = on; checkpoint');
    return value;
  },
};
