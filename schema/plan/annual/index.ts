export * from './annual.errors.js';
export * from './annual.resolver.js';
export * from './annual.states.js';
export * from './batch.sheet.js';
export { coverageOf, type ItemCoverage } from './coverage.js';
export * from './coverage.states.js';
export * from './plan-batch.entity.js';
export { compareContents, type PlanComparison as PlanDifference } from './plan-compare.js';
export { findVersion, type PlanContent, readContent } from './plan-content.js';
