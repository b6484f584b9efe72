import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import type { DuplicateReason } from './duplicate.states.js';

/** Two targets that seem to be one, as the last search for duplicates found them. */
export const LikelyDuplicate = defineEntity({
  name: 'LikelyDuplicate',
  tableName: 'likely_duplicate',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** The smaller of the two real-world ids by bytes, then the larger. */
    firstRealId: p.text().collation('C'),
    secondRealId: p.text().collation('C'),
    /** 1 to 99; the higher, the likelier. */
    score: p.integer(),
    reasons: p.json<DuplicateReason[]>(),
    foundAt: p.datetime(),
  },
  uniques: [{ properties: ['department', 'firstRealId', 'secondRealId'] }],
  indexes: [{ properties: ['department', 'score', 'id'] }],
});

export type LikelyDuplicate = InferEntity<typeof LikelyDuplicate>;
