export * from './pool-counts.service.js';
export * from './search.resolver.js';
export * from './search.service.js';
export type { TargetSearch } from './search-condition.js';
