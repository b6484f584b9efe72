import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { InterestKind } from './inspector.states.js';

/**
 * A declared interest or recusal (回避, penalty law Art. 43). Sealed from colleagues: read only by the draw and by the
 * security administrator. Both sides are real-world ids, so that a declaration may come before the target does.
 */
export const Interest = defineEntity({
  name: 'Interest',
  tableName: 'interest',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    inspectorRealId: p.text().collation('C'),
    targetRealId: p.text().collation('C'),
    kind: p.enum(() => InterestKind),
    reasonCode: p.string(),
    declaredAt: p.datetime(),
    declaredById: p.uuid().nullable(),
    /** The change request by which the recusal was granted; absent of what was declared. */
    changeId: p.uuid().nullable(),
    /** The first day it holds; absent: from the declaration on. */
    fromOn: p.date().nullable(),
    /** The last day it holds; absent while it has no end. */
    endsOn: p.date().nullable(),
    createdAt: p.datetime(),
    updatedAt: p.datetime(),
    updatedBy: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'inspectorRealId', 'targetRealId', 'reasonCode'] }],
});

export type Interest = InferEntity<typeof Interest>;
