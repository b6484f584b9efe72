export * from './arrangement.resolver.js';
export * from './audit.resolver.js';
export * from './draw.resolver.js';
export * from './item-list.resolver.js';
export * from './plan.resolver.js';
export * from './record.resolver.js';
export * from './service.resolver.js';
