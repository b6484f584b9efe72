import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { Campaign } from '../../plan/index.js';
import type { JudgedItem } from '../../registry/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { CorrectionOf, CorrectionState } from './correction.states.js';

/**
 * What was told wrongly after a dispatch, and what is right. Nothing that was drawn is edited: the notice stands beside
 * it, under a number of its department and year without gaps.
 */
export const CorrectionNotice = defineEntity({
  name: 'CorrectionNotice',
  tableName: 'correction_notice',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk(),
    /** Of one visit alone; of the whole campaign when absent. */
    assignment: () => p.manyToOne(Assignment).mapToPk().nullable(),
    /** Of the draw: a rehearsal's numbers are a sequence of their own. */
    series: p.string(),
    of: p.enum(() => CorrectionOf).name('corrects'),
    wrongText: p.text(),
    rightText: p.text(),
    /** The right items, where they are corrected. */
    itemCodes: p.array<string>().nullable(),
    /** Their versions, from the day of the issue on: what comes into the list later is not meant. */
    itemVersions: p.json<JudgedItem[]>().nullable(),
    /** The right window, where it is corrected; within the one that was drawn for. */
    windowFromOn: p.date().nullable(),
    windowToOn: p.date().nullable(),
    reason: p.text(),
    state: p.enum(() => CorrectionState),
    requestedById: p.uuid(),
    requestedUnderId: p.uuid().nullable(),
    requestedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    refusedFor: p.text().nullable(),
    year: p.integer().nullable(),
    number: p.integer().nullable(),
  },
  uniques: [{ properties: ['department', 'series', 'year', 'number'] }],
  indexes: [{ properties: ['campaign'] }],
});

export type CorrectionNotice = InferEntity<typeof CorrectionNotice>;
