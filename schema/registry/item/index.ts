export * from './item.entity.js';
export * from './item.resolver.js';
export * from './item.service.js';
export * from './item.states.js';
export * from './item.type.js';
