export * from './handed-list.entity.js';
export * from './handed-list.errors.js';
export * from './handed-list.import.js';
export * from './handed-list.read.js';
export * from './handed-list.resolver.js';
export * from './handed-list.service.js';
export * from './handed-list.states.js';
export * from './handed-list.type.js';
