import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { SubjectKind, TargetKind } from './target.states.js';

/** Where a pushed licence or firm stands. */
export enum ReferralState {
  PENDING = 'PENDING',
  CLAIMED = 'CLAIMED',
  DECLINED = 'DECLINED',
}

/** What the sender knows of a new firm or licence: enough to enter it. */
export interface ReferredEntity {
  /** The firm itself, or its licence as a target below it. */
  readonly kind: TargetKind;
  readonly subject?: SubjectKind;
  readonly divisionCode: string;
  readonly address?: string;
  readonly trade?: string;
  readonly tradeCodes?: readonly string[];
  readonly licenceName?: string;
  readonly licensedOn?: string;
  readonly validToOn?: string;
}

/** A new licence or firm pushed to the department that shall supervise it. Until it is claimed it is in no pool. */
export const Referral = defineEntity({
  name: 'Referral',
  tableName: 'referral',
  // The scope is the supervisor's: the sender sees what it pushed through a query of its own.
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** Who shall supervise. */
    department: () => p.manyToOne(Department).mapToPk(),
    sender: () => p.manyToOne(Department).mapToPk(),
    realId: p.text().collation('C'),
    /** The licence that is pushed; empty where it is the firm. */
    licenceNo: p.text().collation('C'),
    name: p.text(),
    entity: p.json<ReferredEntity>(),
    state: p.enum(() => ReferralState),
    pushedAt: p.datetime(),
    pushedById: p.uuid().nullable(),
    dueOn: p.date(),
    decidedAt: p.datetime().nullable(),
    decidedById: p.uuid().nullable(),
    reason: p.text().nullable(),
    /** The target in the supervisor's pool that it was claimed as. */
    targetRealId: p.text().collation('C').nullable(),
  },
  indexes: [
    { properties: ['department', 'state', 'dueOn'] },
    { properties: ['sender', 'state', 'dueOn'] },
    { properties: ['realId', 'licenceNo'] },
  ],
});

export type Referral = InferEntity<typeof Referral>;
