import {
  countDrawable,
  countVisitedTargets,
  type Item,
  ItemKind,
  loadVersions,
  type PoolFilters,
  readItemList,
  versionOn,
} from '../../registry/index.js';
import type { Reader } from '../../shared/unit.js';
import { CampaignKind } from '../campaign.stages.js';
import { CampaignState } from '../campaign.states.js';
import { Campaign, type CampaignFilter, type Plan } from '../plan.entity.js';
import { CoverageGap } from './coverage.states.js';
import type { PlanBatch } from './plan-batch.entity.js';
import { listBatches } from './plan-content.js';
import { spreadOver } from './spread.js';

/** What a plan does for one item, beside what its list asks. */
export interface ItemCoverage {
  readonly itemCode: string;
  readonly title: string;
  readonly isKey: boolean;
  readonly floorPpm: number | null;
  readonly capPpm: number | null;
  readonly ratioPpm: number | null;
  /** Times a year, where the list says. */
  readonly frequency: number | null;
  /** Targets of the register that the item is about. */
  readonly targetCount: number;
  /** The fewest and the most that floor and cap allow. */
  readonly floorCount: number | null;
  readonly capCount: number | null;
  readonly plannedCount: number;
  readonly plannedBatchCount: number;
  /** Different targets visited this year by campaigns of the plan. */
  readonly visitedCount: number;
  /** Campaigns of the plan that were drawn. */
  readonly drawnCampaignCount: number;
  readonly gaps: readonly CoverageGap[];
}

/** A plan beside what the law and the list ask of it. */
export interface PlanCoverage {
  readonly items: readonly ItemCoverage[];
  readonly batchLoads: ReadonlyMap<string, number>;
}

const MILLION = 1_000_000;
const upTo = (ppm: number, count: number) => Math.ceil((ppm * count) / MILLION);
const downTo = (ppm: number, count: number) => Math.floor((ppm * count) / MILLION);

/** Gaps that the law forbids; the others are told, and acknowledged by whoever submits. */
export const illegalGaps: readonly CoverageGap[] = [CoverageGap.BELOW_FLOOR, CoverageGap.ABOVE_CAP];

/** A day of the plan's year by which its items are judged: today where it lies within. */
function judgedOn(year: number, today: string): string {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  if (today < first) return first;
  return today > last ? last : today;
}

/** The items that may be planned: those of the published list, where there is one, by code. */
export async function listPlannable(reader: Reader, departmentId: string, year: number): Promise<Item[]> {
  const list = await readItemList(reader, departmentId, {});
  if (list) return list.items;
  const on = judgedOn(year, reader.today);
  const versionsOf = await loadVersions(reader, departmentId);
  return [...versionsOf.values()].flatMap(
    (versions) => versionOn(versions, on) ?? versionOn(versions, `${year}-12-31`) ?? [],
  );
}

const isAll = (filter: CampaignFilter | undefined) => !filter || Object.keys(filter).length === 0;

/** The ranges that a target of a batch has to be in to count for an item. */
function rangesOf(...filters: readonly (CampaignFilter | undefined)[]): PoolFilters {
  return filters.filter((filter) => filter !== undefined && !isAll(filter)) as PoolFilters;
}

/** How many a batch reaches among targets of which there are so many: its share, or its number, never more than all. */
function reached({ ratioPpm, aboutCount }: PlanBatch, count: number): number {
  return Math.min(count, ratioPpm == null ? (aboutCount ?? 0) : upTo(ratioPpm, count));
}

/** The campaigns of a plan, item by item. */
async function readDone(reader: Reader, plan: Plan) {
  const campaigns = await reader.em.find(
    Campaign,
    // Checks that are owed are no share of the random pool.
    { plan: plan.id, kind: CampaignKind.RANDOM },
    { fields: ['id', 'itemCodes', 'state'], disableIdentityMap: true },
  );
  const byItem = new Map<string, { campaignIds: string[]; drawn: number }>();
  for (const { id, itemCodes, state } of campaigns) {
    for (const code of itemCodes) {
      const known = byItem.get(code) ?? { campaignIds: [], drawn: 0 };
      known.campaignIds.push(id);
      if (state === CampaignState.DRAWN) known.drawn += 1;
      byItem.set(code, known);
    }
  }
  const groups = [...byItem].map(([key, { campaignIds }]) => ({ key, campaignIds }));
  const visited = await countVisitedTargets(reader, groups, plan.year);
  return { visited, drawnOf: (code: string) => byItem.get(code)?.drawn ?? 0 };
}

type Measures = Omit<ItemCoverage, 'gaps'>;

function gapsOf(one: Measures): CoverageGap[] {
  const { floorCount, capCount, plannedCount, ratioPpm, targetCount, frequency, plannedBatchCount } = one;
  const isAsked = one.floorPpm !== null || ratioPpm !== null || frequency !== null;
  const found: [CoverageGap, boolean][] = [
    [CoverageGap.BELOW_FLOOR, floorCount !== null && plannedCount < floorCount],
    [CoverageGap.ABOVE_CAP, capCount !== null && plannedCount > capCount],
    [CoverageGap.BELOW_RATIO, ratioPpm !== null && plannedCount < upTo(ratioPpm, targetCount)],
    [CoverageGap.BELOW_CYCLE, frequency !== null && plannedBatchCount < frequency],
    [CoverageGap.NO_TARGETS, isAsked && targetCount === 0],
  ];
  return found.flatMap(([gap, holds]) => (holds ? [gap] : []));
}

/** What a plan does for every item of its list, planned and done; five statements whatever its size. */
export async function coverageOf(reader: Reader, plan: Plan): Promise<PlanCoverage> {
  const items = await listPlannable(reader, plan.department, plan.year);
  const batches = await listBatches(reader, plan.id);
  const rangeOf = new Map(plan.itemRanges.map(({ itemCode, filter }) => [itemCode, filter]));
  const batchesOf = (code: string) => batches.filter(({ itemCodes }) => itemCodes.includes(code));
  const asked: PoolFilters[] = batches.map(({ filter }) => rangesOf(filter));
  for (const { code } of items) {
    asked.push(rangesOf(rangeOf.get(code)));
    for (const { filter } of batchesOf(code)) asked.push(rangesOf(rangeOf.get(code), filter));
  }
  const counts = await countDrawable(reader, plan.department, asked);
  let place = 0;
  const next = () => counts[place++] ?? 0;
  const batchLoads = new Map(batches.map((batch) => [batch.id, Math.max(1, reached(batch, next()))]));
  const { visited, drawnOf } = await readDone(reader, plan);
  const measured = items.map((item): Measures => {
    const targetCount = next();
    const own = batchesOf(item.code);
    const plannedCount = own.reduce((sum, batch) => sum + reached(batch, next()), 0);
    const { code: itemCode, title, ratioFloorPpm = null, ratioCapPpm = null, ratioPpm, frequency } = item;
    const floorCount = ratioFloorPpm === null ? null : upTo(ratioFloorPpm, targetCount);
    return {
      ...{ itemCode, title, isKey: item.kind === ItemKind.KEY },
      ...{ floorPpm: ratioFloorPpm, capPpm: ratioCapPpm, ratioPpm: ratioPpm ?? null },
      ...{ frequency: frequency ?? null, targetCount, plannedCount },
      floorCount,
      // Of few targets the one that the floor asks for may be more than the cap's share.
      capCount: ratioCapPpm === null ? null : Math.max(downTo(ratioCapPpm, targetCount), floorCount ?? 0),
      plannedBatchCount: own.length,
      visitedCount: visited.get(itemCode) ?? 0,
      drawnCampaignCount: drawnOf(itemCode),
    };
  });
  return { items: measured.map((one) => ({ ...one, gaps: gapsOf(one) })), batchLoads };
}

/** How a plan lies over its year, by the targets that its batches reach. */
export async function planSpread(reader: Reader, plan: Plan, coverage?: PlanCoverage) {
  const { batchLoads } = coverage ?? (await coverageOf(reader, plan));
  const batches = await listBatches(reader, plan.id);
  const loaded = batches.map((batch) => ({ ...batch, load: batchLoads.get(batch.id) ?? 1 }));
  return spreadOver(plan.year, loaded, reader.today, reader.installation.plans);
}
