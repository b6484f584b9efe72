import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../../department/index.js';
import { Draw } from '../../draw/index.js';
import { Campaign } from '../../plan/index.js';
import { departmentScope } from '../../shared/scope.js';
import { Assignment } from '../assignment.entity.js';
import { ChangeKind, ChangeReason, ChangeState, type ObstacleKind, RecusalBy } from './change.states.js';

/** A change after the dispatch: asked for by one, decided by another. What was drawn stays drawn. */
export const ChangeRequest = defineEntity({
  name: 'ChangeRequest',
  tableName: 'change_request',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    /** Absent, as the next two, where many are postponed together. */
    campaign: () => p.manyToOne(Campaign).mapToPk().nullable(),
    draw: () => p.manyToOne(Draw).mapToPk().nullable(),
    assignment: () => p.manyToOne(Assignment).mapToPk().nullable(),
    kind: p.enum(() => ChangeKind),
    reason: p.enum(() => ChangeReason),
    state: p.enum(() => ChangeState),
    /** The officer to be replaced. */
    inspectorId: p.uuid().nullable(),
    recusalBy: p.enum(() => RecusalBy).nullable(),
    /** The day to which visits are postponed. */
    newOn: p.date().nullable(),
    /** A merged visit: all that it was merged with moves, too; otherwise this one leaves them. */
    together: p.boolean().default(false),
    /** Many at once: those in these divisions that could be visited on these days. */
    divisionCodes: p.array<string>().nullable(),
    fromOn: p.date().nullable(),
    toOn: p.date().nullable(),
    /** The target goes also where no reserve is left. */
    withoutReplacement: p.boolean().default(false),
    extra: p.integer().nullable(),
    /** What speaks for it, in words: a personal record, for it may tell of an illness. */
    statementRecord: p.uuid().name('statement_record_id'),
    /** SHA-256 of the evidence, lower-case hex; it goes into the draw's file of substitutions. */
    evidence: p.string(),
    requestedById: p.uuid(),
    /** The arrangement by which it was asked for, if any. */
    requestedUnderId: p.uuid().nullable(),
    requestedAt: p.datetime(),
    /** Who granted it by phone, and when they spoke. */
    grantedById: p.uuid().nullable(),
    grantedAt: p.datetime().nullable(),
    decidedById: p.uuid().nullable(),
    decidedUnderId: p.uuid().nullable(),
    decidedAt: p.datetime().nullable(),
    /** Why it was refused or disowned. */
    refusedFor: p.text().nullable(),
    /** The assignment that took the place of a target's. */
    nextAssignmentId: p.uuid().nullable(),
    /** Many at once: how many were postponed, and how many could not be. */
    changedCount: p.integer().nullable(),
    failedCount: p.integer().nullable(),
  },
  indexes: [{ properties: ['department', 'state'] }, { properties: ['assignment'] }],
});

export type ChangeRequest = InferEntity<typeof ChangeRequest>;

/** One reason for which a visit could not be moved. */
export interface StoredObstacle {
  readonly kind: ObstacleKind;
  /** The officer whom it concerns; why is not told. */
  readonly officerRealId?: string;
}

/** What became of one of many visits that were to be postponed together (append-only). */
export const ChangeOutcome = defineEntity({
  name: 'ChangeOutcome',
  tableName: 'change_outcome',
  properties: {
    id: p.uuid().primary(),
    change: () => p.manyToOne(ChangeRequest).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    isDone: p.boolean(),
    obstacles: p.json<StoredObstacle[]>(),
  },
  indexes: [{ properties: ['change', 'isDone'] }],
});

export type ChangeOutcome = InferEntity<typeof ChangeOutcome>;

/** A cap, a period or a level by which changes are judged, with its basis and version: data, not code. */
export const ChangeRule = defineEntity({
  name: 'ChangeRule',
  tableName: 'change_rule',
  properties: {
    code: p.string().primary(),
    version: p.integer().primary(),
    title: p.string(),
    value: p.integer(),
    unit: p.string(),
    legalBasis: p.string(),
    /** False for practice and for what this product proposes: never shown as law. */
    isLaw: p.boolean(),
    validFromOn: p.date(),
  },
});

export type ChangeRule = InferEntity<typeof ChangeRule>;

/** What an officer is told of a change: of which assignment and what for, and never of whom. */
export enum NoticeKind {
  TAKEN_OUT = 'TAKEN_OUT',
  BROUGHT_IN = 'BROUGHT_IN',
  TARGET_REPLACED = 'TARGET_REPLACED',
  POSTPONED = 'POSTPONED',
}

export const ChangeNotice = defineEntity({
  name: 'ChangeNotice',
  tableName: 'change_notice',
  filters: departmentScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    change: () => p.manyToOne(ChangeRequest).mapToPk(),
    assignment: () => p.manyToOne(Assignment).mapToPk(),
    inspectorId: p.uuid(),
    kind: p.enum(() => NoticeKind),
    createdAt: p.datetime(),
  },
  indexes: [{ properties: ['inspectorId'] }],
});

export type ChangeNotice = InferEntity<typeof ChangeNotice>;

/** What a code of a system of results tells an alarm. */
export enum ChangeCodeKind {
  UNREACHABLE = 'UNREACHABLE',
}

/** Which codes of results say that nobody could be reached: data, for codes differ by region and year. */
export const ChangeCode = defineEntity({
  name: 'ChangeCode',
  tableName: 'change_code',
  properties: {
    kind: p.enum(() => ChangeCodeKind).primary(),
    system: p.string().primary(),
    code: p.string().primary(),
  },
});

export type ChangeCode = InferEntity<typeof ChangeCode>;
