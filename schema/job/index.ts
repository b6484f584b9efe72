export * from './job.counts.js';
export * from './job.entity.js';
export * from './job.service.js';
export * from './job-store.js';
