import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { Draw } from '../draw/index.js';
import { departmentScope } from '../shared/scope.js';
import { Assignment } from './assignment.entity.js';
import { ChangeRequest } from './change/change.entity.js';
import { HandOverState } from './departure.states.js';

/** What a leaving officer has open is handed over to others: asked by one account, approved by another. */
export const HandOver = defineEntity({
  name: 'HandOver',
  tableName: 'hand_over',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    /** Whose assignments these are. */
    department: () => p.manyToOne(Department).mapToPk(),
    inspectorId: p.uuid(),
    /** The officer's last day in the post. */
    lastOn: p.date(),
    documentNo: p.string(),
    state: p.enum(() => HandOverState),
    requestedById: p.uuid(),
    requestedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    refusedFor: p.text().nullable(),
  },
  indexes: [{ properties: ['inspectorId'] }, { properties: ['department', 'state'] }],
});

export type HandOver = InferEntity<typeof HandOver>;

/** An officer of a team was replaced: what was drawn stays drawn, and this stands beside it (append-only). */
export const TeamChange = defineEntity({
  name: 'TeamChange',
  tableName: 'team_change',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    draw: () => p.manyToOne(Draw).mapToPk(),
    /** n of the substitution in the draw's log. */
    number: p.integer(),
    /** What it follows from: a hand-over, or a request of its own. */
    handOver: () => p.manyToOne(HandOver).mapToPk().nullable(),
    change: () => p.manyToOne(ChangeRequest).mapToPk().nullable(),
    reason: p.string(),
    /** Absent, as below, for one whom the registers do not know any more. */
    outInspectorId: p.uuid().nullable(),
    outRealId: p.string(),
    inInspectorId: p.uuid().nullable(),
    inRealId: p.string(),
    changedAt: p.datetime(),
  },
  uniques: [{ properties: ['draw', 'number'] }],
  indexes: [{ properties: ['assignment'] }],
});

export type TeamChange = InferEntity<typeof TeamChange>;
