/**
 * Licence and penalty decisions as they arrive from case and approval procedures. For the rooms to the right:
 *
 * - `findDecision`, `pageDecisions`, `listDecisionVersions`, `findDecisionVersion`: what stands, in clear
 * - `openDecisionVersion`: with the vault's fields, for the report edition; the reading is written down
 * - `columnsOf`, `cellOf`, `decisionCells`: the columns of the data standard, which of them may be public, and how it writes
 * - `passDecisions`: decisions pass to another department
 */
export * from './columns/index.js';
export * from './decision.cells.js';
export * from './decision.correct.js';
export * from './decision.dated-rows.js';
export * from './decision.draft.js';
export * from './decision.enter.js';
export * from './decision.entity.js';
export * from './decision.errors.js';
export * from './decision.find.js';
export * from './decision.jobs.js';
export * from './decision.pass.js';
export * from './decision.resolver.js';
export * from './decision.sheet.js';
export * from './decision.states.js';
export * from './decision.type.js';
export * from './decision.withdraw.js';
export { DATED, publicationRule } from './decision.write.js';
export * from './decision-version.resolver.js';
export * from './gap/gap.entity.js';
export * from './gap/gap.resolver.js';
export * from './gap/gap.service.js';
export * from './gap/gap.states.js';
export * from './import/decision.import.js';
export * from './import/decision-import.entity.js';
export * from './import/decision-import.resolver.js';
export * from './import/decision-remarks.js';
