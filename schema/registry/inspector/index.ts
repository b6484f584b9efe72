export * from './inspector.entity.js';
export * from './inspector.resolver.js';
export * from './inspector.service.js';
export * from './inspector.states.js';
export * from './inspector.type.js';
export * from './interest.entity.js';
export * from './interest.resolver.js';
export * from './interest.service.js';
