import { isRefusal } from '../../shared/refusal.js';
import type { Reader } from '../../shared/unit.js';
import { type Campaign, Plan } from '../plan.entity.js';
import { CampaignRuleInvalid } from '../plan.errors.js';
import { CampaignBatchMissing, PlanBatchNotFound, PlanNotApproved, PlanStateWrong } from './annual.errors.js';
import { PlanState } from './annual.states.js';
import { PlanBatch } from './plan-batch.entity.js';
import { findVersion, readContent } from './plan-content.js';

/** Which batch of a plan a campaign is to carry out, and for which items. */
interface Claim {
  readonly batchId?: string | null;
  readonly itemCodes: readonly string[];
}

/** States in which campaigns may begin under a plan. */
const openStates: readonly PlanState[] = Object.values(PlanState).filter(
  (state) => state !== PlanState.CLOSED,
);

/** Whether a plan was written batch by batch: it has one, or had one approved. */
async function hasBatches(reader: Reader, plan: Plan): Promise<boolean> {
  return plan.version > 0 || (await reader.em.count(PlanBatch, { plan: plan.id })) > 0;
}

/** Why a campaign may not be about these items: its batch is about others. */
function findOutside(itemCodes: readonly string[], ofBatch: readonly string[]) {
  const outside = itemCodes.filter((code) => !ofBatch.includes(code));
  if (outside.length === 0) return undefined;
  return new CampaignRuleInvalid(
    'itemCodes',
    `批次的抽查事项中没有：${outside.join('、')}；请调整计划，或选择批次内的事项。`,
    `The batch does not have: ${outside.join(', ')}. Amend the plan, or choose items of the batch.`,
  );
}

/** The batch that a campaign claims; or why it has none. Undefined where its plan has no batches. */
async function findClaimed(reader: Reader, plan: Plan, batchId: string | null | undefined) {
  if (plan.state === PlanState.CLOSED) return new PlanStateWrong(plan.state, openStates);
  if (!batchId) return (await hasBatches(reader, plan)) ? new CampaignBatchMissing() : undefined;
  const which = { id: batchId, plan: plan.id };
  const batch = await reader.em.findOne(PlanBatch, which, { disableIdentityMap: true });
  return batch && !batch.end ? batch : new PlanBatchNotFound();
}

/**
 * Why a campaign does not belong to a plan as it says: a plan with batches is carried out batch by batch, and for their
 * items; a plan without any is a frame for the year.
 */
export async function findUnplanned(reader: Reader, plan: Plan, { batchId, itemCodes }: Claim) {
  const batch = await findClaimed(reader, plan, batchId);
  return !batch || isRefusal(batch) ? batch : findOutside(itemCodes, batch.itemCodes);
}

/** Why a campaign may not be approved under its plan: its batch, or one of its items, is in no approved version. */
export async function findNotApproved(reader: Reader, { plan: planId, batch: batchId, itemCodes }: Campaign) {
  const plan = planId ? await reader.em.findOne(Plan, { id: planId }, { disableIdentityMap: true }) : null;
  if (!plan) return undefined;
  const claimed = await findClaimed(reader, plan, batchId);
  if (!claimed || isRefusal(claimed)) return claimed;
  const version = await findVersion(reader, plan.id);
  const batch = version && readContent(version).batches.find(({ id }) => id === claimed.id);
  if (!batch) return new PlanNotApproved(plan.state);
  return findOutside(
    itemCodes,
    batch.items.map(({ code }) => code),
  );
}
