export * from './monthly-return.entity.js';
export * from './monthly-return.errors.js';
export * from './monthly-return.jobs.js';
export * from './monthly-return.resolver.js';
export * from './monthly-return.service.js';
export * from './monthly-return.states.js';
export * from './monthly-return.watch.js';
export * from './monthly-return.workbook.js';
