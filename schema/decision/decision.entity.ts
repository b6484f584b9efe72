import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { Assignment } from '../inspection/index.js';
import { departmentScope } from '../shared/scope.js';
import type { DecisionContent } from './decision.draft.js';
import { DecisionKind, DecisionOrigin, DecisionProcedure, DecisionState } from './decision.states.js';

/** A licence or penalty decision (决定) of a case or approval procedure, as its newest version has it. */
export const Decision = defineEntity({
  name: 'Decision',
  tableName: 'decision',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    kind: p.enum(() => DecisionKind),
    state: p.enum(() => DecisionState),
    /** Of its newest version. */
    version: p.integer(),
    caseNo: p.string(),
    procedure: p.enum(() => DecisionProcedure),
    documentNo: p.string(),
    /** The number in its one written form, by which a decision is known within its department and kind. */
    documentKey: p.text().collation('C'),
    /** Prefix, year and number of a number in a series: `湛市监处罚`, 2026, 12. */
    series: p.text().collation('C').nullable(),
    seriesYear: p.integer().nullable(),
    seriesNo: p.integer().nullable(),
    decidedOn: p.date(),
    partyId: p.text().collation('C'),
    /** Of a natural person masked: `王**`; the name is in the vault. */
    partyName: p.string(),
    /** The unified social credit code, where the party has one. */
    unitCode: p.string().nullable(),
    isPerson: p.boolean(),
    /** The visit in which it began, where it names one. Nothing makes a decision of a visit. */
    assignment: () => p.manyToOne(Assignment).mapToPk().nullable().filters(false),
    /** By when it is to be published on its channels; the count stands with the deadline. */
    deadlineId: p.uuid(),
    dueOn: p.date(),
    /** It arrived after that day. */
    isLate: p.boolean(),
    createdAt: p.datetime(),
    createdById: p.uuid().nullable(),
    withdrawnOn: p.date().nullable(),
    /** The document that changed it, revoked it or found it unlawful. */
    withdrawalNo: p.string().nullable(),
    withdrawalReason: p.text().nullable(),
    withdrawnAt: p.datetime().nullable(),
    withdrawnById: p.uuid().nullable(),
    /** By when it is to be gone from every channel; absent where no term is known. */
    withdrawalDeadlineId: p.uuid().nullable(),
  },
  indexes: [
    { properties: ['department', 'kind', 'documentKey'] },
    { properties: ['department', 'kind', 'seriesYear', 'series', 'seriesNo'] },
    { properties: ['department', 'dueOn'] },
    { properties: ['partyId'] },
    { properties: ['unitCode'], where: 'unit_code is not null' },
    { properties: ['assignment'], where: 'assignment_id is not null' },
  ],
});

export type Decision = InferEntity<typeof Decision>;

/** One version of a decision, as it arrived. Added to, never changed (a trigger of the database refuses). */
export const DecisionVersion = defineEntity({
  name: 'DecisionVersion',
  tableName: 'decision_version',
  properties: {
    id: p.uuid().primary(),
    decision: () => p.manyToOne(Decision).mapToPk(),
    version: p.integer(),
    /** What may stand in clear. */
    content: p.json<DecisionContent>(),
    /** The fields that are in the vault alone. */
    sealedFields: p.array(),
    /** The record of the vault that holds them. */
    personalRecordId: p.uuid().nullable(),
    /** HMAC of all of it under the identity key: the same decision again is known by it. */
    contentHash: p.string().length(64),
    origin: p.enum(() => DecisionOrigin),
    importId: p.uuid().nullable(),
    /** Why it was corrected; absent of the first. */
    reason: p.text().nullable(),
    enteredAt: p.datetime(),
    enteredById: p.uuid().nullable(),
    /** The arrangement by which it was entered, if any. */
    enteredUnderId: p.uuid().nullable(),
  },
  uniques: [{ properties: ['decision', 'version'] }],
  indexes: [{ properties: ['contentHash'] }],
});

export type DecisionVersion = InferEntity<typeof DecisionVersion>;
