export * from './draw.resolver.js';
export * from './item-list.resolver.js';
export * from './record.resolver.js';
export * from './service.resolver.js';
