export * from './result-correction.entity.js';
export * from './result-correction.errors.js';
export { CorrectedFindingsInput } from './result-correction.input.js';
export {
  type CorrectionSheet,
  enterCorrectionFromPaper,
  findCorrectionToEnter,
  readVersionsToRecord,
  type VersionToRecord,
} from './result-correction.paper.js';
export * from './result-correction.resolver.js';
export * from './result-correction.states.js';
export { ResultCorrectionType } from './result-correction.type.js';
