export * from './special-pool.entity.js';
