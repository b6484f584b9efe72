import { LockMode } from '@mikro-orm/core';
import { Account, WitnessKey } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import { Department, DepartmentKind, findEnded } from '../department/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import { findUnplanned } from './annual/campaign.batch.js';
import { findDrafterAmong } from './campaign.deeds.js';
import { checkGround, slotsFor } from './campaign.ground.js';
import { CampaignKind, DrawStage } from './campaign.stages.js';
import { CampaignState } from './campaign.states.js';
import { NAMED_CLASS, type NamedUnits, nameUnits } from './named/named-units.js';
import {
  Campaign,
  type CampaignSlot,
  type CampaignStratum,
  Plan,
  Rounding,
  SlotRole,
} from './plan.entity.js';
import {
  CampaignRuleInvalid,
  InstitutionDrawsNothing,
  PlanNotFound,
  WitnessKeyUnusable,
} from './plan.errors.js';
import type { CreateCampaignInput, StratumInput } from './plan.input.js';
import { getOwnDepartment } from './plan.service.js';

/** Penalty law Art. 42: an inspection is carried out by at least two officers. */
export const fewestOfficers = 2;

/** The keys that have a value: the database would give `null` back for the others. */
function onlyGiven<Value extends object>(value: Value): Value {
  const given = Object.entries(value).filter(([, one]) => isGiven(one));
  return Object.fromEntries(given) as Value;
}

/** A client may write `null` for what it leaves out. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** Strata under neutral codes, so that a public file does not tell a class. */
function neutralStrata(strata: readonly StratumInput[]): CampaignStratum[] {
  const width = String(strata.length).length;
  return strata.map(({ riskClass, ratePpm, count, rounding, reserve }, index) =>
    onlyGiven({
      code: `s${String(index + 1).padStart(width, '0')}`,
      riskClass,
      ratePpm,
      count,
      rounding: isGiven(ratePpm) ? (rounding ?? Rounding.CEIL) : undefined,
      reserve,
    }),
  );
}

function findContradiction(input: CreateCampaignInput, slots: CampaignSlot[], today: string) {
  const both = input.strata.find((one) => isGiven(one.ratePpm) === isGiven(one.count));
  if (both) {
    return new CampaignRuleInvalid(
      'strata',
      `“${both.riskClass}”类须填比例或数量，且只填一项。`,
      `Class ${both.riskClass} needs a share or a number, exactly one.`,
    );
  }
  const officers = slots.filter((slot) => slot.role !== SlotRole.EXPERT);
  if (officers.reduce((sum, slot) => sum + slot.officers, 0) < fewestOfficers) {
    return new CampaignRuleInvalid(
      'slots',
      '每个检查组不得少于两名执法人员，专家不计（行政处罚法第四十二条）。',
      'A team has at least two officers, experts not counted (penalty law Art. 42).',
    );
  }
  if (input.windowToOn < input.windowFromOn || input.windowToOn < today) {
    return new CampaignRuleInvalid(
      'windowToOn',
      '检查期限止不得早于检查期限起，也不得早于今天。',
      'The last day may not precede the first, nor today.',
    );
  }
  return undefined;
}

/** Why these keys cannot witness: missing or revoked, one person's two, or of somebody who may not see the draw. */
async function findUnusableKey(unit: Unit, department: string, ids: readonly string[]) {
  const keys = await unit.em.find(WitnessKey, { id: { $in: [...ids] }, revokedAt: null });
  if (keys.length !== ids.length) return new WitnessKeyUnusable();
  const holders = await unit.em.find(Account, { id: { $in: keys.map((key) => key.account) } });
  if (holders.length < keys.length) {
    return new CampaignRuleInvalid(
      'witnessKeyIds',
      '同一账户的两个密钥不能算作两位见证人。',
      'Two keys of one account are not two witnesses.',
    );
  }
  const officer = holders.find((holder) => holder.inspectorId);
  if (officer) {
    return new CampaignRuleInvalid(
      'witnessKeyIds',
      `“${officer.displayName}”是执法检查人员，可能被抽中，不能担任见证人。`,
      `"${officer.displayName}" is an officer who may be drawn, and so no witness.`,
    );
  }
  if (holders.some((holder) => holder.department && holder.department !== department)) {
    return new CampaignRuleInvalid(
      'witnessKeyIds',
      '见证人属于另一部门，看不到本部门的抽取；请使用不属部门或属本部门的账户。',
      'A witness of another department cannot see this draw; its account must be of this department or of none.',
    );
  }
  return undefined;
}

/** Next code of the department's campaigns, gap-free within the year; the department's row keeps callers in turn. */
async function nextCode(unit: Unit, departmentId: string, year: number): Promise<string> {
  const department = await unit.em.findOneOrFail(Department, departmentId, {
    lockMode: LockMode.PESSIMISTIC_WRITE,
  });
  const prefix = `${department.code.toLowerCase()}-${year}-`;
  // By the code alone: a campaign that passed to another department keeps its number.
  const [row] = await unit.em.execute<{ taken: number }[]>(
    'select count(*)::int as taken from campaign where left(code, ?) = ? and substr(code, ?) ~ ?',
    [prefix.length, prefix, prefix.length + 1, '^[0-9]+$'],
  );
  const taken = row?.taken ?? 0;
  return `${prefix}${String(taken + 1).padStart(3, '0')}`;
}

/** Why this department draws nothing: it has ended, or acts only in the name of its authority. */
export async function findNoAuthority(unit: Unit, id: string) {
  const { kind, code } = await unit.em.findOneOrFail(Department, { id });
  return kind === DepartmentKind.INSTITUTION ? new InstitutionDrawsNothing(code) : findEnded(unit, id);
}

/** Every target that is named is checked: one stratum, drawn whole. */
export const namedStrata: readonly StratumInput[] = [
  { riskClass: NAMED_CLASS, ratePpm: 1_000_000, rounding: Rounding.CEIL, reserve: 0 },
];

/** A draw of officers alone needs targets that somebody named: it is drafted from their list. */
function findUnnamed(input: CreateCampaignInput, named: NamedUnits | undefined) {
  if (named || input.stage !== DrawStage.OFFICERS) return undefined;
  return new CampaignRuleInvalid(
    'stage',
    '只抽人员须有指定的对象名单：请由下达名单（draftMatching）或待办核查（draftDueCampaign）编制。',
    'A draw of officers alone needs named targets: draft it from a handed-down list or from due checks.',
  );
}

/** Where a campaign comes from: a plan, or a reason of its own; and the year that its code is of. */
async function findOrigin(unit: Unit, department: string, input: CreateCampaignInput) {
  const { planId, extraReason } = input;
  if (isGiven(planId) === isGiven(extraReason)) {
    return new CampaignRuleInvalid(
      'extraReason',
      '任务须属于年度计划（planId），计划外追加的须写明理由（extraReason），只填一项。',
      'A campaign belongs to a plan (planId), or is extra for a reason (extraReason): give exactly one.',
    );
  }
  if (!planId) {
    return { plan: null, extraReason: extraReason ?? null, year: Number(unit.today.slice(0, 4)) };
  }
  const plan = await unit.em.findOne(Plan, { id: planId, department });
  if (!plan) return new PlanNotFound();
  const unplanned = await findUnplanned(unit, plan, input);
  return unplanned ?? { plan: plan.id, extraReason: null, year: plan.year };
}

/** Drafts a campaign of a plan, or an extra one. @param named whom it checks, where that is not drawn */
export async function createCampaign(unit: Unit, input: CreateCampaignInput, named?: NamedUnits) {
  const department = getOwnDepartment(unit);
  const refused = await findNoAuthority(unit, department);
  if (refused) return refused;
  const origin = await findOrigin(unit, department, input);
  if (isRefusal(origin)) return origin;
  const asked: CampaignSlot[] = input.slots?.map((slot) => onlyGiven({ ...slot })) ?? [
    { officers: fewestOfficers },
  ];
  const contradiction = findUnnamed(input, named) ?? findContradiction(input, asked, unit.today);
  if (contradiction) return contradiction;
  const filter = onlyGiven({ ...input.filter });
  const slots = await slotsFor(unit, department, filter.specialPools, asked);
  const ground = await checkGround(unit, { ...input, department, filter, slots });
  if (isRefusal(ground)) return ground;
  const unusable = await findUnusableKey(unit, department, input.witnessKeyIds);
  if (unusable) return unusable;
  const createdUnderId = arrangementIn(unit.actor, department);
  const drafterWitnesses = await findDrafterAmong(unit, input.witnessKeyIds, createdUnderId);
  if (drafterWitnesses) return drafterWitnesses;

  const id = unit.newId();
  const code = await nextCode(unit, department, origin.year);
  await unit.em.insert(Campaign, {
    id,
    department,
    plan: origin.plan,
    batch: input.batchId ?? null,
    extraReason: origin.extraReason,
    code,
    title: input.title,
    itemCodes: input.itemCodes,
    mode: input.mode,
    stage: named ? DrawStage.OFFICERS : (input.stage ?? DrawStage.BOTH),
    kind: named?.kind ?? CampaignKind.RANDOM,
    targetSource: named?.source ?? null,
    state: CampaignState.DRAFT,
    filter,
    strata: neutralStrata(input.strata),
    slots,
    capacity: input.capacity,
    onePerEntity: input.onePerEntity,
    isAnnounced: input.isAnnounced ?? false,
    witnessKeyIds: input.witnessKeyIds,
    windowFromOn: input.windowFromOn,
    windowToOn: input.windowToOn,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? id,
    createdUnderId: createdUnderId ?? null,
  });
  if (named) await nameUnits(unit, id, named.realIds);
  const told = { code, isExtra: origin.plan === null, ...underArrangement(unit.actor, department) };
  await recordEvent(unit, 'campaign.created', { kind: 'campaign', id }, told);
  return { __typename: 'CampaignCreated' as const, campaign: await unit.em.findOneOrFail(Campaign, id) };
}
