export type { AuditCheckpoint } from './audit-chain.entity.js';
export { findCheckpoint, pageCheckpoints, readConsistency } from './audit-proof.service.js';
export { listVerifierKeys } from './checkpoint.service.js';
