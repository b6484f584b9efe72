/** That a party was notified of its visit: beforehand where the campaign is announced, else on arrival. */
export * from './notification.entity.js';
export * from './notification.errors.js';
export * from './notification.resolver.js';
export * from './notification.service.js';
export * from './notification.states.js';
export * from './notification.type.js';
