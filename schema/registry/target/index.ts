export * from './alias.entity.js';
export * from './referral.entity.js';
export * from './target.entity.js';
export * from './target.resolver.js';
export * from './target.service.js';
export * from './target.states.js';
export * from './target.type.js';
