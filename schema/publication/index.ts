export * from './publication.channels.js';
export * from './publication.entity.js';
export * from './publication.errors.js';
export * from './publication.jobs.js';
export * from './publication.resolver.js';
export * from './publication.service.js';
export * from './publication.states.js';
export * from './publication.type.js';
