import type { DecisionKind, DecisionProcedure } from './decision.states.js';
import type { DecisionNumber } from './decision-number.js';

/** What a decision says, by the fields of its columns: days as YYYY-MM-DD, money in yuan, numbers in their one form. */
export type DecisionContent = Readonly<Record<string, string>>;

/** A decision as it arrived: read and checked by itself, not yet compared with those that stand. */
export interface DecisionDraft {
  readonly kind: DecisionKind;
  readonly caseNo: string;
  readonly procedure: DecisionProcedure;
  readonly documentNo: string;
  readonly number: DecisionNumber;
  readonly decidedOn: string;
  /** The visit in which it began, where it names one. */
  readonly assignmentId?: string;
  readonly content: DecisionContent;
  /** The party: `uscc:…`, `np:<hmac>`. */
  readonly partyId: string;
  /** All its ids. */
  readonly partyIds: readonly string[];
  readonly isPerson: boolean;
}
