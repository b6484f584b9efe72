/** Durable jobs: enqueued by every room in the step of their cause, administered by the system administrator. */
export * from './job.administer.js';
export * from './job.counts.js';
export * from './job.entity.js';
export * from './job.errors.js';
export * from './job.read.js';
export * from './job.resolver.js';
export * from './job.rules.js';
export * from './job.service.js';
export * from './job-pause.entity.js';
export * from './job-pause.service.js';
export * from './job-rule.entity.js';
export * from './job-store.js';
