/**
 * Series of numbers without gaps, of a department and a year. For the rooms to the right: `takeNext`. What a number is
 * given to, and how it is written, each room says itself.
 */
export * from './number-series.entity.js';
export * from './number-series.service.js';
