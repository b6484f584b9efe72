/**
 * The two pools, the item list, imports and the visit register. For the rooms to the right:
 *
 * - `listRegister`, `listPool`, `countPool`, `listInspectorPool`, `listInterests`: what a draw is made from;
 *   `holdPools` keeps them still while they are read
 * - `findTarget`, `findTargetByRealId`, `findTargetsByRealIds`, `findInspector…` alike, `findCurrentItems`
 * - `appendVisit`, `listVisits`: the visit register
 * - `importFile`: a file into the registers; `importUpload` the same for a file that was uploaded; `saveUpload`,
 *   `clearUploadsBefore`
 */

export * from './import.errors.js';
export * from './import.resolver.js';
export * from './import.service.js';
export * from './import-remark.js';
export * from './import-run.entity.js';
export * from './import-run.states.js';
export * from './import-run.type.js';
export * from './import-upload.service.js';
export * from './inspector.entity.js';
export * from './inspector.resolver.js';
export * from './inspector.service.js';
export * from './inspector.states.js';
export * from './inspector.type.js';
export * from './interest.entity.js';
export * from './interest.resolver.js';
export * from './interest.service.js';
export * from './item.entity.js';
export * from './item.resolver.js';
export * from './item.service.js';
export * from './item.states.js';
export * from './item.type.js';
export type { PoolFilter } from './pool.filter.js';
export * from './pool.service.js';
export * from './pool-lock.js';
export * from './target.entity.js';
export * from './target.resolver.js';
export * from './target.service.js';
export * from './target.states.js';
export * from './target.type.js';
export * from './upload.entity.js';
export * from './upload.service.js';
export * from './visit.entity.js';
export * from './visit.service.js';
export * from './visit.states.js';
