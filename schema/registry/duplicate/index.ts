export * from './duplicate.errors.js';
export * from './duplicate.resolver.js';
export * from './duplicate.service.js';
export * from './duplicate.states.js';
export * from './duplicate-decision.entity.js';
export * from './duplicate-search.js';
export * from './likely-duplicate.entity.js';
