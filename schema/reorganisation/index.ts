/**
 * Mergers, splits, changes of name and transfers of departments, by one recorded act. The last room of the line: it asks
 * every other to pass what is its own.
 */
export * from './reorganisation.entity.js';
export * from './reorganisation.errors.js';
export * from './reorganisation.jobs.js';
export * from './reorganisation.resolver.js';
export * from './reorganisation.service.js';
export * from './reorganisation.states.js';
