export type { InspectorInPool } from './inspectors-in-pool.js';
export type { PoolFilter } from './pool.filter.js';
export * from './pool.service.js';
export * from './pool-lock.js';
