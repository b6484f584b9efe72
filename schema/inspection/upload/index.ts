export * from './upload.export.js';
export * from './upload.resolver.js';
