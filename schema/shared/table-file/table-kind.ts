import { ENTITY_HEADINGS } from './entity-headings.js';
import { INSPECTOR_HEADINGS } from './inspector-row.js';
import { ITEM_HEADINGS } from './item-row.js';
import { PLAN_BATCH_HEADINGS } from './plan-batch-row.js';
import { SPECIAL_POOL_HEADINGS } from './special-pool-row.js';
import { IDENTITY_FIELDS } from './target-identity.js';

/** What a file is a list of. */
export const TABLE_KINDS = ['entities', 'specialPools', 'inspectors', 'items', 'planBatches'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** For each field of a kind the headings it is known by in departments' own exports. */
export type HeadingPreset = Readonly<Record<string, readonly string[]>>;

/** The presets: a file with these headings needs no mapping file. A field's own name is a heading as well. */
export const PRESETS: Readonly<Record<TableKind, HeadingPreset>> = {
  entities: ENTITY_HEADINGS,
  specialPools: SPECIAL_POOL_HEADINGS,
  inspectors: INSPECTOR_HEADINGS,
  items: ITEM_HEADINGS,
  planBatches: PLAN_BATCH_HEADINGS,
};

/**
 * Fields that several columns of one file may hold side by side: their texts are put together. Of any other field the
 * first column that is not blank counts.
 */
export const GATHERED_FIELDS: ReadonlySet<string> = new Set([
  ...['regno', 'licence', 'foreign', 'otherIds', 'formerNames', 'tradeCodes', 'skills', 'tags', 'labels'],
  ...['expertFields', 'divisions', 'leave', 'recusals', 'materials'],
  ...['executors', 'penaltyKinds'],
]);

/** Fields of which at least one of each group must have a column or a constant. */
export const NEEDED_FIELDS: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  entities: [['name'], [...IDENTITY_FIELDS, 'otherIds', 'responsibleId']],
  specialPools: [['poolName'], IDENTITY_FIELDS],
  inspectors: [['name'], ['certificateNumber', 'workNo']],
  items: [['code'], ['title'], ['legalBasis']],
  planBatches: [['title'], ['items'], ['period']],
};
