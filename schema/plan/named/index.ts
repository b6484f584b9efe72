export * from './campaign-unit.entity.js';
export * from './named-units.js';
