import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { RectificationDeed, RectificationState } from './rectification.states.js';

/** An order to put something right that a visit found (责令改正, penalty law Art. 28), until it is done or goes on elsewhere. */
export const Rectification = defineEntity({
  name: 'Rectification',
  tableName: 'rectification',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    /** What is to be put right. */
    demand: p.text(),
    /** The paper that orders it, where there is one; its id in the room of papers. */
    documentId: p.uuid().nullable(),
    state: p.enum(() => RectificationState),
    /** The last day of the term that runs; a day off has moved to the next working day. */
    dueOn: p.date(),
    orderedById: p.uuid(),
    orderedAt: p.datetime(),
    closedAt: p.datetime().nullable(),
  },
  indexes: [{ properties: ['department', 'state', 'dueOn'] }, { properties: ['assignment'] }],
});

export type Rectification = InferEntity<typeof Rectification>;

/** One step of a rectification; only ever added. */
export const RectificationStep = defineEntity({
  name: 'RectificationStep',
  tableName: 'rectification_step',
  properties: {
    id: p.uuid().primary(),
    rectification: () => p.manyToOne(Rectification).mapToPk(),
    /** From 1, in the order in which they were taken. */
    number: p.integer(),
    deed: p.enum(() => RectificationDeed),
    statement: p.text(),
    /** SHA-256 of each piece of evidence, lower-case hex: of those below, then of what is kept elsewhere. */
    evidence: p.array<string>(),
    /** Of what lies in this system. */
    evidenceIds: p.array<string>(),
    /** Where files are of which there is only a hash. */
    keptElsewhere: p.text().nullable(),
    /** The last day of the term that this step set, and the day it would have been but for a day off. */
    dueOn: p.date().nullable(),
    termEndsOn: p.date().nullable(),
    /** The day after which that term counts: on which it was served or said. */
    termFromOn: p.date().nullable(),
    /** That term was over before it was entered here: it ends on the next working day instead. */
    isTermPassed: p.boolean().default(false),
    /** Absent where the day itself did it. */
    byId: p.uuid().nullable(),
    at: p.datetime(),
  },
  uniques: [{ properties: ['rectification', 'number'] }],
});

export type RectificationStep = InferEntity<typeof RectificationStep>;
