export * from './job.entity.js';
