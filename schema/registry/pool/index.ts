export * from './availability.js';
export * from './inspector-pool.js';
export type { InspectorInPool, ServingDays } from './inspectors-in-pool.js';
export type { PoolFilter } from './pool.filter.js';
export * from './pool.service.js';
export * from './pool-lock.js';
export * from './pool-turn.js';
export type { DrawTarget } from './target-rows.js';
