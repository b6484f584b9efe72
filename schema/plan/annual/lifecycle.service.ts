import { findSeparation, Part } from '../../account/index.js';
import { recordEvent } from '../../audit/index.js';
import { underArrangement } from '../../shared/allow.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Plan } from '../plan.entity.js';
import { ItemNotListed, PlanNotFound } from '../plan.errors.js';
import {
  PlanAboveCap,
  PlanBelowFloor,
  PlanEmpty,
  PlanHasWarnings,
  PlanStateWrong,
  PlanUnchanged,
  type PlanWarning,
} from './annual.errors.js';
import { addDrafter, findPlanLocked, keepStep, listPlanDeeds, movePlan } from './annual.ground.js';
import { PlanDeed, PlanState, planTransitions } from './annual.states.js';
import { restoreBatches } from './batch.restore.js';
import { coverageOf, listPlannable, type PlanCoverage, planSpread } from './coverage.js';
import { CoverageGap } from './coverage.states.js';
import { PlanVersion } from './plan-batch.entity.js';
import { compareContents, isAlike } from './plan-compare.js';
import { contentOf, findVersion, frozen, listBatches, readContent } from './plan-content.js';
import { warningsOf } from './plan-warnings.js';

function subjectOf({ id }: Plan) {
  return { kind: 'plan', id };
}

/** What a plan says that no law allows, whoever acknowledges it; else what it is measured by. */
async function checkLaw(reader: Reader, plan: Plan) {
  const batches = await listBatches(reader, plan.id);
  if (batches.length === 0) return new PlanEmpty();
  const known = new Set((await listPlannable(reader, plan.department, plan.year)).map(({ code }) => code));
  const foreign = [...new Set(batches.flatMap(({ itemCodes }) => itemCodes))].filter(
    (code) => !known.has(code),
  );
  if (foreign.length > 0) return new ItemNotListed(foreign);
  const coverage = await coverageOf(reader, plan);
  const having = (gap: CoverageGap) => coverage.items.filter(({ gaps }) => gaps.includes(gap));
  const [below, above] = [having(CoverageGap.BELOW_FLOOR), having(CoverageGap.ABOVE_CAP)];
  if (below.length > 0) return new PlanBelowFloor(below);
  return above.length > 0 ? new PlanAboveCap(above) : coverage;
}

async function findWarnings(reader: Reader, plan: Plan, coverage: PlanCoverage): Promise<PlanWarning[]> {
  return warningsOf(coverage.items, await planSpread(reader, plan, coverage), reader.installation.plans);
}

/** Hands a plan, or its next version, to whoever approves it; from then on its content stands still. */
export async function submitPlan(unit: Unit, planId: string, acknowledgeWarnings: boolean) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const refused = await movePlan(unit, plan, 'submit');
  if (refused) return refused;
  const coverage = await checkLaw(unit, plan);
  if (isRefusal(coverage)) return coverage;
  const version = plan.version + 1;
  const last = await findVersion(unit, plan.id);
  const isSame = last && isAlike(compareContents(readContent(last), await contentOf(unit, plan, version)));
  if (isSame) return new PlanUnchanged();
  const warnings = await findWarnings(unit, plan, coverage);
  if (warnings.length > 0 && !acknowledgeWarnings) return new PlanHasWarnings(warnings);
  await addDrafter(unit, plan);
  await keepStep(unit, plan, PlanDeed.SUBMITTED, version);
  const told = { version, warningCount: warnings.length, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.submitted', subjectOf(plan), told);
  return { __typename: 'PlanSubmitted' as const, plan, warnings };
}

/** Sends a submitted plan back to whoever drafts it. */
export async function returnPlan(unit: Unit, planId: string, reason: string) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const refused = await movePlan(unit, plan, plan.version === 0 ? 'return' : 'returnAmendment');
  if (refused) return refused;
  const version = plan.version + 1;
  await keepStep(unit, plan, PlanDeed.RETURNED, version, { reason });
  const told = { version, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.returned', subjectOf(plan), told);
  return { __typename: 'PlanReturned' as const, plan };
}

/** Approves a submitted plan, by nobody who wrote it: its content becomes the next version, verbatim. */
export async function approvePlan(unit: Unit, planId: string, documentNo?: string | null) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  if (plan.state !== PlanState.SUBMITTED) {
    return new PlanStateWrong(plan.state, planTransitions.approve.from);
  }
  const separated = await findSeparation(unit, Part.APPROVE, plan.department, listPlanDeeds(plan));
  if (separated) return separated;
  // The register may have grown since the submission.
  const coverage = await checkLaw(unit, plan);
  if (isRefusal(coverage)) return coverage;
  const version = plan.version + 1;
  const content = await contentOf(unit, plan, version);
  const refused = await movePlan(unit, plan, 'approve', { version, drafters: [] });
  if (refused) return refused;
  const row: PlanVersion = {
    id: unit.newId(),
    plan: plan.id,
    version,
    ...frozen(content),
    batchCount: content.batches.length,
    frozenAt: unit.now,
  };
  await unit.em.insert(PlanVersion, row);
  await keepStep(unit, plan, PlanDeed.APPROVED, version, { documentNo });
  const told = { version, contentHash: row.contentHash, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.approved', subjectOf(plan), told);
  return { __typename: 'PlanApproved' as const, plan, version: row };
}

/** Records that the approved version was filed (备案), with whom and under which number. */
export async function filePlan(unit: Unit, planId: string, filedWith: string, documentNo?: string | null) {
  return onVersion(
    unit,
    planId,
    'file',
    PlanDeed.FILED,
    'plan.filed',
    { filedWith, documentNo },
    'PlanFiled',
  );
}

/** Publishes the filed version: from now on everybody reads it. */
export function publishPlan(unit: Unit, planId: string) {
  return onVersion(unit, planId, 'publish', PlanDeed.PUBLISHED, 'plan.published', {}, 'PlanPublished');
}

async function onVersion<const Name extends string>(
  unit: Unit,
  planId: string,
  transition: 'file' | 'publish',
  deed: PlanDeed,
  event: 'plan.filed' | 'plan.published',
  details: { filedWith?: string; documentNo?: string | null },
  name: Name,
) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const refused = await movePlan(unit, plan, transition);
  if (refused) return refused;
  const { version } = plan;
  await keepStep(unit, plan, deed, version, details);
  const told = { version, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, event, subjectOf(plan), told);
  return { __typename: name, plan };
}

/** Begins the next version of a published plan; the one in force stands until the next is approved. */
export async function amendPlan(unit: Unit, planId: string, reason: string) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const refused = await movePlan(unit, plan, 'amend', { drafters: [] });
  if (refused) return refused;
  await addDrafter(unit, plan);
  const version = plan.version + 1;
  await keepStep(unit, plan, PlanDeed.AMENDED, version, { reason });
  const told = { version, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.amended', subjectOf(plan), told);
  return { __typename: 'PlanAmended' as const, plan };
}

/** Gives an amendment up: the batches stand again as the version in force has them. */
export async function dropAmendment(unit: Unit, planId: string) {
  const plan = await findPlanLocked(unit, planId);
  if (!plan) return new PlanNotFound();
  const last = await findVersion(unit, plan.id, plan.version);
  const itemRanges = last ? [...readContent(last).itemRanges] : plan.itemRanges;
  const refused = await movePlan(unit, plan, 'dropAmendment', { drafters: [], itemRanges });
  if (refused) return refused;
  const inUse = last && (await restoreBatches(unit, plan, readContent(last)));
  if (inUse) return inUse;
  const version = plan.version + 1;
  await keepStep(unit, plan, PlanDeed.AMENDMENT_DROPPED, version);
  const told = { version, ...underArrangement(unit.actor, plan.department) };
  await recordEvent(unit, 'plan.amendment-dropped', subjectOf(plan), told);
  return { __typename: 'PlanAmendmentDropped' as const, plan };
}
