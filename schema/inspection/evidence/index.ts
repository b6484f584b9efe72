export { evidenceReaders } from './evidence.access.js';
export * from './evidence.attach.js';
export * from './evidence.entity.js';
export * from './evidence.errors.js';
export * from './evidence.kinds.js';
export { type Label, openLabel } from './evidence.label.js';
export { listStanding, type OpenedBlob, openEvidence } from './evidence.read.js';
export * from './evidence.resolver.js';
export * from './evidence.sweep.js';
