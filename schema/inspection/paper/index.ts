export * from './enter-from-paper.js';
export * from './paper.errors.js';
