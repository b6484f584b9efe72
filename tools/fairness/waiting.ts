/** How long a unit waits for its first inspection when the same campaign is drawn anew, independently, each time. */
import { type Fraction, toNumber } from '../../scheduler/draw/index.js';

export interface Waiting {
  /** On average; absent where the unit is never drawn. */
  years?: number;
  /** Probability of no visit at all within so many years. */
  none3: number;
  none5: number;
}

export function waitingOf(probability: Fraction, campaignsPerYear: number): Waiting {
  const p = toNumber(probability);
  const none = (years: number) => (1 - p) ** (years * campaignsPerYear);
  return { ...(p > 0 && { years: 1 / (p * campaignsPerYear) }), none3: none(3), none5: none(5) };
}
