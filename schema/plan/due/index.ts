export * from './due-check.entity.js';
export * from './due-check.errors.js';
export * from './due-check.resolver.js';
export * from './due-check.service.js';
export * from './due-check.states.js';
export * from './due-check.type.js';
