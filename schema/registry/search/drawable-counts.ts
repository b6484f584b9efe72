import type { Reader } from '../../shared/unit.js';
import { type PoolCondition, type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import { drawableStatuses } from '../target/target.states.js';

/** Conditions that hold together; none means every target. */
export type PoolFilters = readonly PoolFilter[];

const keyOf = (filters: PoolFilters) => JSON.stringify(filters);

/** What targets are told apart by, unless a range asks for members of special pools. */
const features = 'department_id, risk_class, trade, trade_codes, division_code, tags';

/** Targets that are alike, counted: a hundred thousand targets are a few thousand kinds. */
const kinds = `(select ${features}, count(*)::int as n from target where department_id = ?
  and status in (select jsonb_array_elements_text(?::jsonb)) group by ${features}) as kinds`;

/** The targets one by one. */
const singles = `(select *, 1 as n from target where department_id = ?
  and status in (select jsonb_array_elements_text(?::jsonb))) as singles`;

/**
 * How many targets of a department may be drawn today under each of many ranges, in two statements at most. A special pool
 * counts as it stands today. @returns the counts in the order of the ranges
 */
export async function countDrawable(
  reader: Reader,
  departmentId: string,
  ranges: readonly PoolFilters[],
): Promise<number[]> {
  const distinct = [...new Map(ranges.map((filters) => [keyOf(filters), filters])).values()];
  const byPool = Map.groupBy(distinct, (filters) => filters.some(({ specialPools }) => specialPools));
  const countOf = new Map<string, number>();
  for (const [isOfPools, among] of byPool) {
    const counts = await count(reader, departmentId, isOfPools ? singles : kinds, among);
    for (const [index, filters] of among.entries()) countOf.set(keyOf(filters), counts[index] ?? 0);
  }
  return ranges.map((filters) => countOf.get(keyOf(filters)) ?? 0);
}

async function count(
  reader: Reader,
  departmentId: string,
  source: string,
  ranges: readonly PoolFilters[],
): Promise<number[]> {
  const conditions = ranges.map((filters): PoolCondition[] =>
    (filters.length > 0 ? filters : [{}]).map((filter) => poolCondition(departmentId, filter, reader.today)),
  );
  const sums = conditions.map((parts) => {
    const held = parts.map(({ sql }) => `(${sql})`).join(' and ');
    return `coalesce(sum(n) filter (where ${held}), 0)::int`;
  });
  const [row] = await reader.em.execute<{ counts: number[] | string }[]>(
    `select to_jsonb(array[${sums.join(', ')}]) as counts from ${source}`,
    [
      ...conditions.flatMap((parts) => parts.flatMap(({ values }) => [...values])),
      departmentId,
      JSON.stringify(drawableStatuses),
    ],
  );
  const told = row?.counts ?? [];
  return typeof told === 'string' ? JSON.parse(told) : told;
}
