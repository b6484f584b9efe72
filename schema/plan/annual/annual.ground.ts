import { LockMode } from '@mikro-orm/core';
import type { Deed } from '../../account/index.js';
import { Part } from '../../account/index.js';
import { arrangementIn } from '../../shared/allow.js';
import type { Unit } from '../../shared/unit.js';
import { Plan } from '../plan.entity.js';
import { PlanNotFound } from '../plan.errors.js';
import { PlanStateWrong } from './annual.errors.js';
import { editableStates, type PlanDeed, type PlanTransition, planTransitions } from './annual.states.js';
import { type Drafter, PlanStep } from './plan-batch.entity.js';

/** A plan under lock for the rest of the step: whoever changes it comes after the other. */
export async function findPlanLocked(unit: Unit, id: string): Promise<Plan | null> {
  return unit.em.findOne(Plan, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
}

/** A plan whose batches may be written, under lock; or why not. */
export async function findEditable(unit: Unit, id: string): Promise<Plan | PlanNotFound | PlanStateWrong> {
  const plan = await findPlanLocked(unit, id);
  if (!plan) return new PlanNotFound();
  return editableStates.includes(plan.state) ? plan : new PlanStateWrong(plan.state, editableStates);
}

/** The actor as somebody who writes a plan. */
function drafterOf(unit: Unit, plan: Plan): Drafter {
  const { accountId = '' } = unit.actor;
  return { accountId, arrangementId: arrangementIn(unit.actor, plan.department) ?? null };
}

/** Writes down that the actor had a hand in what is not yet approved. */
export async function addDrafter(unit: Unit, plan: Plan): Promise<void> {
  const own = drafterOf(unit, plan);
  const isKnown = plan.drafters.some(
    (one) => one.accountId === own.accountId && one.arrangementId === own.arrangementId,
  );
  if (isKnown || own.accountId === '') return;
  const drafters = [...plan.drafters, own];
  await unit.em.nativeUpdate(Plan, { id: plan.id }, { drafters });
  Object.assign(plan, { drafters });
}

/** Who wrote what is to be approved. */
export function listPlanDeeds(plan: Plan): Deed[] {
  return plan.drafters.map((drafter) => ({ part: Part.DRAFT, ...drafter }));
}

/** Moves a plan along its table of states. @returns a refusal when it stands elsewhere */
export async function movePlan(
  unit: Unit,
  plan: Plan,
  transition: PlanTransition,
  data: Partial<Pick<Plan, 'version' | 'drafters' | 'itemRanges'>> = {},
): Promise<PlanStateWrong | undefined> {
  const { from, to } = planTransitions[transition];
  const allowed: readonly Plan['state'][] = from;
  if (!allowed.includes(plan.state)) return new PlanStateWrong(plan.state, allowed);
  await unit.em.nativeUpdate(Plan, { id: plan.id }, { state: to, ...data });
  Object.assign(plan, { state: to, ...data });
  return undefined;
}

/** What a deed says beside itself. */
export type StepDetails = Partial<Pick<PlanStep, 'filedWith' | 'documentNo' | 'reason'>>;

/** Keeps what was done with a plan; it is never changed. */
export async function keepStep(
  unit: Unit,
  plan: Plan,
  deed: PlanDeed,
  version: number,
  details: StepDetails = {},
): Promise<PlanStep> {
  const step: PlanStep = {
    id: unit.newId(),
    plan: plan.id,
    // The plan is under lock: nobody else takes this place.
    number: (await unit.em.count(PlanStep, { plan: plan.id })) + 1,
    version,
    deed,
    on: unit.today,
    at: unit.now,
    byId: unit.actor.accountId ?? null,
    underId: arrangementIn(unit.actor, plan.department) ?? null,
    filedWith: details.filedWith ?? null,
    documentNo: details.documentNo ?? null,
    reason: details.reason ?? null,
  };
  await unit.em.insert(PlanStep, step);
  return step;
}
