import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';

/** Somebody looked at two targets that seem to be one, and found that they are two: the pair is not listed again. */
export const DuplicateDecision = defineEntity({
  name: 'DuplicateDecision',
  tableName: 'duplicate_decision',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** The smaller of the two real-world ids by bytes, then the larger. */
    firstRealId: p.text().collation('C'),
    secondRealId: p.text().collation('C'),
    reason: p.text(),
    decidedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
  },
  uniques: [{ properties: ['department', 'firstRealId', 'secondRealId'] }],
});

export type DuplicateDecision = InferEntity<typeof DuplicateDecision>;
