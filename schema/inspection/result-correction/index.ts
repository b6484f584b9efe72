export * from './result-correction.entity.js';
export * from './result-correction.resolver.js';
export * from './result-correction.states.js';
