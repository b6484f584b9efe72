export * from './connection.type.js';
export * from './console-error.type.js';
