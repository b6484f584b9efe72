import { LockMode, raw } from '@mikro-orm/core';
import { recordEvent } from '../audit/index.js';
import { type Page, type PageArguments, pageById } from '../shared/page.js';
import { isRefusal } from '../shared/refusal.js';
import { administrators, type Role } from '../shared/roles.js';
import type { Reader, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { AccountClosedAlready, AccountNotFound, RoleMissing } from './account.errors.js';
import { AccountKind } from './account.states.js';
import { PersonalRole } from './api-key.errors.js';
import { findArrangementConflict } from './arrangement.rules.js';
import { findPersonalRole } from './machine.rules.js';
import {
  LastAdministrator,
  NoRolesRequested,
  OwnRoles,
  RoleAbsent,
  RoleHeldAlready,
  RoleNotRequested,
} from './roles.errors.js';
import { findRoleFault } from './roles.rules.js';

/** "admin" in ASCII: two withdrawals at once could leave nobody of a kind. */
const ADMINISTRATOR_LOCK = 0x61646d696e;

/** Roles of an account, to be asked for, granted or withdrawn. */
export interface RolesDraft {
  readonly accountId: string;
  readonly roles: readonly Role[];
}

async function findOpenAccount(
  unit: Unit,
  id: string,
): Promise<Account | AccountNotFound | AccountClosedAlready> {
  const options = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
  const account = await unit.em.findOne(Account, { id }, options);
  if (!account) return new AccountNotFound();
  return account.active ? account : new AccountClosedAlready();
}

/** Whether the account is the actor's, or of the same inspector. */
function isOwn(unit: Unit, { id, inspectorId }: Account): boolean {
  return id === unit.actor.accountId || (inspectorId !== null && inspectorId === unit.actor.inspectorId);
}

/** Why the account may not hold these roles together, counting what it holds by arrangement. */
async function findFault(unit: Unit, account: Account, roles: readonly Role[]) {
  const { department, inspectorId } = account;
  const personal = account.kind === AccountKind.MACHINE ? findPersonalRole(roles) : undefined;
  if (personal) return new PersonalRole(personal);
  const holder = { roles, isInDepartment: department !== null, isInspector: inspectorId !== null };
  return findRoleFault(holder) ?? (await findArrangementConflict(unit, { ...account, roles: [...roles] }));
}

async function setRoles(
  unit: Unit,
  account: Account,
  roles: Partial<Pick<Account, 'roles' | 'requestedRoles'>>,
) {
  await unit.em.nativeUpdate(Account, { id: account.id }, roles);
  return Object.assign(account, roles);
}

const subjectOf = ({ id }: Account) => ({ kind: 'account', id });

/** Asks that an account gets roles beside those it has; what was asked for before and is not decided is replaced. */
export async function requestRoles(unit: Unit, { accountId, roles }: RolesDraft) {
  const account = await findOpenAccount(unit, accountId);
  if (isRefusal(account)) return account;
  if (roles.length === 0) return new RoleMissing();
  const held = roles.find((role) => account.roles.includes(role));
  if (held) return new RoleHeldAlready(held);
  const fault = await findFault(unit, account, [...account.roles, ...roles]);
  if (fault) return fault;
  const requestedRoles = [...new Set(roles)];
  await recordEvent(unit, 'account.roles-requested', subjectOf(account), { roles: requestedRoles });
  return {
    __typename: 'RolesRequested' as const,
    account: await setRoles(unit, account, { requestedRoles }),
  };
}

/** Grants roles that were asked for, all or some of them; they count from the account's next request. */
export async function grantRoles(unit: Unit, { accountId, roles }: RolesDraft) {
  const account = await findOpenAccount(unit, accountId);
  if (isRefusal(account)) return account;
  if (isOwn(unit, account)) return new OwnRoles();
  const unasked = roles.find((role) => !account.requestedRoles.includes(role));
  if (unasked) return new RoleNotRequested(unasked);
  const fault = await findFault(unit, account, [...account.roles, ...roles]);
  if (fault || roles.length === 0) return fault ?? new NoRolesRequested();
  const granted = await setRoles(unit, account, {
    roles: [...new Set([...account.roles, ...roles])],
    requestedRoles: account.requestedRoles.filter((role) => !roles.includes(role)),
  });
  await recordEvent(unit, 'account.roles-granted', subjectOf(account), { roles: [...roles] });
  return { __typename: 'RolesGranted' as const, account: granted };
}

/** Refuses what was asked for, with a reason; what the account holds stays. */
export async function refuseRoles(unit: Unit, { accountId, reason }: { accountId: string; reason: string }) {
  const account = await findOpenAccount(unit, accountId);
  if (isRefusal(account)) return account;
  const { requestedRoles: roles } = account;
  if (roles.length === 0) return new NoRolesRequested();
  await recordEvent(unit, 'account.roles-refused', subjectOf(account), { roles, reason });
  return {
    __typename: 'RolesRefused' as const,
    account: await setRoles(unit, account, { requestedRoles: [] }),
  };
}

/** Withdraws roles at once, with a reason: the account's next request is without them. */
export async function withdrawRoles(
  unit: Unit,
  { accountId, roles, reason }: RolesDraft & { reason: string },
) {
  const account = await findOpenAccount(unit, accountId);
  if (isRefusal(account)) return account;
  if (isOwn(unit, account)) return new OwnRoles();
  const missing = roles.find((role) => !account.roles.includes(role));
  if (missing) return new RoleAbsent(missing);
  const last = await findLastAdministrator(unit, account, roles);
  if (last) return last;
  const left = account.roles.filter((role) => !roles.includes(role));
  await recordEvent(unit, 'account.roles-withdrawn', subjectOf(account), { roles: [...roles], reason });
  return { __typename: 'RolesWithdrawn' as const, account: await setRoles(unit, account, { roles: left }) };
}

/**
 * Why an account must keep these roles: it is the last open one of an administrator. Of several steps that ask, one goes
 * after the other.
 */
export async function findLastAdministrator(
  unit: Unit,
  { id }: Account,
  roles: readonly Role[],
): Promise<LastAdministrator | undefined> {
  const kinds = administrators.filter((role) => roles.includes(role));
  if (kinds.length === 0) return undefined;
  await unit.em.execute('select pg_advisory_xact_lock(?)', [ADMINISTRATOR_LOCK]);
  for (const role of kinds) {
    const others = { active: true, id: { $ne: id }, roles: { $contains: [role] } };
    if ((await unit.em.count(Account, others)) === 0) return new LastAdministrator(role);
  }
  return undefined;
}

/** Accounts with roles that wait for the security administrator, the newest account first. */
export function listRoleRequests(reader: Reader, page: PageArguments): Promise<Page<Account>> {
  return pageById(page, (key, limit) =>
    reader.em.find(
      Account,
      { ...key, active: true, [raw('cardinality(requested_roles)')]: { $gt: 0 } },
      { orderBy: { id: 'desc' }, limit },
    ),
  );
}
