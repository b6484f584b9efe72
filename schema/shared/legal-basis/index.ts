export { type Citation, readCitations } from './citations.js';
export { type BasisFault, type LintFinding, lintLegalBasis } from './lint-basis.js';
