/** Personal data: who was shown it, encrypted per record, ended by destroying the key. */
export * from './personal.errors.js';
export * from './personal.jobs.js';
export * from './personal-record.end.js';
export * from './personal-record.entity.js';
export * from './personal-record.service.js';
export * from './reading.entity.js';
export * from './reading.service.js';
export * from './record-cipher.js';
export * from './retention.js';
