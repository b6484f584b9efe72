import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { InspectionResult } from '../result.entity.js';
import { CorrectionSource, ResultCorrectionState } from './result-correction.states.js';

/** What is done to put a confirmed result right, from who asked to the version that stands instead (ADR 51). */
export const ResultCorrection = defineEntity({
  name: 'ResultCorrection',
  tableName: 'result_correction',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk().filters(false),
    /** The version that stands while this is open. */
    corrects: () => p.manyToOne(InspectionResult).mapToPk().filters(false),
    source: p.enum(() => CorrectionSource),
    /** Of the decision on the objection, or of the superior's letter. */
    documentNo: p.text().nullable(),
    reason: p.text(),
    state: p.enum(() => ResultCorrectionState),
    requestedById: p.uuid(),
    /** The arrangement by which it was asked for, if any. */
    requestedUnderId: p.uuid().nullable(),
    requestedAt: p.datetime(),
    decidedById: p.uuid().nullable(),
    decidedUnderId: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    refusedFor: p.text().nullable(),
    /** The head who ended it because who asked is gone. */
    endedById: p.uuid().nullable(),
    endedUnderId: p.uuid().nullable(),
    endedFor: p.text().nullable(),
    /** The officers who record and sign, in the order of the team; none before the approval. */
    signerIds: p.array<string>(),
    /** The newest version that was recorded for it. */
    version: () => p.manyToOne(InspectionResult).mapToPk().nullable().filters(false),
    /** What that version orders to be put right, and within how many days; entered as an order at the confirmation. */
    demand: p.text().nullable(),
    dayCount: p.integer().nullable(),
    closedAt: p.datetime().nullable(),
  },
  uniques: [
    {
      properties: ['assignment'],
      name: 'result_correction_open_unique',
      where: 'closed_at is null',
    },
  ],
  indexes: [{ properties: ['department', 'state'] }, { properties: ['assignment'] }],
});

export type ResultCorrection = InferEntity<typeof ResultCorrection>;
