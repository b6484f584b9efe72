export * from './rectification.entity.js';
export { RectificationTermTooLong } from './rectification.errors.js';
export * from './rectification.jobs.js';
export * from './rectification.order.js';
export * from './rectification.resolver.js';
export * from './rectification.states.js';
