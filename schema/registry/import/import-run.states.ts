/** What a file holds. */
export enum ImportKind {
  ENTITIES = 'ENTITIES',
  INSPECTORS = 'INSPECTORS',
  ITEMS = 'ITEMS',
}

/** What becomes of a file with faulty rows: nothing, or its good rows. */
export enum ImportMode {
  ALL_OR_NOTHING = 'ALL_OR_NOTHING',
  GOOD_ROWS = 'GOOD_ROWS',
}
