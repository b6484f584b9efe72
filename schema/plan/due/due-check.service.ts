import { LockMode } from '@mikro-orm/core';
import { recordEvent } from '../../audit/index.js';
import { fixDeadline } from '../../calendar/index.js';
import { Department } from '../../department/index.js';
import { findKnownIds, ImportMode, listCampaignPools, listMemberLicences } from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { createCampaign } from '../campaign.create.js';
import { CampaignKind } from '../campaign.stages.js';
import { hashOfNamed, namedCampaign } from '../handed/handed-list.service.js';
import { getOwnDepartment } from '../plan.service.js';
import { DueCheck } from './due-check.entity.js';
import {
  DueCheckNotFound,
  DueCheckStateWrong,
  DueChecksFaulty,
  type DueFault,
  DueFaultCode,
  DueKindsMixed,
  dueFaultWords,
} from './due-check.errors.js';
import type {
  DraftDueCampaignInput,
  DropDueCheckInput,
  DueCheckInput,
  EnterDueChecksInput,
} from './due-check.input.js';
import { DueState, dueTransitions } from './due-check.states.js';

/** From the grant or the receipt to the check (domain-rules §2): by kind, as data with its basis. */
const ruleOf: Readonly<Partial<Record<CampaignKind, string>>> = {
  VERIFICATION: 'commitment-verification',
  REPORT: 'report-verification',
};

/** Enters checks that are owed, each with the day by which it is; every fault is told at once. */
export async function enterDueChecks(unit: Unit, { kind, checks, mode }: EnterDueChecksInput) {
  const department = getOwnDepartment(unit);
  await unit.em.findOneOrFail(Department, department, { lockMode: LockMode.PESSIMISTIC_WRITE });
  const faults = await findFaults(unit, department, kind, checks);
  if (faults.length > 0 && mode !== ImportMode.GOOD_ROWS) return new DueChecksFaulty(faults, checks.length);
  const bad = new Set(faults.map(({ number }) => number));
  const good = checks.filter((_, at) => !bad.has(at + 1));
  const entered: DueCheck[] = [];
  for (const check of good) entered.push(await enter(unit, department, kind, check));
  const data = { kind, count: entered.length };
  await recordEvent(unit, 'due-check.entered', { kind: 'department', id: department }, data);
  return { __typename: 'DueChecksEntered' as const, checks: entered, faults };
}

async function findFaults(
  unit: Unit,
  department: string,
  kind: CampaignKind,
  checks: readonly DueCheckInput[],
): Promise<DueFault[]> {
  const realIds = [...new Set(checks.map(({ realId }) => realId))];
  const known = await findKnownIds(unit, department, realIds);
  const listed = await unit.em.find(DueCheck, { department, kind, realId: { $in: realIds } });
  const keyOf = ({ realId, documentNo }: Pick<DueCheck, 'realId' | 'documentNo'>) =>
    `${documentNo} ${realId}`;
  const before = new Set(listed.map(keyOf));
  const seen = new Set<string>();
  return checks.flatMap((check, at) => {
    const key = keyOf(check);
    const code = !known.has(check.realId)
      ? DueFaultCode.UNKNOWN_TARGET
      : before.has(key)
        ? DueFaultCode.ALREADY_LISTED
        : seen.has(key)
          ? DueFaultCode.TWICE
          : findDayFault(unit, check);
    seen.add(key);
    if (!code) return [];
    const [message, messageEn] = dueFaultWords[code];
    return [{ number: at + 1, code, message, messageEn }];
  });
}

function findDayFault(unit: Unit, { beganOn, dueOn }: DueCheckInput): DueFaultCode | undefined {
  if (beganOn > unit.today) return DueFaultCode.DAY_IN_FUTURE;
  return dueOn && dueOn < beganOn ? DueFaultCode.DUE_BEFORE_BEGINNING : undefined;
}

async function enter(
  unit: Unit,
  department: string,
  kind: CampaignKind,
  { dueOn, ...check }: DueCheckInput,
): Promise<DueCheck> {
  const id = unit.newId();
  const rule = { code: ruleOf[kind] ?? '', fromOn: check.beganOn };
  const subject = { kind: 'dueCheck', id, departmentId: department } as const;
  const due = dueOn ?? (await fixDeadline(unit, rule, subject)).dueOn;
  await unit.em.insert(DueCheck, {
    ...{ id, department, kind, ...check },
    dueOn: due,
    state: DueState.DUE,
    createdAt: unit.now,
    createdById: unit.actor.accountId ?? id,
  });
  return unit.em.findOneOrFail(DueCheck, { id });
}

const mostCollected = 500;

/**
 * Enters a verification for every licence of a special pool that is in none yet: a pool of what was granted on commitment
 * is the due list's source. So many at a time; what is left is told.
 */
export async function collectDueChecks(unit: Unit, specialPoolId: string) {
  const department = getOwnDepartment(unit);
  const [pool] = await listCampaignPools(unit, department, [specialPoolId]);
  if (!pool) return new DueCheckNotFound();
  const kind = CampaignKind.VERIFICATION;
  const listed = await unit.em.find(
    DueCheck,
    { department, kind },
    { fields: ['documentNo', 'realId'], disableIdentityMap: true },
  );
  const known = listed.map(({ documentNo, realId }) => `${documentNo} ${realId}`);
  const { licences, count } = await listMemberLicences(unit, pool, known, mostCollected);
  const asked = licences.map(({ realId, licenceNo: documentNo, licenceName, approvedOn: beganOn }) => ({
    ...{ realId, documentNo, beganOn },
    matter: licenceName ?? pool.name,
  }));
  const leftCount = count - asked.length;
  if (asked.length === 0)
    return { __typename: 'DueChecksCollected' as const, checks: [], faults: [], leftCount };
  const entered = await enterDueChecks(unit, { kind, checks: asked, mode: ImportMode.GOOD_ROWS });
  if (isRefusal(entered)) return entered;
  return { ...entered, __typename: 'DueChecksCollected' as const, leftCount };
}

/** Drafts a campaign of checks that are owed: it names their targets, and officers are drawn for all of them. */
export async function draftDueCampaign(unit: Unit, { dueCheckIds, ...input }: DraftDueCampaignInput) {
  const department = getOwnDepartment(unit);
  const checks = await unit.em.find(
    DueCheck,
    { id: { $in: dueCheckIds }, department },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
  if (checks.length < dueCheckIds.length) return new DueCheckNotFound();
  const elsewhere = checks.find(({ state }) => state !== dueTransitions.plan.from);
  if (elsewhere) return new DueCheckStateWrong(elsewhere.state);
  const [kind, another] = new Set(checks.map((check) => check.kind));
  if (!kind || another) return new DueKindsMixed();
  const realIds = [...new Set(checks.map(({ realId }) => realId))];
  const created = await createCampaign(unit, namedCampaign(input), {
    ...{ kind, realIds },
    source: await sourceOf(unit, department, checks),
  });
  if (isRefusal(created)) return created;
  await unit.em.nativeUpdate(
    DueCheck,
    { id: { $in: dueCheckIds } },
    { state: dueTransitions.plan.to, campaign: created.campaign.id },
  );
  return created;
}

/** The source of named targets of our own: their digest, their documents and this department. */
async function sourceOf(reader: Reader, department: string, checks: readonly DueCheck[]) {
  const { name: issuer } = await reader.em.findOneOrFail(Department, { id: department });
  const [first] = checks;
  const documentNo = `${first?.documentNo ?? ''}${checks.length > 1 ? `等 ${checks.length} 件` : ''}`;
  return { hash: hashOfNamed(checks.map(({ realId }) => realId)), documentNo, issuer };
}

/** Drops a check that is owed, with its reason; one that is in a campaign is carried out. */
export async function dropDueCheck(unit: Unit, { id, reason }: DropDueCheckInput) {
  const check = await unit.em.findOne(DueCheck, { id }, { lockMode: LockMode.PESSIMISTIC_WRITE });
  if (!check) return new DueCheckNotFound();
  const { from, to } = dueTransitions.drop;
  if (check.state !== from) return new DueCheckStateWrong(check.state);
  const dropped = { state: to, droppedFor: reason, endedAt: unit.now };
  await unit.em.nativeUpdate(DueCheck, { id }, dropped);
  await recordEvent(unit, 'due-check.dropped', { kind: 'dueCheck', id });
  return { __typename: 'DueCheckDropped' as const, check: Object.assign(check, dropped) };
}

/** The result of a campaign's target is final: what was owed of it is done. */
export async function finishDueChecks(unit: Unit, campaign: string, realId: string): Promise<void> {
  const { from, to } = dueTransitions.finish;
  await unit.em.nativeUpdate(DueCheck, { campaign, realId, state: from }, { state: to, endedAt: unit.now });
}
