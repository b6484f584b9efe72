export * from './drawable-counts.js';
export * from './entity-rows.js';
export * from './pool-counts.service.js';
export * from './pool-counts.type.js';
export * from './search.resolver.js';
export * from './search.service.js';
export type { TargetSearch } from './search-condition.js';
