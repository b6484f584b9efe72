import { defineEntity, type InferEntity, p } from '@mikro-orm/core';
import { Department } from '../department/index.js';
import { ReorganisationKind, ReorganisationState } from './reorganisation.states.js';

/** What one heir gets. Names of the outside world, so that a plan means the same on its day. */
export interface Share {
  readonly toCode: string;
  /** Targets in these divisions and all below them. */
  readonly divisionCodes?: readonly string[];
  readonly targetRealIds?: readonly string[];
  readonly inspectorRealIds?: readonly string[];
  readonly campaignCodes?: readonly string[];
  readonly usernames?: readonly string[];
}

/** What is to be done, as it was decided. */
export interface ReorganisationDetails {
  readonly name?: string;
  readonly creditCode?: string;
  readonly shares?: readonly Share[];
}

/** How many of a kind passed, and how many stayed with the predecessor or became history. */
export interface MatterCount {
  readonly matter: string;
  readonly passedCount: number;
  readonly keptCount: number;
}

/**
 * A merger, split, change of name or transfer (机构改革), by one recorded act on one document. On its day everything that
 * is open passes; what happened before keeps the name under which it happened.
 */
export const Reorganisation = defineEntity({
  name: 'Reorganisation',
  tableName: 'reorganisation',
  properties: {
    id: p.uuid().primary(),
    kind: p.enum(() => ReorganisationKind),
    state: p.enum(() => ReorganisationState),
    effectiveOn: p.date(),
    documentNo: p.string(),
    reason: p.text(),
    /** Codes of the departments that it is about; several only in a merger. */
    fromCodes: p.array(),
    /** Who takes over: the successor, the main heir, or the receiver; none in a change of name. */
    to: () => p.manyToOne(Department).mapToPk().nullable(),
    details: p.json<ReorganisationDetails>(),
    outcome: p.json<MatterCount[]>().nullable(),
    /** Why it could not be done on its day, if so; it is tried again every hour. */
    hindrance: p.text().nullable(),
    plannedAt: p.datetime(),
    plannedById: p.uuid().nullable(),
    doneAt: p.datetime().nullable(),
    cancelledAt: p.datetime().nullable(),
    cancelledById: p.uuid().nullable(),
  },
  indexes: [{ properties: ['state', 'effectiveOn'] }],
});

export type Reorganisation = InferEntity<typeof Reorganisation>;
