export * from './pass-inspectors.js';
export * from './pass-items.js';
export * from './pass-pools.js';
export * from './pass-secondments.js';
export * from './pass-special-pools.js';
export { type Passed, passTargets, type TargetChoice } from './pass-targets.js';
