/** Joint visits: one visit of a target, and of each department a part of it with its officers and its own report. */
export * from './companion.read.js';
export * from './companion.resolver.js';
export * from './companion.type.js';
export * from './team-parts.js';
export * from './visit-parts.js';
