export * from './cap.entity.js';
export * from './cap.errors.js';
export * from './cap.read.js';
export * from './cap.resolver.js';
export * from './cap.type.js';
