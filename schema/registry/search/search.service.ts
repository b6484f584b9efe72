import { idKey, type KeyPart, type Page, type PageArguments, pageOf } from '../../shared/page.js';
import type { Reader } from '../../shared/unit.js';
import { Target } from '../target/target.entity.js';
import { arrayOf, type SearchPart, searchParts, type TargetSearch } from './search-condition.js';

/** Up to so many targets a search counts every one; beyond, it tells an estimate, and says so. */
export const exactCount = 5_000;
/** How many blocks of the table an estimate looks into. */
const sampledBlocks = 300;

/** How many targets have one value. */
export interface FacetCount {
  /** `-` where there is none. */
  readonly value: string;
  readonly count: number;
}

/** What a search found beside its page. */
export interface SearchCounts {
  readonly totalCount: number;
  /** False where there are too many to count each time: then all counts are estimates from a sample. */
  readonly isExact: boolean;
  readonly riskClasses: readonly FacetCount[];
  readonly statuses: readonly FacetCount[];
  readonly divisions: readonly FacetCount[];
  readonly trades: readonly FacetCount[];
}

/** One page of targets with the counts of all. */
export type SearchResult = Page<Target> & SearchCounts;

const facets = { riskClasses: 'risk_class', statuses: 'status', divisions: 'division_code', trades: 'trade' };
/** How many values a facet tells, the most frequent first. */
const facetValues = 50;

/** Counts of `hits` by each facet, as columns of JSON. `scale` is 1, or what one row of a sample stands for. */
function facetColumns(scale: string, when = 'true'): string {
  return Object.entries(facets)
    .map(
      ([name, column]) =>
        `case when ${when} then (select coalesce(json_agg(facet), '[]')::text from (
            select coalesce(${column}, '-') as value, round(count(*) * ${scale})::int as count
              from hits group by 1 order by 2 desc, 1 limit ${facetValues}) facet) end as "${name}"`,
    )
    .join(', ');
}

type CountRow = Record<keyof typeof facets, string> & { totalCount: number; page: string };

/** Two digits of an estimate mean something; more would look like a count. */
const rounded = (count: number) => Number(count.toPrecision(2));

function countsOf(row: CountRow, isExact: boolean): SearchCounts {
  const told = isExact ? (count: number) => count : rounded;
  const facet = (name: keyof typeof facets) =>
    (JSON.parse(row[name]) as FacetCount[]).map(({ value, count }) => ({ value, count: told(count) }));
  return {
    totalCount: told(row.totalCount),
    isExact,
    riskClasses: facet('riskClasses'),
    statuses: facet('statuses'),
    divisions: facet('divisions'),
    trades: facet('trades'),
  };
}

/** The departments whose targets the reader may see; the raw statements of a search name them. */
async function departmentsOf(reader: Reader): Promise<readonly string[]> {
  if (reader.actor.scope) return reader.actor.scope;
  const rows = await reader.em.execute<{ id: string }[]>('select id from department');
  return rows.map(({ id }) => id);
}

/** A division and all below it. */
async function divisionsBelow(reader: Reader, code: string | undefined): Promise<string[]> {
  if (!code) return [];
  const rows = await reader.em.execute<{ code: string }[]>(
    `with recursive below as (
       select code from division where code = ?
       union select division.code from division join below on division.parent_code = below.code
     ) select code from below`,
    [code],
  );
  return rows.map((row) => row.code);
}

/** A search as SQL: its conditions within the departments that the reader may see. */
interface Where {
  readonly sql: string;
  readonly values: readonly unknown[];
}

function indexedWhere(departments: readonly string[], parts: readonly SearchPart[]): Where {
  const own = departments.length === 1 ? 'department_id = ?' : 'department_id = any(?::uuid[])';
  const ids = departments.length === 1 ? departments[0] : arrayOf(departments);
  return {
    sql: [own, ...parts.map(({ indexed }) => indexed)].join(' and '),
    values: [ids, ...parts.flatMap(({ indexedValues }) => indexedValues)],
  };
}

function plainWhere(departments: readonly string[], parts: readonly SearchPart[]): Where {
  return {
    sql: ['department_id = any(?::uuid[])', ...parts.map(({ plain }) => plain)].join(' and '),
    values: [arrayOf(departments), ...parts.flatMap(({ plainValues }) => plainValues)],
  };
}

const hitColumns = `id, department_id, real_id, ${Object.values(facets).join(', ')}`;

const isFew = `total <= ${exactCount}`;

/** All hits of a search that has few enough, with its page and counts: one statement. Of others that they are too many. */
async function countHits(reader: Reader, { sql, values }: Where, key: Where, limit: number) {
  const [row] = await reader.em.execute<CountRow[]>(
    `with hits as materialized (select ${hitColumns} from target_in_scope where ${sql} limit ${exactCount + 1})
     select total as "totalCount", case when ${isFew} then (select coalesce(json_agg(one.id), '[]')::text
         from (select id from hits where ${key.sql} order by department_id, real_id limit ?) one) end as page,
       ${facetColumns('1', isFew)} from (select count(*)::int as total from hits) counted`,
    [...values, ...key.values, limit],
  );
  return row as CountRow;
}

/** Counts from a sample of whole blocks of the table, each row standing for as many as were left out. */
async function estimate(reader: Reader, { sql, values }: Where): Promise<SearchCounts> {
  const [size] = await reader.em.execute<{ blocks: number }[]>(
    `select greatest(1, pg_relation_size('target') / current_setting('block_size')::int)::int as blocks`,
  );
  const percent = Math.min(100, (100 * sampledBlocks) / (size?.blocks ?? 1));
  const scale = String(100 / percent);
  const [row] = await reader.em.execute<CountRow[]>(
    `with hits as materialized (select ${hitColumns} from target tablesample system (${percent}) repeatable (1) where ${sql})
     select round((select count(*) from hits) * ${scale})::int as "totalCount", ${facetColumns(scale)}`,
    [...values],
  );
  return countsOf(row as CountRow, percent === 100);
}

const byDepartment: readonly KeyPart<Target>[] = [
  Object.assign((row: Target) => row.department, { form: idKey.form }),
  (row) => row.realId,
];

/**
 * Targets in the reader's scope, by department and real-world id, with how many there are. Few hits are read as a whole,
 * counted and sorted; where there are more, the page is found by walking the ids in order, for then they are dense.
 */
export async function searchTargets(
  reader: Reader,
  search: TargetSearch,
  page: PageArguments,
): Promise<SearchResult> {
  const departments = await departmentsOf(reader);
  const divisions = await divisionsBelow(reader, search.division);
  const parts = searchParts(search, { departments, divisions, today: reader.today });
  const where = indexedWhere(departments, parts);
  let counts: SearchCounts | undefined;
  const found = await pageOf<Target>(page, byDepartment, async (limit, after) => {
    const key: Where = after
      ? { sql: '(department_id, real_id) > (?::uuid, ?)', values: after }
      : { sql: 'true', values: [] };
    const row = await countHits(reader, where, key, limit);
    const isAll = row.totalCount <= exactCount;
    const plain = plainWhere(departments, parts);
    counts = isAll ? countsOf(row, true) : await estimate(reader, plain);
    const ids = isAll ? (JSON.parse(row.page) as string[]) : await walk(reader, plain, key, limit);
    return readInOrder(reader, ids);
  });
  return { ...found, ...(counts as SearchCounts) };
}

/** The page of a search with many hits. In the conditions' plain form, so that nothing but the order of the ids is used. */
async function walk(reader: Reader, where: Where, key: Where, limit: number): Promise<string[]> {
  const rows = await reader.em.execute<{ id: string }[]>(
    `select id from target where ${where.sql} and ${key.sql} order by department_id, real_id limit ?`,
    [...where.values, ...key.values, limit],
  );
  return rows.map(({ id }) => id);
}

async function readInOrder(reader: Reader, ids: readonly string[]): Promise<Target[]> {
  if (ids.length === 0) return [];
  const rows = await reader.em.find(Target, { id: { $in: [...ids] } });
  const rowOf = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => rowOf.get(id) ?? []);
}
