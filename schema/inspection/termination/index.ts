/** A campaign that is ended before its time. */
export * from './termination.entity.js';
export * from './termination.errors.js';
export * from './termination.resolver.js';
export * from './termination.service.js';
export * from './termination.states.js';
export * from './termination.type.js';
