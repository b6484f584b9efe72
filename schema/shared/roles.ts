import { registerEnumType } from 'type-graphql';

/** What an account may do. One account may hold several, save those that exclude one another. */
export enum Role {
  PLAN_OWNER = 'PLAN_OWNER',
  APPROVER = 'APPROVER',
  DRAW_OPERATOR = 'DRAW_OPERATOR',
  WITNESS = 'WITNESS',
  INSPECTOR = 'INSPECTOR',
  REVIEWER = 'REVIEWER',
  PUBLISHER = 'PUBLISHER',
  REGISTRAR = 'REGISTRAR',
  CREDIT_PORTAL = 'CREDIT_PORTAL',
  SUPERVISION = 'SUPERVISION',
  AUDITOR = 'AUDITOR',
  SYSTEM_ADMIN = 'SYSTEM_ADMIN',
  SECURITY_ADMIN = 'SECURITY_ADMIN',
  AUDIT_ADMIN = 'AUDIT_ADMIN',
}

registerEnumType(Role, {
  name: 'Role',
  description: '岗位角色。What an account may do.',
  valuesConfig: {
    PLAN_OWNER: { description: '计划管理: keeps plans and campaigns' },
    APPROVER: { description: '负责人: approves a campaign before its freeze' },
    DRAW_OPERATOR: { description: '抽取操作: freezes the pools and draws' },
    WITNESS: { description: '见证人（纪检、司法行政）: anchors and reveals' },
    INSPECTOR: { description: '执法检查人员: visits and records' },
    REVIEWER: { description: '审核确认: confirms results' },
    PUBLISHER: { description: '公示发布: releases what is published' },
    REGISTRAR: { description: '两库管理: imports and keeps the two pools and the item list' },
    CREDIT_PORTAL: { description: '信用平台（接口）: the credit portal, a machine' },
    SUPERVISION: { description: '执法监督: reads everything in its area' },
    AUDITOR: { description: '审计: reads the record and verifies at the restricted level' },
    SYSTEM_ADMIN: { description: '系统管理员: accounts and settings' },
    SECURITY_ADMIN: { description: '安全保密管理员: roles and keys' },
    AUDIT_ADMIN: { description: '审计管理员: reads the audit record' },
  },
});

/** The three administrators of the installation exclude one another and every other role (三员分立). */
export const administrators: readonly Role[] = [Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN];

/** Two roles that may not meet in one account, and why. */
export interface RoleExclusion {
  readonly roles: readonly [Role, Role];
  readonly why: string;
}

const apartOnEveryMatter = '同一事项的抽取操作、见证、审核、公示须由不同的人办理 / apart on every matter';

/** Whoever keeps the installation does none of its work: so nobody gives a power and uses it. */
const ofAdministrators = administrators.flatMap((administrator, index) =>
  Object.values(Role)
    .filter((role) => role !== administrator && !administrators.slice(0, index).includes(role))
    .map(
      (role): RoleExclusion => ({
        roles: [administrator, role],
        why: '三员分立，且不办理业务 / administrators are apart, and do no business',
      }),
    ),
);

/** The exclusions of accounts, as data. Who may do what on one matter is a table of its own: `separations`. */
export const roleExclusions: readonly RoleExclusion[] = [
  ...ofAdministrators,
  { roles: [Role.DRAW_OPERATOR, Role.WITNESS], why: apartOnEveryMatter },
  { roles: [Role.DRAW_OPERATOR, Role.REVIEWER], why: apartOnEveryMatter },
  { roles: [Role.REVIEWER, Role.PUBLISHER], why: apartOnEveryMatter },
  { roles: [Role.DRAW_OPERATOR, Role.PUBLISHER], why: apartOnEveryMatter },
];

/** Names the first pair of roles that may not meet in one account, or nothing. */
export function findRoleConflict(roles: readonly Role[]): readonly [Role, Role] | undefined {
  return roleExclusions.find(({ roles: [one, other] }) => roles.includes(one) && roles.includes(other))
    ?.roles;
}
