import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import type { Role } from '../shared/roles.js';
import { departmentScope } from '../shared/scope.js';
import { Account } from './account.entity.js';
import { ArrangementKind } from './arrangement.states.js';

/**
 * A dated arrangement (domain-rules §8, §11): an account holds roles in a department's matters that are not its own, as
 * somebody's deputy, or because a small department fills the role from its superior or a neighbour. Never changed but to end it.
 */
export const Arrangement = defineEntity({
  name: 'Arrangement',
  tableName: 'arrangement',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** In whose matters. */
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => ArrangementKind),
    /** Who acts. */
    account: () => p.manyToOne(Account).mapToPk(),
    /** Whose officer that is; the arrangement holds while it is so. */
    actingDepartment: () => p.manyToOne(Department).mapToPk(),
    roles: p.array<Role>(),
    /** For whom, where somebody deputises. */
    standsFor: () => p.manyToOne(Account).mapToPk().nullable(),
    fromOn: p.date(),
    /** The last day. */
    toOn: p.date(),
    /** The number of the document that says so. */
    documentNo: p.string(),
    reason: p.text(),
    recordedAt: p.datetime(),
    recordedBy: p.uuid().nullable(),
    /** Approved by somebody else than who recorded it; until then it gives nothing. */
    approvedAt: p.datetime().nullable(),
    approvedBy: p.uuid().nullable(),
    /** When it was ended before its last day. */
    endedAt: p.datetime().nullable(),
    endedBy: p.uuid().nullable(),
  },
  indexes: [{ properties: ['account'] }, { properties: ['department'] }],
});

export type Arrangement = InferEntity<typeof Arrangement>;
