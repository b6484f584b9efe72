import { PGlite, type PGliteOptions, protocol, type Results, type Transaction } from '@electric-sql/pglite';

type BackendMessage = Awaited<ReturnType<PGlite['execProtocolStream']>>[number];
type Field = { readonly name: string; readonly dataTypeID: number };
type RowDescription = BackendMessage & { readonly fields: readonly Field[] };
type DataRow = BackendMessage & { readonly fields: readonly (string | null)[] };
type CommandComplete = BackendMessage & { readonly text: string };
type Parsers = PGlite['parsers'];
type Ask = PGlite['query'];

const { serialize } = protocol;
/** What follows the values of every statement: describe its result, run it, and let the next begin anew. */
const rest = Buffer.concat([serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()]);

/** A value whose text does not depend on the type of its parameter. */
function isPlain(value: unknown): boolean {
  return value == null || typeof value !== 'object';
}

function rowOf({ fields }: DataRow, columns: readonly Field[], parsers: Parsers): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const [place, { dataTypeID, name }] of columns.entries()) {
    const text = fields[place] ?? null;
    const parse = text === null ? undefined : parsers[dataTypeID];
    row[name] = parse ? parse(text as string, dataTypeID) : text;
  }
  return row;
}

const changing = /^(INSERT|UPDATE|DELETE|MERGE|COPY) /;

function resultsOf<Row>(messages: readonly BackendMessage[], parsers: Parsers): Results<Row> {
  let columns: readonly Field[] = [];
  let affectedRows = 0;
  const rows: unknown[] = [];
  for (const message of messages) {
    if (message.name === 'rowDescription') columns = (message as RowDescription).fields;
    else if (message.name === 'dataRow') rows.push(rowOf(message as DataRow, columns, parsers));
    else if (message.name === 'commandComplete') {
      const { text } = message as CommandComplete;
      if (changing.test(text)) affectedRows = Number(text.slice(text.lastIndexOf(' ') + 1));
    }
  }
  return {
    rows: rows as Row[],
    fields: columns.map(({ name, dataTypeID }) => ({ name, dataTypeID })),
    affectedRows,
  };
}

/**
 * PGlite that is asked once for each statement. As shipped it is asked six times, to parse, to tell its parameters, to bind,
 * to tell its result, to run and to end; a small statement costs more in between than it takes. What parameters are is only
 * needed for values that are neither text nor number nor truth value: such statements go the long way.
 */
export class OneTripPglite extends PGlite {
  static async open(options: PGliteOptions): Promise<OneTripPglite> {
    const opened = new OneTripPglite(options);
    await opened.waitReady;
    return opened;
  }

  override async query<T>(...[sql, values = [], options]: Parameters<Ask>): Promise<Results<T>> {
    if (!this.#isShort(values, options)) return super.query<T>(sql, values, options);
    await this._checkReady();
    return this._runExclusiveTransaction(async () => {
      const results = await this.#askOnce<T>(sql, values);
      await this.syncToFs();
      return results;
    });
  }

  override transaction<T>(work: (held: Transaction) => Promise<T>): Promise<T> {
    return super.transaction((held) => {
      const query: Ask = async (sql, values = [], options) => {
        const isShort = !held.closed && this.#isShort(values, options);
        return isShort ? ((await this.#askOnce(sql, values)) as never) : held.query(sql, values, options);
      };
      const { exec, listen, rollback, sql } = held;
      return work({
        ...{ exec, listen, query, rollback, sql },
        get closed() {
          return held.closed;
        },
      });
    });
  }

  #isShort(values: readonly unknown[], options: Parameters<Ask>[2]): boolean {
    const isUsual = Object.entries(options ?? {}).every(
      ([key, value]) => key === 'rowMode' && value === 'object',
    );
    return isUsual && values.every(isPlain);
  }

  #askOnce<T>(sql: string, values: readonly unknown[]): Promise<Results<T>> {
    const texts = values.map((value) => (value == null ? null : String(value)));
    const message = Buffer.concat([serialize.parse({ text: sql }), serialize.bind({ values: texts }), rest]);
    return this._runExclusiveQuery(async () =>
      resultsOf<T>(await this.execProtocolStream(message, { syncToFs: false }), this.parsers),
    );
  }
}
