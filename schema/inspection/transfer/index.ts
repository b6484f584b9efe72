export * from './transfer.entity.js';
export * from './transfer.jobs.js';
export * from './transfer.resolver.js';
export * from './transfer.states.js';
