export * from './burden.js';
export * from './burden.resolver.js';
export * from './visit.entity.js';
export * from './visit.service.js';
export * from './visit.states.js';
