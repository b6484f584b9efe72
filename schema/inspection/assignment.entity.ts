import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { Draw } from '../draw/index.js';
import { Campaign } from '../plan/index.js';
import { departmentScope } from '../shared/scope.js';
import { AssignmentState } from './assignment.states.js';

/** A drawn target that a team is to visit; in a joint campaign one department's part of that visit, with its own report. */
export const Assignment = defineEntity({
  name: 'Assignment',
  tableName: 'assignment',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** Of a joint campaign the lead's: whoever takes part locks the own assignment, and never what is the lead's. */
    campaign: () => p.manyToOne(Campaign).mapToPk().filters(false),
    draw: () => p.manyToOne(Draw).mapToPk().filters(false),
    /** The visit of which this is a department's part, the same for all of them; absent where one goes alone. */
    visitId: p.uuid().nullable(),
    /** The department's place in a joint campaign; 0 of the lead, and of whoever goes alone. */
    part: p.integer().default(0),
    /** The merged visit that this and other campaigns' visits have become, if any. */
    mergedVisitId: p.uuid().nullable(),
    targetRealId: p.string(),
    targetName: p.string(),
    stratum: p.string(),
    drawOrder: p.integer(),
    state: p.enum(() => AssignmentState),
    /** The team sees its target from then on; its head only counts until then. */
    visibleAt: p.datetime(),
    windowFromOn: p.date(),
    windowToOn: p.date(),
    /** Postponed: visited from this day of the window on. What was drawn, and the window, stay. */
    postponedToOn: p.date().nullable(),
    /** The day planned for the visit, within the window; absent until somebody planned one. */
    plannedOn: p.date().nullable(),
    createdAt: p.datetime(),
  },
  uniques: [{ properties: ['draw', 'targetRealId', 'part'] }],
  indexes: [
    { properties: ['campaign', 'state'] },
    { properties: ['targetRealId'] },
    { properties: ['visitId'] },
    { properties: ['mergedVisitId'] },
  ],
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
