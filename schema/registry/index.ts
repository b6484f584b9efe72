/**
 * The two pools, the item list, imports and the visit register. For the rooms to the right:
 *
 * - `listRegister`, `listPool`, `listInspectorPool`, `listInterests`: what a draw is made from;
 *   `holdPools` keeps them still while they are read
 * - `findTarget`, `findTargetsByRealIds`, `findInspector`, `findInspectorByRealId`, `findCurrentItems`
 * - `judgeItems`: whether items are listed and in force, and in which version; `loadResultSystems`, `getResultSystem`:
 *   the codes of results; `listCampaignPools`, `listMemberIds`: special pools
 * - `appendVisit`: the visit register; `burdenOf`: visits by level and year, for many entities at once
 * - `entityOf`: who answers for a target; `currentIdsOf`, `formerIdsOf`: what became of ids, and what became them
 * - `listRegisterAsOf`, `listInspectorPoolAsOf`, `listInterestsAsOf`, `listSecondmentsAsOf`, `listSpecialPoolsAsOf`: the same
 *   of any day (`endOfDayInShanghai`); `listRegisterChanges`, `list…Changes`: what changed since, and by whom
 * - `searchTargets`, `countPools`: with live counts
 * - `importFile`: a file into the registers; `importUpload` the same for a file that was uploaded; `saveUpload`,
 *   `clearUploadsBefore`
 * - `actingNameOf`, `listActingNames`, `listCompetences`, `findForeignItems`: who may do what on an item, in whose name
 * - `passPools` and its parts: the registers pass to another department
 * - `beginExport`, `exportBytes`, `finishExport`: a register as a file; `compareSheet`, `importSheet`: one that came back
 * - `enterGrantedRecusal`: what a head granted after a draw, for the next one
 * - `searchDuplicates`, `listDuplicates`: targets that seem to be one
 */

export * from './duplicate/index.js';
export * from './export/index.js';
export * from './history/index.js';
export * from './import/index.js';
export * from './inspector/index.js';
export * from './item/index.js';
export * from './pass/index.js';
export * from './pool/index.js';
export * from './search/index.js';
export * from './special-pool/index.js';
export * from './tag/index.js';
export * from './target/index.js';
export * from './visit/index.js';
