/** What falls due by a calendar, as each room names it to its deadlines. */
export type DatedKind =
  | 'referral'
  | 'handedList'
  | 'dueCheck'
  | 'change'
  | 'alarm'
  | 'rectification-step'
  | 'transfer'
  | 'second-review-round'
  | 'result'
  | 'result-correction'
  | 'decision'
  | 'decisionWithdrawal';

/**
 * What a room keeps by its deadlines, so that another calendar can move them: SQL in which `moved` is a table of the ids of
 * deadlines that moved, joined as `d` (table `deadline`).
 */
export interface DatedRows {
  /** A select of the ids of subjects whose duty is still open: what is over keeps its day. */
  readonly open: string;
  /** Updates of columns that repeat the due day, `from moved join deadline d …`. */
  readonly copies: readonly string[];
  /** The job that looks at its end, with the subject's id as its key. */
  readonly endJob?: string;
}
