import { LockMode } from '@mikro-orm/core';
import { addDays } from '../../scheduler/calendar/index.js';
import { recordEvent } from '../audit/index.js';
import { findDepartmentByCode, findEnded, listHelpers, UnknownDepartment } from '../department/index.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import type { Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountNotFound } from './account.errors.js';
import { findAccount } from './account.service.js';
import { Arrangement } from './arrangement.entity.js';
import {
  ActingAccountUnfit,
  ArrangementApprovedAlready,
  ArrangementDaysInvalid,
  ArrangementNotFound,
  ArrangementOver,
  DeputyOfDeputy,
  OwnArrangement,
  RoleNotArrangeable,
} from './arrangement.errors.js';
import { arrangementRules, findConflictIn, listStanding } from './arrangement.rules.js';
import { ArrangementKind } from './arrangement.states.js';
import { RoleAbsent } from './roles.errors.js';

/** An arrangement to record. */
export interface ArrangementDraft {
  readonly kind: ArrangementKind;
  readonly departmentCode: string;
  readonly username: string;
  readonly standsForUsername?: string | null;
  readonly roles: readonly Role[];
  readonly fromOn: string;
  readonly toOn: string;
  readonly documentNo: string;
  readonly reason: string;
}

/** What a draft says, as rows. */
interface Parties {
  readonly department: string;
  readonly account: Account;
  readonly standsFor: Account | undefined;
}

/** Records an arrangement; it gives nothing before somebody else has approved it. */
export async function recordArrangement(unit: Unit, draft: ArrangementDraft) {
  const roles = [...new Set(draft.roles)];
  const fault = findRuleFault(unit, draft, roles);
  if (fault) return fault;
  const parties = await findParties(unit, draft);
  if (isRefusal(parties)) return parties;
  const { department, account, standsFor } = parties;
  if (account.id === unit.actor.accountId) return new OwnArrangement();
  const refused =
    (await findUnfitness(unit, draft, parties)) ??
    (await findConflict(unit, account, { ...draft, department, roles }));
  if (refused) return refused;
  const { kind, fromOn, toOn, documentNo, reason } = draft;
  const arrangement: Arrangement = {
    id: unit.newId(),
    ...{ department, kind, account: account.id, roles, standsFor: standsFor?.id ?? null },
    actingDepartment: account.department ?? department,
    ...{ fromOn, toOn, documentNo: documentNo.trim(), reason: reason.trim() },
    recordedAt: unit.now,
    recordedBy: unit.actor.accountId ?? null,
    ...{ approvedAt: null, approvedBy: null, endedAt: null, endedBy: null },
  };
  await unit.em.insert(Arrangement, arrangement);
  await recordEvent(unit, 'arrangement.recorded', subjectOf(arrangement), { kind, roles, fromOn, toOn });
  return { __typename: 'ArrangementRecorded' as const, arrangement };
}

const subjectOf = ({ id }: Arrangement) => ({ kind: 'arrangement', id });

function findRuleFault(unit: Unit, { kind, fromOn, toOn }: ArrangementDraft, roles: readonly Role[]) {
  const rule = arrangementRules[kind];
  if (roles.length === 0 || roles.some((role) => !rule.roles.includes(role))) {
    return new RoleNotArrangeable(kind, rule.roles);
  }
  const isDated = fromOn <= toOn && toOn >= unit.today && toOn < addDays(fromOn, rule.mostDays);
  return isDated ? undefined : new ArrangementDaysInvalid(rule.mostDays);
}

/** The department is one in which the actor acts: a head arranges for their own. */
async function findParties(unit: Unit, draft: ArrangementDraft) {
  const department = await findDepartmentByCode(unit, draft.departmentCode);
  const isOwn = department && (unit.actor.scope?.includes(department.id) ?? true);
  if (!department || !isOwn) return new UnknownDepartment(draft.departmentCode);
  const ended = await findEnded(unit, department.id);
  if (ended) return ended;
  const account = await findAccount(unit, draft.username);
  const standsFor = draft.standsForUsername ? await findAccount(unit, draft.standsForUsername) : undefined;
  if (!account?.active || standsFor === null || standsFor?.active === false) return new AccountNotFound();
  return { department: department.id, account, standsFor };
}

async function findUnfitness(unit: Unit, { kind, roles, fromOn, toOn }: ArrangementDraft, parties: Parties) {
  const { department, account, standsFor } = parties;
  const unfit = new ActingAccountUnfit(kind);
  if (kind !== ArrangementKind.DEPUTY) {
    const helpers = await listHelpers(unit, department);
    const helper = helpers.find(({ id }) => id === account.department);
    const fits = helper && !standsFor && helper.isAbove === (kind === ArrangementKind.SUPERIOR);
    return fits ? undefined : unfit;
  }
  const areColleagues = account.department === department && standsFor?.department === department;
  if (!areColleagues || standsFor.id === account.id) return unfit;
  const missing = roles.find((role) => !standsFor.roles.includes(role));
  if (!missing) return undefined;
  const arranged = await listStanding(unit, standsFor.id, { fromOn, toOn });
  const isDeputy = arranged.some((row) => row.department === department && row.roles.includes(missing));
  return isDeputy ? new DeputyOfDeputy(missing) : new RoleAbsent(missing);
}

type Given = Pick<Arrangement, 'department' | 'roles' | 'fromOn' | 'toOn'>;

/** Roles of the acting account that would meet in that department on one of those days. */
async function findConflict(unit: Unit, account: Account, given: Given) {
  const standing = await listStanding(unit, account.id, given);
  return findConflictIn(account, [...standing, given], given.department);
}

async function findOpen(
  unit: Unit,
  id: string,
): Promise<Arrangement | ArrangementNotFound | ArrangementOver> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const arrangement = await unit.em.findOne(Arrangement, { id }, options);
  if (!arrangement) return new ArrangementNotFound();
  const { endedAt, toOn } = arrangement;
  return endedAt || toOn < unit.today ? new ArrangementOver(toOn) : arrangement;
}

/** Approves an arrangement, as somebody who neither recorded it nor acts by it nor is stood for. */
export async function approveArrangement(unit: Unit, id: string) {
  const arrangement = await findOpen(unit, id);
  if (isRefusal(arrangement)) return arrangement;
  if (arrangement.approvedAt) return new ArrangementApprovedAlready();
  const { account: accountId, standsFor, recordedBy } = arrangement;
  if ([accountId, standsFor, recordedBy].includes(unit.actor.accountId ?? '')) return new OwnArrangement();
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const account = await unit.em.findOneOrFail(Account, { id: accountId }, options);
  const conflict = await findConflict(unit, account, arrangement);
  if (conflict) return conflict;
  const approval = { approvedAt: unit.now, approvedBy: unit.actor.accountId ?? null };
  await unit.em.nativeUpdate(Arrangement, { id }, approval);
  await recordEvent(unit, 'arrangement.approved', subjectOf(arrangement));
  return { __typename: 'ArrangementApproved' as const, arrangement: Object.assign(arrangement, approval) };
}

/** Ends an arrangement at once, approved or not: the next request is without it. */
export async function endArrangement(unit: Unit, id: string) {
  const arrangement = await findOpen(unit, id);
  if (isRefusal(arrangement)) return arrangement;
  const end = { endedAt: unit.now, endedBy: unit.actor.accountId ?? null };
  await unit.em.nativeUpdate(Arrangement, { id }, end);
  await recordEvent(unit, 'arrangement.ended', subjectOf(arrangement));
  return { __typename: 'ArrangementEnded' as const, arrangement: Object.assign(arrangement, end) };
}

/** Arrangements in the reader's departments, the newest first; those in force or to come alone, where asked. */
export function listArrangements(
  reader: Reader,
  onlyOpen: boolean,
  page: PageArguments,
): Promise<Page<Arrangement>> {
  const open = onlyOpen ? { endedAt: null, toOn: { $gte: reader.today } } : {};
  return pageById(page, (key, limit) =>
    reader.em.find(Arrangement, { ...key, ...open }, { orderBy: { id: 'desc' }, limit }),
  );
}
