import fc from 'fast-check';
import { listTables, rowsQuery, type TableShape } from '../../../server/keeping/catalogue.js';
import { type CopySession, fill, readSnapshot } from '../../../server/platform/copy-session.js';
import type { Database } from '../../../server/platform/database.js';
import { openEmbedded, openTestDatabase } from '../../support/database.js';

const shape = `create type mood as enum ('好', 'so, "so"', 'back\\slash');
create table "Awkward ""rows""" (
  key text not null, number int not null, "the text" text, words text[], bytes bytea, thing jsonb, instant timestamptz,
  day date, "order" bigint, amount numeric, ratio double precision, flag boolean, code char(4), name varchar(40),
  span interval, mood mood, doubled int generated always as (number * 2) stored,
  primary key (key, number));
create table keyless (line text, n int)`;

let databases: Database[] = [];

beforeAll(async () => {
  databases = [await openTestDatabase(), await openEmbedded()];
  for (const database of databases) await fill(database, (session) => session.run(shape));
});

afterAll(async () => {
  for (const database of databases) await database.close();
});

const letters = fc.constantFrom(
  ...['\\', '\t', '\n', '\r', '\b', '\f', '\v', '"', "'", ',', '{', '}', '\\.', '\\N', 'NULL', ' ', '\u0001'],
  ...['汉', '𠮷', 'é', '\u0301', '\u202e', '\ufeff', '\u2028', '🏮', 'x', '0', '$1', ';--', '?'],
);
const text = fc.array(letters, { maxLength: 12 }).map((parts) => parts.join(''));
const nullable = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { freq: 4 });
const literal = (value: string) => `'${value.replaceAll("'", "''")}'`;
const json = fc.jsonValue({ maxDepth: 3 }).filter((value) => !JSON.stringify(value).includes('\\u0000'));

const row = fc
  .record({
    key: text,
    number: fc.integer({ min: -1_000_000, max: 1_000_000 }),
    text: nullable(text.map(literal)),
    words: nullable(fc.array(nullable(text), { maxLength: 3 })).map(
      (words) =>
        words && `array[${words.map((word) => (word === null ? 'null' : literal(word))).join()}]::text[]`,
    ),
    bytes: nullable(fc.uint8Array({ maxLength: 9 })).map(
      (bytes) => bytes && `'\\x${Buffer.from(bytes).toString('hex')}'`,
    ),
    thing: nullable(json.map((value) => literal(JSON.stringify(value)))),
    instant: fc.constantFrom(
      ...[
        'null',
        `'infinity'`,
        `'-infinity'`,
        `'2026-02-09 01:02:03.123456+08'`,
        `'1900-01-01 00:00:00.000001+08:05:43'`,
      ],
    ),
    day: fc.constantFrom('null', `'2024-02-29'`, `'infinity'`, `'0044-03-15 BC'`),
    order: fc.constantFrom('null', '9223372036854775807', '-9223372036854775808'),
    amount: fc.constantFrom('null', `'NaN'`, '1.10', '0.0000000000000000001', '1e40'),
    ratio: nullable(fc.double()).map((value) =>
      value === null ? 'null' : `'${Object.is(value, -0) ? '-0' : value}'`,
    ),
    flag: fc.constantFrom('null', 'true', 'false'),
    code: fc.constantFrom('null', `''`, `'a'`, `'汉字'`, `'a\tb'`),
    name: nullable(text.map((value) => literal([...value].slice(0, 40).join('')))),
    span: fc.constantFrom('null', `'1 year -2 mons 3 days 04:05:06.000007'`, `'-1 day'`),
    mood: fc.constantFrom('null', `'好'`, `'so, "so"'`, `'back\\slash'`),
  })
  .map(
    ({ key, ...others }) =>
      `(${[literal(key), ...Object.values(others)].map((value) => value ?? 'null').join()})`,
  );

/** Every table's own view of its rows, whatever the copy made of them. */
const digest = (table: string) =>
  `select to_json(count(*) || ' ' || md5(coalesce(string_agg(line, '' order by line), '')))
   from (select md5(t::text) collate "C" as line from ${table} as t) as lines`;

async function listAwkward(session: CopySession): Promise<TableShape[]> {
  return (await listTables(session)).filter(({ name }) => /^(Awkward|keyless)/.test(name));
}

async function readTexts(session: CopySession): Promise<string[]> {
  const texts: string[] = [];
  for (const table of await listAwkward(session)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of session.read(rowsQuery(table))) pieces.push(piece);
    texts.push(Buffer.concat(pieces).toString('utf8'), await session.json(digest(table.sql)));
  }
  return texts;
}

async function write(database: Database, texts: readonly string[]): Promise<void> {
  await fill(database, async (session) => {
    const tables = await listAwkward(session);
    await session.run(`truncate ${tables.map(({ sql }) => sql).join()}`);
    for (const [n, { sql, columnsSql }] of tables.entries()) {
      const sink = session.write(`${sql} (${columnsSql.join(', ')})`);
      await sink.write(Buffer.from(texts[2 * n] as string));
      await sink.end();
    }
  });
}

test('whatever a row holds, it has one text, and comes back from it on the other database and on its own', async () => {
  const [one, other] = databases as [Database, Database];
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(row, { maxLength: 20 }), async (rows) => {
      await fill(one, async (session) => {
        await session.run('truncate keyless, "Awkward ""rows"""');
        if (rows.length === 0) return;
        const values = rows.join(',\n');
        await session.run(`insert into "Awkward ""rows""" values ${values} on conflict do nothing`);
        await session.run(
          'insert into keyless select "the text", number from "Awkward ""rows""" union all select null, 7 union all select null, 7',
        );
      });
      const texts = await readSnapshot(one, readTexts);
      await write(other, texts);
      const copied = await readSnapshot(other, readTexts);
      expect(copied).toEqual(texts);
      await write(one, copied);
      expect(await readSnapshot(one, readTexts)).toEqual(texts);
    }),
    { numRuns: 20 },
  );
});
