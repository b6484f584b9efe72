import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { Draw } from '../draw/index.js';
import { Campaign } from '../plan/index.js';
import { departmentScope } from '../shared/scope.js';
import { AssignmentState } from './assignment.states.js';

/** A drawn target that a team is to visit. */
export const Assignment = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk(),
    draw: () => p.manyToOne(Draw).mapToPk(),
    targetRealId: p.string(),
    targetName: p.string(),
    stratum: p.string(),
    drawOrder: p.integer(),
    state: p.enum(() => AssignmentState),
    /** The team sees its target from then on; its head only counts until then. */
    visibleAt: p.datetime(),
    windowFromOn: p.date(),
    windowToOn: p.date(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['draw', 'targetRealId'] }],
  indexes: [{ properties: ['campaign', 'state'] }],
});

export type Assignment = InferEntity<typeof Assignment>;

/** A member of a team. */
export const AssignmentOfficer = defineEntity({
  name: 'AssignmentOfficer',
  tableName: 'assignment_officer',
  properties: {
    /** Found by whoever is on the team, also from another department. */
    assignment: () => p.manyToOne(Assignment).mapToPk().primary().filters(false),
    inspectorId: p.uuid().primary(),
    realId: p.string(),
    /** Place in the draw order of the team, from 1. */
    place: p.integer(),
    isLead: p.boolean(),
    /** An expert helps, and neither records nor signs. */
    isExpert: p.boolean().default(false),
  },
  indexes: [{ properties: ['inspectorId'] }],
});

export type AssignmentOfficer = InferEntity<typeof AssignmentOfficer>;
