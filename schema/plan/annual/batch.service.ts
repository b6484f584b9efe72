import { recordEvent } from '../../audit/index.js';
import { listCampaignPools } from '../../registry/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { type CampaignFilter, Plan } from '../plan.entity.js';
import { ItemNotListed } from '../plan.errors.js';
import { PlanBatchInUse, PlanBatchInvalid, PlanBatchNotFound } from './annual.errors.js';
import { addDrafter, findEditable } from './annual.ground.js';
import type { BatchType } from './annual.states.js';
import { listCampaignCodes, noEnd } from './batch.restore.js';
import { listPlannable, planSpread } from './coverage.js';
import { type ItemRange, PlanBatch } from './plan-batch.entity.js';
import { listBatches } from './plan-content.js';

/** A plan is read as one document. */
const MOST_BATCHES = 1_000;

/** What a batch says. */
export interface BatchContent {
  readonly title: string;
  readonly type: BatchType;
  readonly itemCodes: readonly string[];
  readonly subject?: string | null;
  readonly filter?: CampaignFilter | null;
  readonly ratioPpm?: number | null;
  readonly aboutCount?: number | null;
  readonly fromOn: string;
  readonly toOn: string;
  readonly executors: readonly string[];
}

/** A batch to write: a standing one where its id is given. */
export interface BatchDraft extends BatchContent {
  readonly planId: string;
  readonly id?: string | null;
}

/** A range without what it does not ask; a client may write `null` for that. */
export function plainFilter(filter: CampaignFilter | null | undefined): CampaignFilter {
  return Object.fromEntries(Object.entries(filter ?? {}).filter(([, list]) => list != null));
}

/** The columns of a batch, with nothing left open. */
export function batchColumns(content: BatchContent) {
  return {
    title: content.title,
    type: content.type,
    itemCodes: [...content.itemCodes],
    subject: content.subject ?? null,
    filter: plainFilter(content.filter),
    ratioPpm: content.ratioPpm ?? null,
    aboutCount: content.aboutCount ?? null,
    fromOn: content.fromOn,
    toOn: content.toOn,
    executors: [...content.executors],
  };
}

function findFault(content: BatchContent, year: number): PlanBatchInvalid | undefined {
  if (content.ratioPpm == null && content.aboutCount == null) {
    return new PlanBatchInvalid(
      'aboutCount',
      '抽查比例与大约抽取数量须至少填一项。',
      'A share or a number is needed.',
    );
  }
  const { fromOn, toOn } = content;
  if (toOn < fromOn || !fromOn.startsWith(`${year}-`) || !toOn.startsWith(`${year}-`)) {
    return new PlanBatchInvalid(
      'toOn',
      `实施时间应在 ${year} 年内，且起不晚于止。`,
      `Its time has to lie within ${year}, its end not before its beginning.`,
    );
  }
  return undefined;
}

/** Why a range cannot be asked: a special pool that is missing, closed or of another department. */
async function findFilterFault(reader: Reader, plan: Plan, { specialPools }: CampaignFilter) {
  if (!specialPools) return undefined;
  const pools = await listCampaignPools(reader, plan.department, specialPools);
  if (pools.length === specialPools.length) return undefined;
  return new PlanBatchInvalid(
    'filter.specialPools',
    '专项库不存在、已关闭或不属于本部门，请从列表中选择。',
    'A special pool is missing, closed or of another department; choose from the list.',
  );
}

/** No item, no check: codes that the list does not have. */
export async function findUnlisted(reader: Reader, plan: Plan, codes: readonly string[]) {
  const known = new Set((await listPlannable(reader, plan.department, plan.year)).map(({ code }) => code));
  const foreign = [...new Set(codes)].filter((code) => !known.has(code));
  return foreign.length > 0 ? new ItemNotListed(foreign) : undefined;
}

async function findTitleFault(reader: Reader, plan: Plan, title: string, ownId: string | undefined) {
  const other = await reader.em.findOne(PlanBatch, { plan: plan.id, title }, { disableIdentityMap: true });
  if (!other || other.id === ownId) return undefined;
  return new PlanBatchInvalid(
    'title',
    `第 ${other.number} 批已用这一任务名称，请换一个名称。`,
    `Batch ${other.number} has this title; choose another.`,
  );
}

/** Takes so many numbers of a plan, which is under lock. @returns the first of them, or why there are too many batches */
export async function takeNumbers(unit: Unit, plan: Plan, count: number): Promise<number | PlanBatchInvalid> {
  if ((await unit.em.count(PlanBatch, { plan: plan.id })) + count > MOST_BATCHES) return tooMany();
  const lastBatchNumber = plan.lastBatchNumber + count;
  await unit.em.nativeUpdate(Plan, { id: plan.id }, { lastBatchNumber });
  Object.assign(plan, { lastBatchNumber });
  return lastBatchNumber - count + 1;
}

/** Writes a batch of a plan that is being drafted or amended. */
export async function savePlanBatch(unit: Unit, draft: BatchDraft) {
  const plan = await findEditable(unit, draft.planId);
  if (isRefusal(plan)) return plan;
  const standing = draft.id ? await unit.em.findOne(PlanBatch, { id: draft.id, plan: plan.id }) : null;
  if (draft.id && !standing) return new PlanBatchNotFound();
  const columns = batchColumns(draft);
  const refused =
    findFault(draft, plan.year) ??
    (await findFilterFault(unit, plan, columns.filter)) ??
    (await findUnlisted(unit, plan, columns.itemCodes)) ??
    (await findTitleFault(unit, plan, columns.title, standing?.id));
  if (refused) return refused;
  const saved = { savedAt: unit.now, savedById: unit.actor.accountId ?? null };
  const id = standing?.id ?? unit.newId();
  if (standing) {
    await unit.em.nativeUpdate(PlanBatch, { id }, { ...columns, ...saved });
  } else {
    const number = await takeNumbers(unit, plan, 1);
    if (isRefusal(number)) return number;
    await unit.em.insert(PlanBatch, {
      ...{ id, plan: plan.id, number, carriedFromId: null, ...columns, ...saved, ...noEnd },
    });
  }
  await addDrafter(unit, plan);
  const told = underArrangement(unit.actor, plan.department);
  await recordEvent(unit, 'plan.batch-saved', { kind: 'plan', id: plan.id }, told);
  const batch = await unit.em.findOneOrFail(PlanBatch, { id }, { disableIdentityMap: true });
  return { __typename: 'PlanBatchSaved' as const, batch };
}

/** Why no more batches are taken. */
function tooMany(): PlanBatchInvalid {
  return new PlanBatchInvalid(
    'planId',
    `一个计划最多 ${MOST_BATCHES} 批；请分成两个计划。`,
    `A plan has at most ${MOST_BATCHES} batches; make two plans of it.`,
  );
}

/** Takes a batch out of a plan that is being drafted or amended; one that campaigns carry out stays. */
export async function removePlanBatch(unit: Unit, id: string) {
  const batch = await unit.em.findOne(PlanBatch, { id });
  if (!batch) return new PlanBatchNotFound();
  const plan = await findEditable(unit, batch.plan);
  if (isRefusal(plan)) return plan;
  const codes = await listCampaignCodes(unit, [id]);
  if (codes.length > 0) return new PlanBatchInUse(codes);
  await unit.em.nativeDelete(PlanBatch, { id });
  await addDrafter(unit, plan);
  const told = underArrangement(unit.actor, plan.department);
  await recordEvent(unit, 'plan.batch-removed', { kind: 'plan', id: plan.id }, told);
  return { __typename: 'PlanBatchRemoved' as const, plan };
}

/** Says which targets the items of a plan are about; an item that is not named is about all of the register. */
export async function setItemRanges(unit: Unit, planId: string, ranges: readonly ItemRange[]) {
  const plan = await findEditable(unit, planId);
  if (isRefusal(plan)) return plan;
  const codes = ranges.map(({ itemCode }) => itemCode);
  if (new Set(codes).size < codes.length) {
    return new PlanBatchInvalid('ranges.itemCode', '同一事项只能有一个对象范围。', 'An item has one range.');
  }
  const unlisted = await findUnlisted(unit, plan, codes);
  if (unlisted) return unlisted;
  const itemRanges = ranges.map(({ itemCode, filter }) => ({ itemCode, filter: plainFilter(filter) }));
  for (const { filter } of itemRanges) {
    const fault = await findFilterFault(unit, plan, filter);
    if (fault) return fault;
  }
  await unit.em.nativeUpdate(Plan, { id: plan.id }, { itemRanges });
  Object.assign(plan, { itemRanges });
  await addDrafter(unit, plan);
  const told = { itemCount: itemRanges.length, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.ranges-set', { kind: 'plan', id: plan.id }, told);
  return { __typename: 'ItemRangesSet' as const, plan };
}

/** Gives every batch the time that is proposed for it; those that campaigns carry out keep theirs. */
export async function applyPlanSpread(unit: Unit, planId: string) {
  const plan = await findEditable(unit, planId);
  if (isRefusal(plan)) return plan;
  const { proposal } = await planSpread(unit, plan);
  let movedCount = 0;
  const batches = new Map((await listBatches(unit, plan.id)).map((batch) => [batch.id, batch]));
  for (const { batchId, fromOn, toOn } of proposal) {
    const batch = batches.get(batchId);
    const isSame = batch?.fromOn === fromOn && batch.toOn === toOn;
    if (isSame || (await listCampaignCodes(unit, [batchId])).length > 0) continue;
    const saved = { savedAt: unit.now, savedById: unit.actor.accountId ?? null };
    await unit.em.nativeUpdate(PlanBatch, { id: batchId }, { fromOn, toOn, ...saved });
    movedCount += 1;
  }
  await addDrafter(unit, plan);
  const told = { changedCount: movedCount, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.spread-applied', { kind: 'plan', id: plan.id }, told);
  return { __typename: 'PlanSpreadApplied' as const, plan, movedCount };
}
