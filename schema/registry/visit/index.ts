export * from './burden.js';
export * from './burden.resolver.js';
export * from './counted-visits.js';
export * from './frequent-visits.js';
export * from './visit.entity.js';
export * from './visit.service.js';
export * from './visit.stands.js';
export * from './visit.states.js';
