import { PGlite } from '@electric-sql/pglite';
import { OneTripPglite } from '../../server/platform/one-trip-pglite.js';

let quick: OneTripPglite;
let usual: PGlite;
beforeAll(async () => {
  [quick, usual] = await Promise.all([OneTripPglite.open({}), PGlite.create()]);
  for (const one of [quick, usual]) {
    await one.exec(
      'create table t (id int primary key, words text, yes bool, at timestamptz, more jsonb, list int[])',
    );
  }
});
afterAll(() => Promise.all([quick.close(), usual.close()]));

/** How often the database is asked by some work. */
async function countTrips(work: () => Promise<unknown>): Promise<number> {
  const spied = jest.spyOn(quick, 'execProtocolRawSync');
  try {
    await work();
    return spied.mock.calls.length;
  } finally {
    spied.mockRestore();
  }
}

type Statement = [sql: string, values: unknown[]];

const statements: readonly Statement[] = [
  [
    'insert into t values ($1, $2, $3, $4, $5, $6)',
    [1, '文字 ’"\\', true, '2026-02-10T01:00:00Z', '{"a": 1}', null],
  ],
  [
    'insert into t (id, words, yes) values ($1, $2, $3), ($4, null, false) returning id, words',
    [2, '', false, 3],
  ],
  ['insert into t (id, at, more, list) values ($1, $2, $3, $4)', [4, new Date(0), { b: [1] }, [1, 2]]],
  ['select * from t order by id', []],
  [
    'select $1::bigint as big, $2::float8 as part, $3::text as "同 名", null as nothing',
    [2n ** 60n, 0.1, 'x'],
  ],
  ['update t set yes = not yes where id < $1', [3]],
  ['select from t', []],
  ['delete from t where id > $1', [100]],
  [
    'merge into t using (values (1)) as s(id) on t.id = s.id when matched then update set words = $1',
    ['neu'],
  ],
  ['', []],
  ['begin', []],
  ['savepoint a', []],
  ['rollback', []],
];

const faults: readonly Statement[] = [
  ['selec 1', []],
  ['select * from nowhere', []],
  ['select $1::int', ['x']],
  ['insert into t (id) values ($1)', [1]],
  ['select 1; select 2', []],
  ['select $1::int', []],
];

const shapeOf = async (one: PGlite, [sql, values]: Statement) => {
  const { affectedRows, fields, rows } = await one.query(sql, values, { rowMode: 'object' });
  return { affectedRows, fields, rows };
};

test.each(statements)('“%s” answers as it does when it is asked six times', async (...statement) => {
  expect(await shapeOf(quick, statement)).toEqual(await shapeOf(usual, statement));
});

test.each(faults)('“%s” fails as it does, and the next statement goes', async (...statement) => {
  const faultOf = (one: PGlite) =>
    shapeOf(one, statement).then(
      () => 'none',
      ({ code, message }: { code: string; message: string }) => [code, message],
    );
  const fault = await faultOf(quick);
  expect(fault).toEqual(await faultOf(usual));
  expect(fault).not.toBe('none');
  expect((await quick.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
});

test('a transaction holds the others off, is undone whole by a failure, and closed afterwards', async () => {
  const rowCount = async () =>
    (await quick.query<{ n: number }>('select count(*)::int as n from t')).rows[0]?.n;
  const before = await rowCount();
  let late: Promise<unknown> | undefined;
  let kept: { query: PGlite['query'] } | undefined;
  const failing = quick.transaction(async (held) => {
    kept = held;
    await held.query('insert into t (id) values ($1)', [50]);
    late = quick.query('insert into t (id) values ($1)', [51]);
    await expect(held.query('insert into t (id) values ($1)', [50])).rejects.toMatchObject({ code: '23505' });
    await expect(held.query('select 1')).rejects.toMatchObject({ code: '25P02' });
    throw new Error('undone');
  });
  await expect(failing).rejects.toThrow('undone');
  await late;
  expect(await rowCount()).toBe(Number(before) + 1);
  await quick.transaction((held) => held.query('delete from t where id = $1', [51]));
  expect(await rowCount()).toBe(before);
  const rolledBack = quick.transaction(async (held) => {
    await held.rollback();
    expect(held.closed).toBe(true);
    await held.query('select 1');
  });
  await expect(rolledBack).rejects.toThrow('Transaction is closed');
  expect(kept).toBeDefined();
});

test('a statement of plain values is one trip; where the type of a value counts it is more', async () => {
  expect(await countTrips(() => quick.query('select $1::int, $2::text', [1, 'a']))).toBe(1);
  expect(await countTrips(() => quick.query('select $1::timestamptz', [new Date()]))).toBeGreaterThan(1);
});
