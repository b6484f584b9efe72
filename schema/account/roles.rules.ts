import { administrators, findRoleConflict, Role } from '../shared/roles.js';
import { AdministratorInDepartment, DepartmentMissing, RoleConflict, RoleMissing } from './account.errors.js';

/** Roles whose holders may stand outside every department; all others act for one. */
const rolesWithoutDepartment: readonly Role[] = [
  ...administrators,
  Role.WITNESS,
  Role.SUPERVISION,
  Role.AUDITOR,
  Role.CREDIT_PORTAL,
];

/** Somebody as roles are judged. */
export interface Holder {
  readonly roles: readonly Role[];
  readonly isInDepartment: boolean;
  /** An account of an inspector counts as one, whatever roles it has. */
  readonly isInspector: boolean;
}

/** Why somebody may not hold these roles together, if so. */
export function findRoleFault({
  roles,
  isInDepartment,
  isInspector,
}: Holder): RoleConflict | RoleMissing | DepartmentMissing | AdministratorInDepartment | undefined {
  if (roles.length === 0) return new RoleMissing();
  const conflict = findRoleConflict(isInspector ? [...roles, Role.INSPECTOR] : roles);
  if (conflict) return new RoleConflict(conflict);
  const administrator = roles.find((role) => administrators.includes(role));
  if (administrator && isInDepartment) return new AdministratorInDepartment(administrator);
  const bound = roles.find((role) => !rolesWithoutDepartment.includes(role));
  return bound && !isInDepartment ? new DepartmentMissing(bound) : undefined;
}
