import { recordEvent } from '../../audit/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { listPool } from '../pool/pool.service.js';
import { TargetStatus } from '../target/target.states.js';
import { type DuplicateReason, LISTED_SCORE } from './duplicate.states.js';
import { blockingKeys, type Features, featuresOf, reasonsFor, scoreOf } from './duplicate-features.js';
import { placeNames } from './name-forms.js';

/** Rows of one statement. */
const PAGE_ROWS = 5_000;

/**
 * How many neighbours a target is compared with among those that share a key, in the order of their names: a market hall
 * has a thousand stalls at one address, and a chain a hundred shops of one name.
 */
const NEIGHBOURS = 10;

interface Pair {
  readonly first: string;
  readonly second: string;
  readonly score: number;
  readonly reasons: readonly DuplicateReason[];
}

/**
 * Finds targets of a department that seem to be one and keeps them for the list, in place of what the search before found.
 * Those that share a key come together by one sort in the database, and only neighbours are compared: time grows with the
 * register and not with its square; memory holds one page. @returns how many pairs are listed
 */
export async function searchDuplicates(unit: Unit, departmentId: string): Promise<number> {
  await gatherKeys(unit, departmentId);
  await unit.em.execute('delete from likely_duplicate where department_id = ?', [departmentId]);
  let waiting = new Map<string, Pair>();
  for await (const pair of likelyPairs(unit)) {
    waiting.set(`${pair.first}\n${pair.second}`, pair);
    if (waiting.size < PAGE_ROWS) continue;
    await keep(unit, departmentId, [...waiting.values()]);
    waiting = new Map();
  }
  await keep(unit, departmentId, [...waiting.values()]);
  for (const table of ['duplicate_key', 'duplicate_subject', 'duplicate_group'])
    await unit.em.execute(`drop table ${table}`);
  const [row] = await unit.em.execute<{ count: number }[]>(
    'select count(*)::int as count from likely_duplicate where department_id = ?',
    [departmentId],
  );
  const count = row?.count ?? 0;
  await recordEvent(
    unit,
    'registry.duplicates-searched',
    { kind: 'department', id: departmentId },
    { count },
  );
  return count;
}

/** Writes the keys and features of every target that may be drawn, and puts those that share a key side by side. */
async function gatherKeys(unit: Unit, departmentId: string): Promise<void> {
  const { em } = unit;
  await em.execute(
    'create temp table duplicate_key (key text collate "C", real_id text collate "C") on commit drop',
  );
  await em.execute(
    'create temp table duplicate_subject (real_id text collate "C", name text collate "C", features text) on commit drop',
  );
  const places = placeNames(await divisionNames(unit));
  const statuses = [TargetStatus.ACTIVE, TargetStatus.SUSPENDED];
  for await (const page of listPool(unit, departmentId, { statuses })) {
    const subjects = page.map((target) => featuresOf(target, places));
    await em.execute(
      'insert into duplicate_subject select * from jsonb_to_recordset(?::jsonb) as s(real_id text, name text, features text)',
      [
        JSON.stringify(
          subjects.map((one) => ({ real_id: one.realId, name: one.name, features: JSON.stringify(one) })),
        ),
      ],
    );
    const keys = subjects.flatMap((one) => blockingKeys(one).map((key) => ({ key, real_id: one.realId })));
    await em.execute(
      'insert into duplicate_key select * from jsonb_to_recordset(?::jsonb) as k(key text, real_id text)',
      [JSON.stringify(keys)],
    );
  }
  await em.execute('analyze duplicate_key');
  await em.execute('analyze duplicate_subject');
  await em.execute(
    `create temp table duplicate_group on commit drop as
       select row_number() over (order by k.key, s.name, s.real_id) as n, k.key, s.features
         from (select key, real_id, count(*) over (partition by key) as size from duplicate_key) k
         join duplicate_subject s using (real_id)
        where k.size > 1`,
  );
  await em.execute('create index on duplicate_group (n)');
}

async function divisionNames(reader: Reader): Promise<string[]> {
  const rows = await reader.em.execute<{ name: string }[]>('select name from division');
  return rows.map(({ name }) => name);
}

/** Pairs that are worth a look, some of them more than once. */
async function* likelyPairs({ em }: Reader): AsyncGenerator<Pair> {
  let key = '';
  let neighbours: Features[] = [];
  for (let from = 1; ; from += PAGE_ROWS) {
    const page = await em.execute<{ key: string; features: string }[]>(
      'select key, features from duplicate_group where n >= ? and n < ? order by n',
      [from, from + PAGE_ROWS],
    );
    for (const row of page) {
      if (row.key !== key) neighbours = [];
      key = row.key;
      const one = JSON.parse(row.features) as Features;
      for (const other of neighbours) {
        const pair = asPair(one, other);
        if (pair) yield pair;
      }
      neighbours = [...neighbours.slice(1 - NEIGHBOURS), one];
    }
    if (page.length < PAGE_ROWS) return;
  }
}

function asPair(one: Features, other: Features): Pair | undefined {
  const reasons = reasonsFor(one, other);
  const score = scoreOf(reasons);
  if (score < LISTED_SCORE || one.realId === other.realId) return undefined;
  // ids are ASCII but for numbers of licences; the order only has to be the same each time
  const [first, second] = one.realId < other.realId ? [one, other] : [other, one];
  return { first: first.realId, second: second.realId, score, reasons };
}

async function keep(unit: Unit, departmentId: string, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  const rows = pairs.map((pair) => ({ id: unit.newId(), ...pair }));
  await unit.em.execute(
    `insert into likely_duplicate (id, department_id, first_real_id, second_real_id, score, reasons, found_at)
       select id, ?::uuid, first, second, score, reasons, ?::timestamptz
         from jsonb_to_recordset(?::jsonb) as p(id uuid, first text, second text, score int, reasons jsonb)
       on conflict (department_id, first_real_id, second_real_id) do nothing`,
    [departmentId, unit.now, JSON.stringify(rows)],
  );
}
