import { recordEvent } from '../audit/index.js';
import {
  type DepartmentEnded,
  findDepartmentByCode,
  findEnded,
  UnknownDepartment,
} from '../department/index.js';
import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { PasswordHasher } from '../shared/password-hasher.js';
import { isRefusal } from '../shared/refusal.js';
import type { Role } from '../shared/roles.js';
import type { Reader, Step, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import {
  type AdministratorInDepartment,
  type DepartmentMissing,
  InspectorAccountTaken,
  InspectorElsewhere,
  InvalidUsername,
  type RoleConflict,
  type RoleMissing,
  UsernameTaken,
} from './account.errors.js';
import { isUsername } from './account.rules.js';
import { AccountKind } from './account.states.js';
import { WeakPassword } from './password.errors.js';
import { findBrokenRules } from './password.rules.js';
import { findRoleFault } from './roles.rules.js';

/** An account to create. */
export interface AccountDraft {
  readonly username: string;
  readonly displayName: string;
  readonly password: string;
  readonly roles: readonly Role[];
  readonly departmentCode?: string;
  /** The inspector whom the account is, as found in the registry: a room to the right. */
  readonly inspector?: { readonly id: string; readonly department: string };
}

type AccountRefusal =
  | UsernameTaken
  | InvalidUsername
  | WeakPassword
  | RoleConflict
  | RoleMissing
  | AdministratorInDepartment
  | DepartmentMissing
  | InspectorElsewhere
  | InspectorAccountTaken
  | UnknownDepartment
  | DepartmentEnded;

/** The account of that name. */
export function findAccount(reader: Reader, username: string): Promise<Account | null> {
  return reader.em.findOne(Account, { username });
}

/** Accounts by name, one page: those of the reader's departments, or all. */
export function listAccounts(reader: Reader, page: PageArguments): Promise<Page<Account>> {
  const { scope } = reader.actor;
  const own = scope ? { department: { $in: [...scope] } } : {};
  return pageOf(page, [(row) => row.username], (limit, after) =>
    reader.em.find(
      Account,
      { ...own, ...(after ? { username: { $gt: String(after[0]) } } : {}) },
      {
        orderBy: { username: 'asc' },
        limit,
      },
    ),
  );
}

/** Whether a new account has its roles at once, or has them asked for until the security administrator grants them. */
export type FirstRoles = 'granted' | 'requested';

/**
 * Creates an account. The password is hashed before the transaction begins: hashing is slow by design. Only whoever runs
 * the machine gives roles with it.
 */
export async function createAccount(
  by: { readonly step: Step; readonly passwords: PasswordHasher },
  draft: AccountDraft,
  first: FirstRoles = 'granted',
): Promise<Account | AccountRefusal> {
  const fault = findFault(draft);
  if (fault) return fault;
  const passwordHash = await by.passwords.hash(draft.password);
  return by.step((unit) => insertAccount(unit, draft, first, passwordHash));
}

function findFault(draft: AccountDraft): AccountRefusal | undefined {
  if (!isUsername(draft.username)) return new InvalidUsername();
  const weak = findBrokenRules(draft.password, draft);
  if (weak.length > 0) return new WeakPassword(weak);
  return findRoleFault({
    roles: draft.roles,
    isInDepartment: Boolean(draft.departmentCode),
    isInspector: Boolean(draft.inspector),
  });
}

async function insertAccount(
  unit: Unit,
  draft: AccountDraft,
  first: FirstRoles,
  passwordHash: string,
): Promise<Account | AccountRefusal> {
  const department = await findDepartmentOf(unit, draft.departmentCode);
  if (isRefusal(department)) return department;
  if (await findAccount(unit, draft.username)) return new UsernameTaken(draft.username);
  const fault = await findLinkFault(unit, draft, department);
  if (fault) return fault;
  const roles = [...new Set(draft.roles)];
  const account: Account = {
    id: unit.newId(),
    username: draft.username,
    displayName: draft.displayName.trim(),
    passwordHash,
    kind: AccountKind.PERSON,
    roles: first === 'granted' ? roles : [],
    requestedRoles: first === 'requested' ? roles : [],
    department: department ?? null,
    inspectorId: draft.inspector?.id ?? null,
    active: true,
    // An administrator who went on knowing the password could sign in somebody's name.
    mustChangePassword: unit.actor.kind === 'account',
    passwordChangedAt: unit.now,
    createdAt: unit.now,
  };
  await unit.em.insert(Account, account);
  const subject = { kind: 'account', id: account.id };
  const { requestedRoles } = account;
  await recordEvent(unit, 'account.created', subject, { roles: account.roles, requestedRoles });
  return account;
}

/** An account signs for its inspector: one of its own department, and of nobody else's account. */
async function findLinkFault(unit: Unit, { inspector }: AccountDraft, department: string | undefined) {
  if (!inspector) return undefined;
  if (inspector.department !== department) return new InspectorElsewhere();
  const others = await unit.em.count(Account, { inspectorId: inspector.id, active: true });
  return others > 0 ? new InspectorAccountTaken() : undefined;
}

export async function findDepartmentOf(
  reader: Reader,
  code: string | undefined,
): Promise<string | undefined | UnknownDepartment | DepartmentEnded> {
  if (!code) return undefined;
  const department = await findDepartmentByCode(reader, code);
  if (!department) return new UnknownDepartment(code);
  return (await findEnded(reader, department.id)) ?? department.id;
}
