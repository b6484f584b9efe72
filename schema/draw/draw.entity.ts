import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { registerEnumType } from 'type-graphql';
import { Department } from '../department/index.js';
import { Campaign, DrawMode } from '../plan/index.js';
import { jointScope } from '../shared/scope.js';
import { DrawState } from './draw.states.js';

/** The head of an authority's log in one series; its row is locked while an event is added. */
export const DrawLog = defineEntity({
  name: 'DrawLog',
  tableName: 'draw_log',
  properties: {
    authority: p.string().primary(),
    series: p.string().primary(),
  },
});

export type DrawLog = InferEntity<typeof DrawLog>;

/** One event of a log, its line verbatim (a trigger refuses any change). */
export const DrawEvent = defineEntity({
  name: 'DrawEvent',
  tableName: 'draw_event',
  properties: {
    authority: p.string().primary(),
    series: p.string().primary(),
    seq: p.integer().primary(),
    kind: p.string(),
    commitment: p.string(),
    hash: p.string(),
    line: p.text(),
    recordedAt: p.datetime(),
  },
  indexes: [{ properties: ['commitment'] }],
});

export type DrawEvent = InferEntity<typeof DrawEvent>;

/** One freeze of a campaign and what became of it. */
export const Draw = defineEntity({
  name: 'Draw',
  tableName: 'draw',
  filters: jointScope,
  properties: {
    id: p.uuid().primary(),
    department: () => p.manyToOne(Department).mapToPk(),
    campaign: () => p.manyToOne(Campaign).mapToPk(),
    /** Ids of the departments that take part beside its own. */
    jointWith: p.array<string>().default([]),
    authority: p.string(),
    series: p.string(),
    drawNo: p.integer(),
    /** C, the hash of the commitment. */
    commitment: p.string().unique(),
    mode: p.enum(() => DrawMode),
    state: p.enum(() => DrawState),
    /** Hash of the range of targets: freezes of the same range are compared with one another. */
    filterHash: p.string(),
    assurance: p.string().nullable(),
    frozenAt: p.datetime(),
    drawBy: p.datetime(),
    revealBy: p.datetime().nullable(),
    operatorId: p.uuid(),
    /** The arrangement by which the operator froze, if any. */
    operatorUnderId: p.uuid().nullable(),
    /** Witnesses by the id they have in the rules, with the account that owns the key. */
    witnesses: p.json<DrawWitness[]>(),
    /** Only from the operator's reveal on; before, it is nowhere on the server. */
    poolKey: p.string().nullable().hidden(),
    /** Only from the draw on, until the opening puts it into the log. */
    secret: p.string().nullable().hidden(),
    receiptHash: p.string().nullable(),
    resultRoot: p.string().nullable(),
    drawnCount: p.integer().nullable(),
    heldCount: p.integer().nullable(),
    drawnAt: p.datetime().nullable(),
    openedAt: p.datetime().nullable(),
  },
  uniques: [{ properties: ['campaign', 'drawNo'] }],
  indexes: [{ properties: ['authority', 'series', 'frozenAt'] }],
});

export type Draw = InferEntity<typeof Draw>;

export interface DrawWitness {
  readonly id: string;
  readonly name: string;
  readonly publicKey: string;
  readonly accountId: string;
}

/** From when on, and to whom, a file of a draw is open. */
export enum FileLevel {
  /** To everybody, at once. */
  PUBLIC = 'PUBLIC',
  /** To everybody once a confidential draw is opened. */
  OPENED = 'OPENED',
  /** To auditors, discipline inspection, the justice bureau and the audit office; each reading is recorded. */
  RESTRICTED = 'RESTRICTED',
}

registerEnumType(FileLevel, {
  name: 'FileLevel',
  description: '公开范围。Who may read a file of a draw.',
  valuesConfig: {
    PUBLIC: { description: '公开。Everybody.' },
    OPENED: { description: '保密抽取公开后公开。Everybody, once a confidential draw is opened.' },
    RESTRICTED: {
      description: '限审计、纪检、司法行政与审计机关，调阅留痕。Auditors; each reading is recorded.',
    },
  },
});

/** A file of a draw, verbatim, in parts of bounded size. */
export const DrawFile = defineEntity({
  name: 'DrawFile',
  tableName: 'draw_file',
  properties: {
    draw: () => p.manyToOne(Draw).mapToPk().primary(),
    name: p.string().primary(),
    part: p.integer().primary(),
    level: p.enum(() => FileLevel),
    /** Megabytes: read only where it is asked for. */
    content: p.text().lazy(),
  },
});

export type DrawFile = InferEntity<typeof DrawFile>;

/** A unit that was drawn, or stands in reserve. Officers are the real-world ids of its team, in draw order. */
export const DrawnUnit = defineEntity({
  name: 'DrawnUnit',
  tableName: 'drawn_unit',
  properties: {
    draw: () => p.manyToOne(Draw).mapToPk().primary(),
    realId: p.string().primary(),
    stratum: p.string(),
    drawOrder: p.integer(),
    ticket: p.string(),
    isReserve: p.boolean(),
    isHeld: p.boolean(),
    officers: p.array<string>(),
    lead: p.string().nullable(),
    /** What the unit gets at the door to check itself against the public root, canonical JSON; in reserve none (`incoming_slip`). */
    slip: p.text().nullable(),
  },
});

export type DrawnUnit = InferEntity<typeof DrawnUnit>;
