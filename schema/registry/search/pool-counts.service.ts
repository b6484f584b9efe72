import type { Reader } from '../../shared/unit.js';
import { findUnavailability } from '../pool/availability.js';
import { listInspectorPool } from '../pool/inspector-pool.js';
import type { InspectorInPool } from '../pool/inspectors-in-pool.js';
import { type PoolCondition, type PoolFilter, poolCondition } from '../pool/pool.filter.js';
import { listCampaignPools } from '../special-pool/membership.js';
import { drawableStatuses, type TargetStatus } from '../target/target.states.js';

/** A campaign's range as it is being drafted. */
export interface PoolCountsFilter extends PoolFilter {
  readonly departmentId: string;
  /** The classes that have a stratum; absent: all. */
  readonly strata?: readonly string[];
  /** Whether one entity may be drawn only once, however many targets it answers for. */
  readonly onePerEntity?: boolean;
}

/** How many targets there are of one class and status. */
export interface PoolCount {
  /** `-` where targets have no class. */
  readonly riskClass: string;
  readonly status: TargetStatus;
  readonly count: number;
}

/** How many targets of a district may be drawn, and how many officers may go there today. */
export interface DistrictCount {
  readonly district: string;
  /** Also where each entity is drawn once: which of its targets stands for it is chosen by the campaign's code. */
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
  { departmentId, strata, onePerEntity, ...given }: PoolCountsFilter,
): Promise<PoolCounts> {
  const { scope } = reader.actor;
  if (scope && !scope.includes(departmentId)) return { counts: [], drawable: 0, excluded: [], districts: [] };
  const filter = { ...given, specialPools: await openPools(reader, departmentId, given.specialPools) };
  const condition = poolCondition(departmentId, filter, reader.today);
  const { sql, values } = condition;
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
  const doubles = onePerEntity ? await countDoubles(reader, condition, strata) : 0;
  if (doubles > 0) excluded.push({ value: 'same-entity', count: doubles });
  const officers = await listAvailable(reader, departmentId);
  return {
    counts: summed(cells, ({ riskClass, status }) => `${status} ${riskClass}`).map(({ value, count }) => {
      const [status, riskClass] = value.split(/ (.*)/s);
      return { riskClass, status, count } as PoolCount;
    }),
    drawable: drawable.reduce((sum, { count }) => sum + count, 0) - doubles,
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

/** A closed pool takes nobody in, as at a freeze. */
async function openPools(reader: Reader, departmentId: string, ids: readonly string[] | undefined) {
  return ids ? (await listCampaignPools(reader, departmentId, ids)).map(({ id }) => id) : undefined;
}

/** Targets beyond the first of each entity among those that may be drawn; the same question as `entityOf`. */
async function countDoubles(
  reader: Reader,
  { sql, values }: PoolCondition,
  strata: readonly string[] | undefined,
): Promise<number> {
  const classes = strata
    ? `and coalesce(risk_class, '-') in (select jsonb_array_elements_text(?::jsonb))`
    : '';
  const [row] = await reader.em.execute<{ count: number }[]>(
    `select (count(*) - count(distinct coalesce(responsible_id, split_part(real_id, '/', 1))))::int as count
       from target where ${sql} and status in (select jsonb_array_elements_text(?::jsonb)) ${classes}`,
    [...values, JSON.stringify(drawableStatuses), ...(strata ? [JSON.stringify(strata)] : [])],
  );
  return row?.count ?? 0;
}

/** The districts of each officer who could be sent today; none means all of the department. */
async function listAvailable(reader: Reader, departmentId: string): Promise<(readonly string[])[]> {
  const { today } = reader;
  const pool = await listInspectorPool(reader, departmentId);
  return pool
    .filter((one) => !one.inspector.isExpert && !findUnavailability(one, today, today))
    .map((one) => districtsOn(one, today));
}

/** A guest serves where the secondment says. */
function districtsOn({ inspector, serving }: InspectorInPool, on: string): readonly string[] {
  if (!serving) return inspector.districts;
  const [here] = serving.filter(({ fromOn, toOn }) => fromOn <= on && toOn >= on);
  return here?.districts ?? [];
}
