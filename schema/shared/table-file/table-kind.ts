import { ENTITY_HEADINGS } from './entity-row.js';
import { INSPECTOR_HEADINGS } from './inspector-row.js';
import { ITEM_HEADINGS } from './item-row.js';
import { SPECIAL_POOL_HEADINGS } from './special-pool-row.js';

/** What a file is a list of. */
export const TABLE_KINDS = ['entities', 'specialPools', 'inspectors', 'items'] as const;
export type TableKind = (typeof TABLE_KINDS)[number];

/** For each field of a kind the headings it is known by in departments' own exports. */
export type HeadingPreset = Readonly<Record<string, readonly string[]>>;

/** The presets: a file with these headings needs no mapping file. A field's own name is a heading as well. */
export const PRESETS: Readonly<Record<TableKind, HeadingPreset>> = {
  entities: ENTITY_HEADINGS,
  specialPools: SPECIAL_POOL_HEADINGS,
  inspectors: INSPECTOR_HEADINGS,
  items: ITEM_HEADINGS,
};

/** Fields of which at least one of each group must have a column or a constant. */
export const NEEDED_FIELDS: Readonly<Record<TableKind, readonly (readonly string[])[]>> = {
  entities: [['name'], ['idValue', 'uscc', 'regno', 'orgcode', 'licence']],
  specialPools: [['poolName'], ['idValue', 'uscc', 'regno', 'orgcode', 'licence']],
  inspectors: [['name'], ['certificateNumber', 'workNo']],
  items: [['code'], ['title'], ['legalBasis']],
};
