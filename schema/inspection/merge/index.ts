/** Visits of several campaigns that are made as one. */
export * from './merged-visit.entity.js';
export * from './merged-visit.errors.js';
export * from './merged-visit.leave.js';
export * from './merged-visit.read.js';
export * from './merged-visit.resolver.js';
export * from './merged-visit.service.js';
export * from './merged-visit.type.js';
