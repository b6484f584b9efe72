export * from './calendar.resolver.js';
export * from './calendar.service.js';
export * from './deadline.batch.js';
export * from './deadline.entity.js';
export * from './deadline.type.js';
export * from './official-holidays.js';
