export * from './export.errors.js';
export * from './export.service.js';
export * from './export.states.js';
export * from './export-columns.js';
export { exportFileName } from './export-notes.js';
export * from './register-export.entity.js';
export type { ExportFilter } from './register-rows.js';
export * from './sheet-secret.entity.js';
