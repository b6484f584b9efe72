import type { Unit } from '../../shared/unit.js';
import { Campaign, type Plan } from '../plan.entity.js';
import { PlanBatchInUse } from './annual.errors.js';
import { PlanBatch } from './plan-batch.entity.js';
import { type ContentBatch, listBatches, type PlanContent } from './plan-content.js';

/** Codes of the campaigns that carry out these batches. */
export async function listCampaignCodes(unit: Unit, batchIds: readonly string[]): Promise<string[]> {
  if (batchIds.length === 0) return [];
  const campaigns = await unit.em.find(
    Campaign,
    { batch: { $in: [...batchIds] } },
    { fields: ['code'], orderBy: { code: 'asc' }, disableIdentityMap: true },
  );
  return campaigns.map(({ code }) => code);
}

/** The columns of a batch as a version has them. */
function columnsOf({ items, executors, ...batch }: ContentBatch) {
  return { ...batch, itemCodes: items.map(({ code }) => code), executors: [...executors] };
}

/** Makes the batches of a plan what a version says. @returns the batches that cannot go, where some have campaigns */
export async function restoreBatches(
  unit: Unit,
  plan: Plan,
  content: PlanContent,
): Promise<PlanBatchInUse | undefined> {
  const standing = await listBatches(unit, plan.id);
  const kept = new Set(content.batches.map(({ id }) => id));
  const gone = standing.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  const codes = await listCampaignCodes(unit, gone);
  if (codes.length > 0) return new PlanBatchInUse(codes);
  const known = new Set(standing.map(({ id }) => id));
  if (gone.length > 0) await unit.em.nativeDelete(PlanBatch, { id: { $in: gone } });
  const saved = { savedAt: unit.now, savedById: unit.actor.accountId ?? null };
  for (const batch of content.batches) {
    const columns = columnsOf(batch);
    if (known.has(batch.id))
      await unit.em.nativeUpdate(PlanBatch, { id: batch.id }, { ...columns, ...saved });
    else await unit.em.insert(PlanBatch, { ...columns, ...saved, plan: plan.id, ...noEnd });
  }
  return undefined;
}

/** A batch of which nothing has become yet. */
export const noEnd = { end: null, endReason: null, endedAt: null, endedById: null };
