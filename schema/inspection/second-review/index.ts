export * from './second-review.entity.js';
export * from './second-review.jobs.js';
export * from './second-review.resolver.js';
export * from './second-review.sample.js';
export * from './second-review.states.js';
