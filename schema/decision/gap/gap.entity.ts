import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { DecisionKind } from '../decision.states.js';
import { GapReason } from './gap.states.js';

/**
 * Why one number of a series has no decision, as a registrar says. Only added to: a later word on the same number
 * counts, and a decision that comes after all counts more. It passes with its department's decisions.
 */
export const GapNote = defineEntity({
  name: 'GapNote',
  tableName: 'decision_gap_note',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DecisionKind),
    series: p.text().collation('C'),
    seriesYear: p.integer(),
    seriesNo: p.integer(),
    /** The same for all numbers of one explanation. */
    act: p.uuid(),
    reason: p.enum(() => GapReason),
    note: p.text(),
    byId: p.uuid().nullable(),
    at: p.datetime(),
  },
  indexes: [{ properties: ['department', 'kind', 'seriesYear', 'series', 'seriesNo'] }],
});

export type GapNote = InferEntity<typeof GapNote>;
