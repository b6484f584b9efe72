import { recordEvent } from '../../audit/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { CampaignState } from '../campaign.states.js';
import { Campaign, type Plan } from '../plan.entity.js';
import { PlanNotFound } from '../plan.errors.js';
import { findCampaignLocked, moveCampaign } from '../plan.service.js';
import { BatchesUndecided, NextPlanUnfit, PlanBatchInvalid, PlanBatchNotFound } from './annual.errors.js';
import { addDrafter, findEditable, findPlanLocked, keepStep, movePlan } from './annual.ground.js';
import { BatchEnd, PlanDeed } from './annual.states.js';
import { noEnd } from './batch.restore.js';
import { takeNumbers } from './batch.service.js';
import { PlanBatch } from './plan-batch.entity.js';
import { listBatches } from './plan-content.js';

/** What is to become of one batch. */
export interface BatchDecision {
  readonly batchId: string;
  readonly end: BatchEnd;
  readonly reason: string;
}

/** How a plan is closed. */
export interface PlanClosing {
  readonly planId: string;
  /** The plan of the next year, for what is carried over. */
  readonly nextPlanId?: string | null;
  readonly decisions: readonly BatchDecision[];
}

/** A campaign that has not been drawn can still be carried over; what is drawn goes on by itself. */
const openStates: readonly CampaignState[] = [
  CampaignState.DRAFT,
  CampaignState.APPROVED,
  CampaignState.FROZEN,
];

/** A batch that no campaign has finished, with its campaigns that are still open. */
export interface UnfinishedBatch {
  readonly batch: PlanBatch;
  readonly open: readonly { readonly id: string; readonly code: string }[];
}

/** Batches without a campaign, or with one that is not drawn; those that were decided are left out. */
export async function listUnfinished(reader: Reader, planId: string): Promise<UnfinishedBatch[]> {
  const batches = (await listBatches(reader, planId)).filter(({ end }) => end === null || end === undefined);
  const campaigns = await reader.em.find(
    Campaign,
    { batch: { $in: batches.map(({ id }) => id) } },
    { fields: ['id', 'code', 'state', 'batch'], orderBy: { code: 'asc' }, disableIdentityMap: true },
  );
  const ofBatch = Map.groupBy(campaigns, ({ batch }) => batch ?? '');
  return batches.flatMap((batch) => {
    const own = ofBatch.get(batch.id) ?? [];
    const open = own.filter(({ state }) => openStates.includes(state));
    return own.length === 0 || open.length > 0 ? [{ batch, open }] : [];
  });
}

/** The plan that takes over, under lock: the next year's, of the same department, while it is being written. */
async function findNext(unit: Unit, plan: Plan, nextPlanId: string | null | undefined) {
  const unfit = new NextPlanUnfit(plan.year + 1);
  if (!nextPlanId) return unfit;
  const next = await findEditable(unit, nextPlanId);
  if (isRefusal(next)) return unfit;
  return next.year === plan.year + 1 && next.department === plan.department ? next : unfit;
}

/** The same days a year later; the 29th of February becomes the 28th. */
function nextYear(on: string): string {
  const day = on.slice(5) === '02-29' ? '02-28' : on.slice(5);
  return `${Number(on.slice(0, 4)) + 1}-${day}`;
}

/** A batch goes on in the next plan under its name, and its open campaigns with it. */
async function carryOver(unit: Unit, { batch, open }: UnfinishedBatch, next: Plan) {
  const number = await takeNumbers(unit, next, 1);
  if (isRefusal(number)) return number;
  const taken = await unit.em.count(PlanBatch, { plan: next.id, title: batch.title });
  const id = unit.newId();
  await unit.em.insert(PlanBatch, {
    ...{ id, plan: next.id, number, carriedFromId: batch.id },
    title: taken > 0 ? `${batch.title}（${batch.fromOn.slice(0, 4)}年度结转 ${batch.number}）` : batch.title,
    ...{ type: batch.type, itemCodes: batch.itemCodes, subject: batch.subject, filter: batch.filter },
    ...{ ratioPpm: batch.ratioPpm, aboutCount: batch.aboutCount, executors: batch.executors },
    ...{ fromOn: nextYear(batch.fromOn), toOn: nextYear(batch.toOn) },
    ...{ savedAt: unit.now, savedById: unit.actor.accountId ?? null, ...noEnd },
  });
  const ids = open.map((campaign) => campaign.id);
  if (ids.length > 0)
    await unit.em.nativeUpdate(Campaign, { id: { $in: ids } }, { plan: next.id, batch: id });
  return undefined;
}

/** Its open campaigns end with a batch; a frozen one ends as its draw says. */
async function terminate(unit: Unit, { open }: UnfinishedBatch): Promise<void> {
  for (const { id } of open) {
    const campaign = await findCampaignLocked(unit, id);
    if (!campaign || (await moveCampaign(unit, campaign, 'terminate'))) continue;
    const told = { count: 0, ...underArrangement(unit.actor, campaign.department) };
    await recordEvent(unit, 'campaign.terminated', { kind: 'campaign', id }, told);
  }
}

/** Checks decisions against what is unfinished. */
function findDecisionFault(unfinished: readonly UnfinishedBatch[], decisions: readonly BatchDecision[]) {
  const known = new Set(unfinished.map(({ batch }) => batch.id));
  if (decisions.some(({ batchId }) => !known.has(batchId))) return new PlanBatchNotFound();
  if (new Set(decisions.map(({ batchId }) => batchId)).size < decisions.length) {
    return new PlanBatchInvalid('decisions.batchId', '同一批次只能有一个决定。', 'A batch has one decision.');
  }
  const decided = new Set(decisions.map(({ batchId }) => batchId));
  const left = unfinished.filter(({ batch }) => !decided.has(batch.id)).map(({ batch }) => batch);
  return left.length > 0 ? new BatchesUndecided(left) : undefined;
}

/**
 * Closes a published plan at its turn: every batch that is not finished is carried over into the next year's plan or
 * terminated with its campaigns, each by decision and with its reason. A frozen campaign is carried over or ends as its draw
 * says.
 */
export async function closePlan(unit: Unit, { planId, nextPlanId, decisions }: PlanClosing) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const refused = await movePlan(unit, plan, 'close');
  if (refused) return refused;
  const unfinished = await listUnfinished(unit, plan.id);
  const fault = findDecisionFault(unfinished, decisions);
  if (fault) return fault;
  const carries = decisions.some(({ end }) => end === BatchEnd.CARRIED_OVER);
  const next = carries ? await findNext(unit, plan, nextPlanId) : undefined;
  if (isRefusal(next)) return next;
  for (const { batchId, end, reason } of decisions) {
    const one = unfinished.find(({ batch }) => batch.id === batchId);
    const full = one && next && end === BatchEnd.CARRIED_OVER ? await carryOver(unit, one, next) : undefined;
    if (full) return full;
    if (one && end === BatchEnd.TERMINATED) await terminate(unit, one);
    const ended = { endedAt: unit.now, endedById: unit.actor.accountId ?? null };
    await unit.em.nativeUpdate(PlanBatch, { id: batchId }, { end, endReason: reason, ...ended });
  }
  if (next) await addDrafter(unit, next);
  await keepStep(unit, plan, PlanDeed.CLOSED, plan.version);
  const count = (end: BatchEnd) => decisions.filter((one) => one.end === end).length;
  const told = {
    carriedCount: count(BatchEnd.CARRIED_OVER),
    terminatedCount: count(BatchEnd.TERMINATED),
    ...underArrangement(unit.actor, plan.department),
  };
  await recordEvent(unit, 'plan.closed', { kind: 'plan', id: plan.id }, told);
  return { __typename: 'PlanClosed' as const, plan };
}
