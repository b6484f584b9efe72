export * from './audit.events.js';
export * from './audit.service.js';
export * from './audit-event.entity.js';
