import {
  canonical,
  DrawFault,
  freezeDraw,
  fromHex,
  nextDrawNo,
  type Rules,
  type Series,
  type Statement,
} from '../../scheduler/draw/index.js';
import { holdWitnessKeys, Part } from '../account/index.js';
import { recordEvent } from '../audit/index.js';
import type { Department } from '../department/index.js';
import { enqueueJob } from '../job/index.js';
import {
  Campaign,
  CampaignNotFound,
  checkGround,
  DrawMode,
  findCampaignLocked,
  findJointFault,
  moveCampaign,
} from '../plan/index.js';
import { findPoolUse, holdPools, PoolInUse } from '../registry/index.js';
import { arrangementIn, underArrangement } from '../shared/allow.js';
import { isRefusal } from '../shared/refusal.js';
import type { Reader, Unit } from '../shared/unit.js';
import { findDrawSeparation } from './draw.deeds.js';
import { type DrawDepartments, readDrawDepartments } from './draw.departments.js';
import { Draw, type DrawWitness, FileLevel } from './draw.entity.js';
import { DrawTimesInvalid, orRefused, WitnessKeyEnded } from './draw.errors.js';
import { storeFile } from './draw.files.js';
import type { FreezeInput } from './draw.input.js';
import { appendEvent, lockLog, unixSeconds } from './draw.log.js';
import { type PreparedPools, preparePools } from './draw.pool.js';
import { draftRules, listWitnesses, operatorCode } from './draw.rules.js';
import { composeStatement } from './draw.statement.js';
import { DrawState } from './draw.states.js';
import { findGoneTargets } from './named-targets.js';

/** A rehearsal has a chain of its own. */
export function seriesOf(unit: Reader): Series {
  return unit.installation.training ? 'R' : 'M';
}

const dayMs = 86_400_000;
/** A draw is made within this many days of its freeze, or lapses. */
const longestDrawDays = 31;
/** A confidential draw is opened within this many days of the end of its visits. */
const longestSecretDays = 366;

function timesFit(campaign: Campaign, input: FreezeInput, now: Date): boolean {
  const [drawBy, latest] = [input.drawBy.getTime(), now.getTime() + longestDrawDays * dayMs];
  if (drawBy <= now.getTime() || drawBy > latest) return false;
  if (campaign.mode === DrawMode.OPEN) return !input.revealBy;
  if (!input.revealBy || input.revealBy <= input.drawBy) return false;
  const lastVisit = new Date(`${campaign.windowToOn}T24:00:00+08:00`).getTime();
  return input.revealBy.getTime() <= lastVisit + longestSecretDays * dayMs;
}

/** Fixes the pools of an approved campaign and commits to them in the authority's log (封库, docs/draw.md §5). */
export async function freezeCampaign(unit: Unit, input: FreezeInput) {
  const campaign = await findCampaignLocked(unit, input.campaignId);
  if (!campaign) return new CampaignNotFound();
  if (!timesFit(campaign, input, unit.now)) return new DrawTimesInvalid();
  const separated = await findDrawSeparation(unit, Part.OPERATE, {
    campaign: campaign.id,
    department: campaign.department,
  });
  if (separated) return separated;
  const refused = await moveCampaign(unit, campaign, 'freeze');
  if (refused) return refused;
  return orRefused(() => freeze(unit, campaign, input));
}

/**
 * In whose log a campaign is drawn: the department's; once frozen, always the one of its first freeze, also when the
 * campaign passed to a successor or the credit code changed. Otherwise a void would be out of the next draw's sight.
 */
export async function authorityOf(unit: Reader, campaign: Campaign, department: Department): Promise<string> {
  const [first] = await unit.em.find(
    Draw,
    { campaign: campaign.id, series: seriesOf(unit) },
    { orderBy: { frozenAt: 'asc', id: 'asc' }, limit: 1 },
  );
  return first?.authority ?? department.creditCode;
}

/** The log of a predecessor cannot be seen from another: a draw of it that should be open counts here all the same. */
async function requireOpened(unit: Unit, department: string, authority: string): Promise<void> {
  const overdue = await unit.em.findOne(Draw, {
    ...{ department, series: seriesOf(unit), mode: DrawMode.CONFIDENTIAL, state: DrawState.DRAWN },
    authority: { $ne: authority },
    revealBy: { $lt: unit.now },
  });
  if (!overdue) return;
  const { code } = await unit.em.findOneOrFail(Campaign, { id: overdue.campaign });
  throw new DrawFault('OPENING_OVERDUE', { campaign: code });
}

/** Holds the pools of every department still, by id, so that two joint freezes never wait for one another. */
async function holdAll(unit: Unit, { all }: DrawDepartments): Promise<PoolInUse | undefined> {
  for (const id of all.map((department) => department.id).sort()) {
    if (!(await holdPools(unit, id))) return new PoolInUse(await findPoolUse(unit, id));
  }
  return undefined;
}

async function freeze(unit: Unit, campaign: Campaign, input: FreezeInput) {
  const departments = await readDrawDepartments(unit, campaign);
  const { lead: department } = departments;
  const witnesses = await listWitnesses(unit, campaign);
  const revoked = await holdWitnessKeys(
    unit,
    witnesses.map(({ publicKey }) => publicKey),
  );
  if (revoked) return new WitnessKeyEnded(revoked, 'freeze');
  const operator = operatorCode(unit);

  const authority = await authorityOf(unit, campaign, department);
  await requireOpened(unit, department.id, authority);
  const log = await lockLog(unit, authority, seriesOf(unit));
  const poolKey = fromHex(input.poolKey, 'poolKey');
  const inUse = await holdAll(unit, departments);
  if (inUse) return inUse;
  // Only now do items, special pools and officers stand still.
  const ground = await checkGround(unit, campaign);
  if (isRefusal(ground)) return ground;
  const lacking = await findJointFault(unit, campaign);
  if (lacking) return lacking;
  const pools = await preparePools(unit, campaign, departments, poolKey);
  const gone = await findGoneTargets(unit, campaign, pools);
  if (gone) return gone;
  const rules = draftRules(campaign, departments, authority, operator, witnesses, pools.terms);
  const statement = await composeStatement(unit, { campaign, departments, pools });
  const frozen = freezeDraw({
    campaign: campaign.code,
    drawNo: nextDrawNo(log, campaign.code),
    rules,
    pools: pools.files,
    poolKey,
    frame: {
      filterHash: pools.filterHash,
      registerRoot: pools.registerRoot,
      registerCount: pools.registerCount,
      asOn: unit.today,
    },
    statement,
    operatorHash: input.operatorHash,
    secretHash: input.secretHash ?? undefined,
    drawBy: unixSeconds(input.drawBy),
    revealBy: input.revealBy ? unixSeconds(input.revealBy) : undefined,
    targetSource: campaign.targetSource ? { kind: 'list', ...campaign.targetSource } : undefined,
    frozenAt: unixSeconds(unit.now),
  });
  await appendEvent(unit, log, 'freeze', frozen.body);

  const id = unit.newId();
  await unit.em.insert(Draw, {
    id,
    department: department.id,
    campaign: campaign.id,
    authority,
    series: seriesOf(unit),
    drawNo: frozen.commit.drawNo,
    commitment: frozen.C,
    jointWith: campaign.jointWith,
    mode: campaign.mode,
    state: witnesses.length === 0 ? DrawState.ANCHORED : DrawState.FROZEN,
    filterHash: pools.filterHash,
    frozenAt: unit.now,
    drawBy: input.drawBy,
    revealBy: input.revealBy ?? null,
    operatorId: unit.actor.accountId ?? id,
    operatorUnderId: arrangementIn(unit.actor, department.id) ?? null,
    witnesses: witnesses as DrawWitness[],
  });
  await storePools(unit, id, { rules, statement, pools });
  await enqueueJob(unit, {
    kind: 'draw.lapse',
    key: id,
    dueAt: new Date(input.drawBy.getTime() + 1000),
    payload: { drawId: id },
  });
  await enqueueJob(unit, { kind: 'audit.seal', key: `${id} frozen`, dueAt: unit.now });
  const told = { commitment: frozen.C, ...underArrangement(unit.actor, department.id) };
  await recordEvent(unit, 'draw.frozen', { kind: 'draw', id }, told);
  return { __typename: 'CampaignFrozen' as const, draw: await unit.em.findOneOrFail(Draw, id) };
}

async function storePools(
  unit: Unit,
  drawId: string,
  frozen: { rules: Rules; statement: Statement; pools: PreparedPools },
): Promise<void> {
  const { files, reasons, register } = frozen.pools;
  await storeFile(unit, drawId, 'rules.json', canonical(frozen.rules, 'rules'), FileLevel.PUBLIC);
  await storeFile(
    unit,
    drawId,
    'statement.json',
    canonical(frozen.statement, 'statement'),
    FileLevel.RESTRICTED,
  );
  for (const { code, records } of files.strata) {
    await storeFile(unit, drawId, `pool/${code}.jsonl`, records, FileLevel.RESTRICTED);
  }
  await storeFile(unit, drawId, 'excluded.jsonl', files.excluded, FileLevel.RESTRICTED);
  await storeFile(unit, drawId, 'inspectors.jsonl', files.inspectors, FileLevel.RESTRICTED);
  await storeFile(unit, drawId, 'conflicts.jsonl', files.conflicts, FileLevel.RESTRICTED);
  await storeFile(unit, drawId, 'reasons.jsonl', reasons, FileLevel.RESTRICTED);
  await storeFile(unit, drawId, 'register.jsonl', register, FileLevel.RESTRICTED);
}
