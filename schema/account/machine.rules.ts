import { Role } from '../shared/roles.js';

/**
 * What a machine may be. Whoever operates, witnesses, inspects, approves, reviews, publishes or administers decides or
 * signs in person, and the separations of roles are separations of persons: two keys in one pocket would be two roles in
 * one hand. A machine brings in, fetches and reports.
 */
export const machineRoles: readonly Role[] = [
  Role.PLAN_OWNER,
  Role.REGISTRAR,
  Role.CREDIT_PORTAL,
  Role.SUPERVISION,
  Role.AUDITOR,
];

/** The first role that no machine holds. */
export function findPersonalRole(roles: readonly Role[]): Role | undefined {
  return roles.find((role) => !machineRoles.includes(role));
}
