/** Oversight: the ledger of all rooms' open duties, and how the duties of a period stand. */
export * from './calendar-change/index.js';
export * from './duty.kinds.js';
export * from './duty-colour.js';
export * from './duty-watch/index.js';
export * from './figures.read.js';
export * from './figures.states.js';
export * from './ledger.read.js';
export * from './monthly-return/index.js';
export * from './oversight.resolver.js';
export * from './period.js';
