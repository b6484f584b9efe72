import type { Reader } from '../../shared/unit.js';
import { type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import type { PoolCount } from '../pool/pool.service.js';
import { drawableStatuses } from '../target/target.states.js';

/** A campaign's range as it is being drafted. */
export interface PoolCountsFilter extends PoolFilter {
  readonly departmentId: string;
  /** The classes that have a stratum; absent: all. */
  readonly strata?: readonly string[];
}

/** How many targets of a district may be drawn, and how many officers may go there today. */
export interface DistrictCount {
  readonly district: string;
  readonly targetCount: number;
  readonly officerCount: number;
}

/** What a filter would cover now. */
export interface PoolCounts {
  readonly counts: readonly PoolCount[];
  readonly drawable: number;
  /** By the reasons that a freeze would give. */
  readonly excluded: readonly { readonly value: string; readonly count: number }[];
  readonly districts: readonly DistrictCount[];
}

type Cell = PoolCount & { readonly district: string };

/** Exact counts of a filter, as a freeze would find them now; nothing outside the reader's scope. */
export async function countPools(
  reader: Reader,
  { departmentId, strata, ...filter }: PoolCountsFilter,
): Promise<PoolCounts> {
  const { scope } = reader.actor;
  if (scope && !scope.includes(departmentId)) return { counts: [], drawable: 0, excluded: [], districts: [] };
  const { sql, values } = poolCondition(departmentId, filter, reader.today);
  const cells = await reader.em.execute<Cell[]>(
    `select coalesce(risk_class, '-') as "riskClass", status, district, count(*)::int as count
       from target where ${sql} group by 1, 2, 3 order by 1, 2, 3`,
    [...values],
  );
  const reasonOf = ({ status, riskClass }: Cell) => {
    if (!drawableStatuses.includes(status)) return status.toLowerCase();
    return !strata || strata.includes(riskClass) ? undefined : 'no-stratum';
  };
  const drawable = cells.filter((cell) => reasonOf(cell) === undefined);
  const excluded = summed(
    cells.filter((cell) => reasonOf(cell) !== undefined),
    (cell) => reasonOf(cell) as string,
  );
  const officers = await listAvailable(reader, departmentId);
  return {
    counts: summed(cells, ({ riskClass, status }) => `${status} ${riskClass}`).map(({ value, count }) => {
      const [status, riskClass] = value.split(/ (.*)/s);
      return { riskClass, status, count } as PoolCount;
    }),
    drawable: drawable.reduce((sum, { count }) => sum + count, 0),
    excluded,
    districts: summed(drawable, ({ district }) => district).map(({ value: district, count }) => ({
      district,
      targetCount: count,
      officerCount: officers.filter((served) => served.length === 0 || served.includes(district)).length,
    })),
  };
}

function summed(cells: readonly Cell[], key: (cell: Cell) => string): { value: string; count: number }[] {
  const sums = new Map<string, number>();
  for (const cell of cells) sums.set(key(cell), (sums.get(key(cell)) ?? 0) + cell.count);
  return [...sums].map(([value, count]) => ({ value, count }));
}

/** The districts of each officer who could be sent today; none means all of the department. */
async function listAvailable(reader: Reader, departmentId: string): Promise<(readonly string[])[]> {
  const rows = await reader.em.execute<{ districts: string }[]>(
    `select to_json(i.districts)::text as districts from inspector i
      where i.department_id = ? and i.status = 'ACTIVE' and i.is_in_pool and not i.is_expert
        and i.capacity is distinct from 0
        and exists (select 1 from certificate c where c.inspector_id = i.id and c.status = 'VALID'
          and coalesce(c.valid_from_on, '1900-01-01') <= ? and c.valid_to_on >= ?)
        and not exists (select 1 from leave l where l.inspector_id = i.id and l.from_on <= ? and l.to_on >= ?)`,
    [departmentId, reader.today, reader.today, reader.today, reader.today],
  );
  return rows.map(({ districts }) => JSON.parse(districts) as string[]);
}
