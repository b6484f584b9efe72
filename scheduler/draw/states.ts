/** The life of a draw as a table (§6): whatever is not in it cannot happen. */
import type { Kind } from './event.js';
import { DrawFault } from './faults.js';

export type DrawState =
  /** Frozen, at least one witness has not anchored. */
  | 'frozen'
  /** Every witness has anchored; nothing is revealed. */
  | 'anchored'
  /** Something is revealed: no way back, there is a seed soon or a lapse with names. */
  | 'revealing'
  /** Everything is revealed: the very next event is the receipt. */
  | 'complete'
  | 'drawn'
  /** Confidential draws only: secret and receipt are public. */
  | 'opened'
  | 'void'
  | 'lapsed';

/** Events that may follow in each state; `freeze` begins a draw and is in no row. */
const transitions: Readonly<Record<DrawState, readonly Kind[]>> = {
  frozen: ['anchor', 'void', 'lapse'],
  anchored: ['reveal', 'void', 'lapse'],
  revealing: ['reveal', 'lapse'],
  complete: ['receipt'],
  drawn: ['opening', 'substitution'],
  opened: ['substitution'],
  void: [],
  lapsed: [],
};

/** States in which a freeze has not ended yet. */
export const openStates: readonly DrawState[] = ['frozen', 'anchored', 'revealing', 'complete'];

export function checkTransition(state: DrawState, kind: Kind): void {
  if (!transitions[state].includes(kind)) throw new DrawFault('TRANSITION', { state, kind });
}
