import { addDays } from '../../scheduler/calendar/index.js';
import { passAccounts } from '../account/index.js';
import { passDecisions } from '../decision/index.js';
import {
  changeDepartmentOn,
  type Department,
  DepartmentCodeKind,
  type DepartmentCodeTaken,
  type DepartmentCycle,
  endDepartment,
  findTakenCode,
  InvalidDepartmentCode,
  listDivisionsUnder,
  lockDepartments,
  NotStandingThen,
  type Passing,
  standsOn,
} from '../department/index.js';
import { passDocuments } from '../document/index.js';
import { listOpenDraws, lockDraws, type OpenDraw, passDraws } from '../draw/index.js';
import { listResultIds, passAssignments } from '../inspection/index.js';
import { lockCampaigns, passPlans } from '../plan/index.js';
import { passPublications } from '../publication/index.js';
import {
  copyItems,
  endInnerSecondments,
  findPoolUse,
  listInspectorIds,
  PoolInUse,
  passInspectors,
  passInterests,
  passMemberships,
  passPools,
  passTargets,
  takePoolsInTurn,
} from '../registry/index.js';
import { checkCreditCode } from '../shared/identifiers/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Unit } from '../shared/unit.js';
import { findParties, type Parties, type ReorganisationDraft } from './reorganisation.check.js';
import type { MatterCount, Share } from './reorganisation.entity.js';
import { DrawsOpen, ReorganisationInvalid } from './reorganisation.errors.js';
import { ReorganisationKind } from './reorganisation.states.js';
import { Tally } from './tally.js';

export type EnactRefusal =
  | Exclude<Awaited<ReturnType<typeof findParties>>, Parties>
  | DrawsOpen
  | PoolInUse
  | NotStandingThen
  | DepartmentCycle
  | DepartmentCodeTaken
  | InvalidDepartmentCode;

/** Does what was decided, in this step: everything, or by a refusal nothing. @returns what passed */
export function enact(unit: Unit, draft: ReorganisationDraft): Promise<MatterCount[] | EnactRefusal> {
  return unit.beyond('passing', (wide) => enactEverywhere(wide, draft));
}

async function enactEverywhere(
  unit: Unit,
  draft: ReorganisationDraft,
): Promise<MatterCount[] | EnactRefusal> {
  const parties = await findParties(unit, draft);
  if (isRefusal(parties)) return parties;
  const unborn = await findUnborn(unit, draft, parties);
  if (unborn) return unborn;
  const inUse = await holdStill(unit, parties);
  if (inUse) return inUse;
  const tally = new Tally();
  const refused = await deeds[draft.kind](unit, draft, parties, tally);
  return refused ?? tally.counts();
}

/** A department that ends has stood on the day before: looked at first, for passing everything takes its time. */
async function findUnborn(unit: Unit, { kind, effectiveOn }: ReorganisationDraft, { from, to }: Parties) {
  const ends = kind === ReorganisationKind.MERGE || kind === ReorganisationKind.SPLIT;
  const eve = addDays(effectiveOn, -1);
  for (const { id, code } of ends ? from : []) {
    if (id !== to?.id && !(await standsOn(unit, id, eve))) return new NotStandingThen(code, eve);
  }
  return undefined;
}

/**
 * Keeps everything in its place meanwhile: departments against new campaigns, draws against reveals, campaigns against
 * freezes, pools against imports. Always in this order, as the steps of a draw do, and by id.
 * @returns the first pools that an import or a freeze keeps after a short wait
 */
async function holdStill(unit: Unit, { from, to, heirs }: Parties): Promise<PoolInUse | undefined> {
  const ids = [...new Set([...from, ...(to ? [to] : []), ...heirs].map((one) => one.id))].sort();
  await lockDepartments(unit, ids);
  for (const id of ids) await lockDraws(unit, id);
  for (const id of ids) await lockCampaigns(unit, id);
  for (const id of ids) {
    if (!(await takePoolsInTurn(unit, id))) return new PoolInUse(await findPoolUse(unit, id));
  }
  return undefined;
}

type Deed = (
  unit: Unit,
  draft: ReorganisationDraft,
  parties: Parties,
  tally: Tally,
) => Promise<EnactRefusal | undefined>;

const deeds: Readonly<Record<ReorganisationKind, Deed>> = {
  [ReorganisationKind.MERGE]: merge,
  [ReorganisationKind.SPLIT]: split,
  [ReorganisationKind.RENAME]: rename,
  [ReorganisationKind.TRANSFER]: transfer,
};

async function merge(unit: Unit, draft: ReorganisationDraft, { from, to }: Parties, tally: Tally) {
  for (const one of from) {
    const refused = await passAll(unit, draft, one, to as Department, tally);
    if (refused) return refused;
  }
  return undefined;
}

/** The heirs get their shares, the main heir the rest. A main heir that is the department itself lives on. */
async function split(unit: Unit, draft: ReorganisationDraft, parties: Parties, tally: Tally) {
  const [from] = parties.from as [Department];
  const to = parties.to as Department;
  const open = await listOpenDraws(unit, from.id);
  const refused = await passShares(unit, draft, from, parties.heirs, open, tally);
  if (refused) return refused;
  for (const heir of parties.heirs) tally.add('items', await copyItems(unit, { from: from.id, to: heir.id }));
  return to.id === from.id ? undefined : passAll(unit, draft, from, to, tally);
}

async function transfer(unit: Unit, draft: ReorganisationDraft, parties: Parties, tally: Tally) {
  const [from] = parties.from as [Department];
  const open = await listOpenDraws(unit, from.id);
  return passShares(unit, draft, from, parties.heirs, open, tally);
}

/** While a draw is open the rules that were anchored name the authority: its name stands until the draw has ended. */
async function rename(unit: Unit, draft: ReorganisationDraft, parties: Parties, tally: Tally) {
  const [department] = parties.from as [Department];
  const open = await listOpenDraws(unit, department.id);
  if (open.length > 0) return new DrawsOpen(open);
  const values: { name?: string; creditCode?: string } = { name: draft.name };
  if (draft.creditCode) {
    const checked = checkCreditCode(draft.creditCode);
    if ('fault' in checked) {
      return new InvalidDepartmentCode(DepartmentCodeKind.CREDIT_CODE, checked.fault.zh, checked.fault.en);
    }
    const taken = await findTakenCode(unit, { creditCode: checked.value }, department.id);
    if (taken) return taken;
    values.creditCode = checked.value;
  }
  tally.add('departments', 1);
  return changeDepartmentOn(unit, department.id, draft.effectiveOn, values);
}

/** Everything of a department passes, and it ends. */
async function passAll(
  unit: Unit,
  draft: ReorganisationDraft,
  from: Department,
  to: Department,
  tally: Tally,
): Promise<EnactRefusal | undefined> {
  const passing: Passing = { from: from.id, to: to.id };
  const pools = await passPools(unit, passing, { fromCode: from.code, on: draft.effectiveOn });
  for (const [matter, { passedCount, keptCount }] of Object.entries(pools.counts)) {
    tally.add(matter, passedCount, keptCount);
  }
  tally.add('accounts', await passAccounts(unit, passing, pools.replaced));
  const { plans, campaigns } = await passPlans(unit, passing, pools.replaced);
  tally.add('plans', plans);
  tally.add('campaigns', campaigns);
  tally.add('draws', await passDraws(unit, passing));
  const { assignments, results } = await passAssignments(unit, passing, pools.replaced);
  tally.add('assignments', assignments);
  tally.add('results', results);
  tally.add('documents', await passDocuments(unit, passing));
  tally.add('decisions', await passDecisions(unit, passing));
  tally.add('publications', await passPublications(unit, passing));
  tally.add('departments', 1);
  return endDepartment(unit, from.id, draft.effectiveOn, to.id);
}

async function passShares(
  unit: Unit,
  draft: ReorganisationDraft,
  from: Department,
  heirs: readonly Department[],
  open: readonly OpenDraw[],
  tally: Tally,
): Promise<EnactRefusal | undefined> {
  for (const [index, share] of (draft.shares ?? []).entries()) {
    const heir = heirs[index] as Department;
    const refused = await passShare(unit, share, { from: from.id, to: heir.id }, { draft, open, tally });
    if (refused) return refused;
  }
  return undefined;
}

/** What one heir gets. A draw that is open stays with its people, so its campaign goes to nobody but the main heir. */
async function passShare(
  unit: Unit,
  share: Share,
  passing: Passing,
  { draft, open, tally }: { draft: ReorganisationDraft; open: readonly OpenDraw[]; tally: Tally },
): Promise<EnactRefusal | undefined> {
  const campaigns = await lockCampaigns(unit, passing.from, share.campaignCodes ?? []);
  const unknown = share.campaignCodes?.find((code) => !campaigns.some((one) => one.code === code));
  if (unknown) return unknownCampaign(unknown);
  const ids = campaigns.map((one) => one.id);
  const hindering = open.filter((draw) => ids.includes(draw.campaign));
  if (hindering.length > 0) return new DrawsOpen(hindering);

  const divisions = await listDivisionsUnder(unit, share.divisionCodes ?? [], draft.effectiveOn);
  const targets = await passTargets(unit, passing, { divisions, realIds: share.targetRealIds ?? [] });
  tally.add('targets', targets.passedCount, targets.keptCount);
  await passMemberships(unit, passing);

  const officers = share.inspectorRealIds ?? [];
  const inspectorIds = await listInspectorIds(unit, passing.from, officers);
  const inspectors = await passInspectors(unit, passing, officers);
  tally.add('inspectors', inspectors.passedCount, inspectors.keptCount);
  await endInnerSecondments(unit, passing.to, draft.effectiveOn);
  const interests = await passInterests(unit, passing, officers);
  tally.add('interests', interests.passedCount, interests.keptCount);

  const staying = open.flatMap((draw) => draw.people);
  const choice = { usernames: share.usernames ?? [], inspectorIds, staying };
  tally.add('accounts', await passAccounts(unit, passing, inspectors.replaced, choice));
  tally.add('campaigns', (await passPlans(unit, passing, new Map(), ids)).campaigns);
  tally.add('draws', await passDraws(unit, passing, ids));
  const { assignments, results } = await passAssignments(unit, passing, inspectors.replaced, ids);
  tally.add('assignments', assignments);
  tally.add('results', results);
  tally.add('documents', await passDocuments(unit, passing, ids));
  tally.add('publications', await passPublications(unit, passing, await listResultIds(unit, ids)));
  return undefined;
}

function unknownCampaign(code: string): ReorganisationInvalid {
  return new ReorganisationInvalid(
    'shares',
    `该部门没有编号为“${code}”的任务，请核对。`,
    `The department has no campaign "${code}"; check the code.`,
  );
}
