export * from './duty-watch.jobs.js';
export * from './duty-watch.service.js';
