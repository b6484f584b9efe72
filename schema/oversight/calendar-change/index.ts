/** A holiday notice, a region's festival or a closure comes into the calendar, and open deadlines move with it. */
export * from './calendar-change.resolver.js';
export * from './decide-layer.js';
export * from './propose-layer.js';
