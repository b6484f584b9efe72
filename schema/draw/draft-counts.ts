import { CampaignKind, type CampaignStratum, DrawStage, Rounding } from '../plan/index.js';
import { countPools, type EntityRowOf, entityOf, listTargetsAmong, TargetStatus } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import type { DraftCountsInput } from './draft-counts.input.js';
import { type ExcludedCount, tellExcluded } from './exclusion-words.js';
import { type Exclusions, readExclusions } from './exclusions.js';
import { SAME_ENTITY } from './one-per-entity.js';

const perMillion = 1_000_000;

/** What one stratum of a draft would hold and draw now. */
interface StratumCount {
  readonly riskClass: string;
  readonly count: number;
  readonly drawnCount: number;
}

/**
 * What a campaign that is being drafted would find now: by stratum, and left out by reason, as a freeze would. A fixed
 * number of statements, whatever the size of the register.
 */
export async function countDraft(reader: Reader, input: DraftCountsInput) {
  const { departmentId, itemCodes, windowFromOn, windowToOn, onePerEntity } = input;
  const filter = given(input.filter ?? {});
  const strata = input.strata.map(({ riskClass }) => riskClass);
  const pools = await countPools(reader, { departmentId, ...filter, strata, onePerEntity });
  const exclusions = await readExclusions(reader, {
    ...{ department: departmentId, itemCodes, windowFromOn, windowToOn },
    ...{ stage: DrawStage.BOTH, kind: CampaignKind.RANDOM },
  });
  const left = await findLeftOut(reader, input, filter, exclusions);
  const reasons = new Map(pools.excluded.map(({ value, count }) => [value, count]));
  for (const { reason } of left.rows) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const doubles = (reasons.get(SAME_ENTITY) ?? 0) - left.doublesLess;
  if (onePerEntity && doubles > 0) reasons.set(SAME_ENTITY, doubles);
  else reasons.delete(SAME_ENTITY);
  const counts = input.strata.map((stratum): StratumCount => {
    const { riskClass } = stratum;
    const all = pools.counts.find((one) => one.riskClass === riskClass && one.status === TargetStatus.ACTIVE);
    const out = left.rows.filter((row) => (row.riskClass ?? '-') === riskClass).length;
    const count = (all?.count ?? 0) - out;
    return { riskClass, count, drawnCount: Math.min(count, wantedOf(stratum, count)) };
  });
  return {
    strata: counts,
    drawableCount: pools.drawable - left.rows.length + (onePerEntity ? left.doublesLess : 0),
    drawnCount: counts.reduce((sum, { drawnCount }) => sum + drawnCount, 0),
    excluded: tellExcluded(reasons) satisfies ExcludedCount[],
    districts: pools.districts,
  };
}

function given<T extends object>(filter: T): Partial<T> {
  return Object.fromEntries(Object.entries(filter).filter(([, value]) => value != null)) as Partial<T>;
}

/** Controlled rounding is told as the nearest number: which of the two it is, chance decides. */
function wantedOf(
  { count, ratePpm, rounding }: Pick<CampaignStratum, 'count' | 'ratePpm' | 'rounding'>,
  size: number,
): number {
  if (ratePpm == null) return count ?? 0;
  const share = (size * ratePpm) / perMillion;
  if (rounding === Rounding.FLOOR) return Math.floor(share);
  return rounding === Rounding.CONTROLLED ? Math.round(share) : Math.ceil(share);
}

type LeftOut = EntityRowOf & { readonly reason: string };

/** Drawable targets that caps and exemptions leave out, and by how many that lessens the doubles of entities. */
async function findLeftOut(
  reader: Reader,
  { departmentId, strata }: DraftCountsInput,
  filter: Parameters<typeof listTargetsAmong>[2],
  exclusions: Exclusions,
): Promise<{ readonly rows: readonly LeftOut[]; readonly doublesLess: number }> {
  const ids = [...new Set([...exclusions.excludedIds.values()].flatMap((some) => [...some]))];
  const { scope } = reader.actor;
  if (scope && !scope.includes(departmentId)) return { rows: [], doublesLess: 0 };
  const classes = new Set(strata.map(({ riskClass }) => riskClass));
  const found = await listTargetsAmong(reader, departmentId, filter, ids);
  const inStrata = found.filter(({ riskClass }) => classes.has(riskClass ?? '-'));
  const rows = inStrata.flatMap((row) => {
    const reason = exclusions.reasonOf(row);
    return reason ? [{ ...row, reason }] : [];
  });
  const out = Map.groupBy(rows, entityOf);
  const all = Map.groupBy(inStrata, entityOf);
  const doublesLess = [...out].reduce((sum, [entity, gone]) => {
    const before = (all.get(entity)?.length ?? gone.length) - 1;
    return sum + before - Math.max(before - gone.length, 0);
  }, 0);
  return { rows, doublesLess };
}
