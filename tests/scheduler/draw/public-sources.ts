/** A lottery, dice and a beacon of our own, for the tests of public sources. */
import {
  type FreezeInput,
  type NumberSource,
  numberValue,
  type Rules,
  roundOf,
} from '../../../scheduler/draw/index.js';
import { chainOf } from './chain.js';
import { bytes32, faultOf, frozenAt, rulesOf, Story } from './scenario.js';

export type Source = Rules['entropy'][number];

/** 双色球: six of 33 in any order, and one of 16. */
export const lottery: NumberSource = {
  type: 'number',
  id: 'ssq',
  name: '双色球',
  parts: [
    { count: 6, min: 1, max: 33, distinct: true },
    { count: 1, min: 1, max: 16, distinct: false },
  ],
};
export const dice = (count: number, id = 'dice'): NumberSource => ({
  type: 'number',
  id,
  name: '公开掷骰',
  parts: [{ count, min: 1, max: 6, distinct: false }],
});
export const issue = { issue: '第2026115期', knowableAt: frozenAt + 1200 };
export const drawnNumbers = numberValue([[3, 9, 14, 20, 27, 33], [8]]);
export const chain = chainOf(bytes32(21));
export const round = roundOf(chain, frozenAt);

export const withSources =
  (...sources: Source[]) =>
  (rules: Rules) => {
    rules.entropy.push(...sources);
  };

/** A draw with these sources after operator and witness, frozen and anchored. */
export function ready(sources: Source[], more: Partial<FreezeInput> = {}): Story {
  const issues = sources.filter(({ type }) => type === 'number').map(({ id }) => ({ id, ...issue }));
  return new Story({ change: withSources(...sources) }).freeze({ issues, ...more }).anchor();
}

export const rulesFault = (...sources: unknown[]) =>
  faultOf(() => rulesOf({ change: (rules) => rules.entropy.push(...(sources as Source[])) }));
