/** What a draw of targets alone hands down: a file for another installation, or lists to the departments below. */
export * from './drawn-list.js';
export * from './hand-down.entity.js';
export * from './hand-down.errors.js';
export * from './hand-down.resolver.js';
export * from './hand-down.states.js';
export * from './hand-down.type.js';
