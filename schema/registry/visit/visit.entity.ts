import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { VisitFinding } from './visit.states.js';

/**
 * The visit register: who was visited, when, by whom, with what finding. Appended by inspection; the draw counts with it
 * (burden, rotation). Names are not repeated here: real-world ids lead to them.
 */
export const Visit = defineEntity({
  name: 'Visit',
  tableName: 'visit',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    targetRealId: p.text().collation('C'),
    /** The entity that answered for the target at the visit; the target itself where it is one. */
    entityRealId: p.text().collation('C'),
    inspectorRealIds: p.array(),
    visitedOn: p.date(),
    finding: p.enum(() => VisitFinding),
    /** The code of the result, in its result system, `default/1`. */
    resultCode: p.string(),
    resultSystem: p.string().nullable(),
    campaignId: p.uuid(),
    /** Whether it counts toward caps: checks after reports and commitments do not. */
    isCounted: p.boolean().default(true),
    assignmentId: p.uuid(),
    /** The same for all that was done in one visit, by several departments or for several campaigns: it counts once. */
    occasionId: p.uuid().nullable(),
    /** The entry that this one stands for: what was corrected is entered anew, and counts instead of it. */
    replacesId: p.uuid().nullable(),
    createdAt: p.datetime(),
  },
  uniques: [
    { properties: ['assignmentId'], name: 'visit_of_assignment_unique', where: 'replaces_id is null' },
    { properties: ['replacesId'], name: 'visit_replaces_unique', where: 'replaces_id is not null' },
  ],
  indexes: [
    { properties: ['department', 'targetRealId', 'visitedOn'] },
    { properties: ['entityRealId', 'visitedOn'] },
    { properties: ['visitedOn'] },
  ],
});

export type Visit = InferEntity<typeof Visit>;
