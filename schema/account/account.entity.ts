import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import type { Role } from '../shared/roles.js';
import { AccountKind } from './account.states.js';

/** Somebody, or some machine, that signs in. Never deleted: what it did names it. */
export const Account = defineEntity({
  name: 'Account',
  tableName: 'account',
  properties: {
    id: p.uuid().primary(),
    username: p.string().unique(),
    displayName: p.string(),
    /** PHC string of Argon2id. */
    passwordHash: p.string(),
    kind: p.enum(() => AccountKind),
    /** What it may do now. */
    roles: p.array<Role>(),
    /** What the system administrator asks for; the security administrator grants or refuses it. */
    requestedRoles: p.array<Role>(),
    department: () => p.manyToOne(Department).mapToPk().nullable(),
    /** The inspector in the registry whom this account is; a room to the right, so without a foreign key. */
    inspectorId: p.uuid().nullable(),
    active: p.boolean().default(true),
    /** The password was made by somebody else: nothing else may be done before it is changed. */
    mustChangePassword: p.boolean().default(false),
    passwordChangedAt: p.datetime(),
    createdAt: p.datetime(),
  },
  /** One person signs by one account at a time. */
  uniques: [{ properties: ['inspectorId'], name: 'account_of_inspector_unique', where: 'active' }],
});

export type Account = InferEntity<typeof Account>;
