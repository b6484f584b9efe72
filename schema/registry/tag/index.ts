export * from './tag.resolver.js';
export * from './tag.service.js';
