/**
 * The two pools, the item list, imports and the visit register. For the rooms to the right:
 *
 * - `listRegister`, `listPool`, `countPool`, `listInspectorPool`, `listInterests`: what a draw is made from;
 *   `holdPools` keeps them still while they are read
 * - `findTarget`, `findTargetByRealId`, `findTargetsByRealIds`, `findInspector…` alike, `findCurrentItems`
 * - `appendVisit`, `listVisits`: the visit register
 * - `importFile`: a file into the registers; `importUpload` the same for a file that was uploaded; `saveUpload`,
 *   `clearUploadsBefore`
 * - `beginExport`, `exportBytes`, `finishExport`: a register as a file; `compareSheet`, `importSheet`: one that came back
 * - `searchDuplicates`, `listDuplicates`: targets that seem to be one
 */

export * from './duplicate/index.js';
export * from './export/index.js';
export * from './history/index.js';
export * from './import/index.js';
export * from './inspector/index.js';
export * from './item/index.js';
export * from './pool/index.js';
export * from './special-pool/index.js';
export * from './target/index.js';
export * from './visit/index.js';
