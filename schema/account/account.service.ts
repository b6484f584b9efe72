import { recordEvent } from '../audit/index.js';
import {
  type DepartmentEnded,
  findDepartmentByCode,
  findEnded,
  listDepartmentTree,
  UnknownDepartment,
} from '../department/index.js';
import { type Page, type PageArguments, pageOf } from '../shared/page.js';
import type { PasswordHasher } from '../shared/password-hasher.js';
import { isRefusal } from '../shared/refusal.js';
import { administrators, findRoleConflict, Role } from '../shared/roles.js';
import type { Actor, Reader, Step, Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import {
  DepartmentMissing,
  InspectorAccountTaken,
  InspectorElsewhere,
  InvalidUsername,
  RoleConflict,
  RoleMissing,
  UsernameTaken,
  WeakPassword,
} from './account.errors.js';
import { isStrongPassword, isUsername } from './account.rules.js';

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
  | DepartmentMissing
  | InspectorElsewhere
  | InspectorAccountTaken
  | UnknownDepartment
  | DepartmentEnded;

/** Roles whose holders may stand outside every department; all others act for one. */
const rolesWithoutDepartment: readonly Role[] = [
  ...administrators,
  Role.WITNESS,
  Role.SUPERVISION,
  Role.AUDITOR,
  Role.CREDIT_PORTAL,
];

/** The account of that name. */
export function findAccount(reader: Reader, username: string): Promise<Account | null> {
  return reader.em.findOne(Account, { username });
}

/** Accounts by name, one page. */
export function listAccounts(reader: Reader, page: PageArguments): Promise<Page<Account>> {
  return pageOf(page, [(row) => row.username], (limit, after) =>
    reader.em.find(Account, after ? { username: { $gt: String(after[0]) } } : {}, {
      orderBy: { username: 'asc' },
      limit,
    }),
  );
}

/** The account as an actor. Outside every department it looks at all; else at its own and those below. */
export async function actorOf(reader: Reader, account: Account): Promise<Actor> {
  const scope = account.department ? await listDepartmentTree(reader, account.department) : undefined;
  return {
    kind: 'account',
    accountId: account.id,
    username: account.username,
    displayName: account.displayName,
    roles: account.roles,
    departmentId: account.department ?? undefined,
    inspectorId: account.inspectorId ?? undefined,
    scope,
  };
}

/** Creates an account. The password is hashed before the transaction begins: hashing is slow by design. */
export async function createAccount(
  by: { readonly step: Step; readonly passwords: PasswordHasher },
  draft: AccountDraft,
): Promise<Account | AccountRefusal> {
  const fault = findFault(draft);
  if (fault) return fault;
  const passwordHash = await by.passwords.hash(draft.password);
  return by.step((unit) => insertAccount(unit, draft, passwordHash));
}

function findFault(draft: AccountDraft): AccountRefusal | undefined {
  if (!isUsername(draft.username)) return new InvalidUsername();
  if (!isStrongPassword(draft.password, draft.username)) return new WeakPassword();
  if (draft.roles.length === 0) return new RoleMissing();
  const conflict = findRoleConflict(draft.roles);
  if (conflict) return new RoleConflict(conflict);
  const bound = draft.roles.find((role) => !rolesWithoutDepartment.includes(role));
  return bound && !draft.departmentCode ? new DepartmentMissing(bound) : undefined;
}

async function insertAccount(
  unit: Unit,
  draft: AccountDraft,
  passwordHash: string,
): Promise<Account | AccountRefusal> {
  const department = await findDepartmentOf(unit, draft.departmentCode);
  if (isRefusal(department)) return department;
  if (await findAccount(unit, draft.username)) return new UsernameTaken(draft.username);
  const fault = await findLinkFault(unit, draft, department);
  if (fault) return fault;
  const account: Account = {
    id: unit.newId(),
    username: draft.username,
    displayName: draft.displayName.trim(),
    passwordHash,
    roles: [...new Set(draft.roles)],
    department: department ?? null,
    inspectorId: draft.inspector?.id ?? null,
    active: true,
    createdAt: unit.now,
  };
  await unit.em.insert(Account, account);
  const subject = { kind: 'account', id: account.id };
  await recordEvent(unit, 'account.created', subject, { roles: account.roles });
  return account;
}

/** An account signs for its inspector: one of its own department, and of nobody else's account. */
async function findLinkFault(unit: Unit, { inspector }: AccountDraft, department: string | undefined) {
  if (!inspector) return undefined;
  if (inspector.department !== department) return new InspectorElsewhere();
  const others = await unit.em.count(Account, { inspectorId: inspector.id, active: true });
  return others > 0 ? new InspectorAccountTaken() : undefined;
}

async function findDepartmentOf(
  reader: Reader,
  code: string | undefined,
): Promise<string | undefined | UnknownDepartment | DepartmentEnded> {
  if (!code) return undefined;
  const department = await findDepartmentByCode(reader, code);
  if (!department) return new UnknownDepartment(code);
  return (await findEnded(reader, department.id)) ?? department.id;
}
