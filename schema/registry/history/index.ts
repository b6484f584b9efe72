export * from './inspectors-as-of.js';
export * from './register-as-of.js';
export * from './register-history.entity.js';
export * from './special-pools-as-of.js';
