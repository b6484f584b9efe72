export * from './visit.entity.js';
export * from './visit.service.js';
export * from './visit.states.js';
