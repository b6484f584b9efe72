import { recordEvent } from '../audit/index.js';
import type { DepartmentEnded, UnknownDepartment } from '../department/index.js';
import { isRefusal } from '../shared/refusal.js';
import type { Role } from '../shared/roles.js';
import type { Unit } from '../shared/unit.js';
import { Account } from './account.entity.js';
import { InvalidUsername, RoleMissing, UsernameTaken } from './account.errors.js';
import { isUsername } from './account.rules.js';
import { findAccount, findDepartmentOf } from './account.service.js';
import { AccountKind } from './account.states.js';
import { PersonalRole } from './api-key.errors.js';
import { findPersonalRole } from './machine.rules.js';
import { findRoleFault } from './roles.rules.js';

/** An account of a machine to create. */
export interface MachineDraft {
  readonly username: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  readonly departmentCode?: string;
}

/** No text hashes to this: nobody signs in with a password here. */
const NO_PASSWORD = '-';

/**
 * Creates an account of a machine. It can do nothing before the security administrator issues a key, which says what
 * the key may do: so no administrator gives a machine its rights alone.
 */
export async function createMachineAccount(unit: Unit, draft: MachineDraft) {
  const fault = findFault(draft);
  if (fault) return fault;
  const department = await findDepartmentOf(unit, draft.departmentCode);
  if (isRefusal(department)) return department as UnknownDepartment | DepartmentEnded;
  if (await findAccount(unit, draft.username)) return new UsernameTaken(draft.username);
  const account: Account = {
    id: unit.newId(),
    username: draft.username,
    displayName: draft.displayName,
    passwordHash: NO_PASSWORD,
    kind: AccountKind.MACHINE,
    roles: [...new Set(draft.roles)],
    requestedRoles: [],
    department: department ?? null,
    inspectorId: null,
    active: true,
    mustChangePassword: false,
    passwordChangedAt: unit.now,
    createdAt: unit.now,
  };
  await unit.em.insert(Account, account);
  const subject = { kind: 'account', id: account.id };
  await recordEvent(unit, 'account.machine-created', subject, { roles: account.roles });
  return account;
}

function findFault({ username, roles, departmentCode }: MachineDraft) {
  if (!isUsername(username)) return new InvalidUsername();
  if (roles.length === 0) return new RoleMissing();
  const personal = findPersonalRole(roles);
  if (personal) return new PersonalRole(personal);
  return findRoleFault({ roles, isInDepartment: Boolean(departmentCode), isInspector: false });
}
