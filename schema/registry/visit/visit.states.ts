/** What a visit found, as far as the register needs it; the result's own code stands beside it. */
export enum VisitFinding {
  NONE = 'NONE',
  PROBLEM = 'PROBLEM',
  NOT_CHECKED = 'NOT_CHECKED',
}
