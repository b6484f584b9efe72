import { canonical, readProbabilities, taggedHash } from '../../../scheduler/draw/index.js';
import type { AssignmentTable } from '../../../scheduler/draw/table.js';
import { assignTeams } from '../../../scheduler/draw/teams/assign.js';
import {
  effectiveOfficers,
  entropyOf,
  estimatePairs,
  exactPairs,
  standardError,
} from '../../../tools/fairness/pairs.js';

const seedOf = (i: number) => taggedHash('test/pairs', [String(i)]);
const officers = (...capacities: number[]) => capacities.map((capacity, index) => ({ index, capacity }));
const half = 2 ** 31;

test('equal officers are equally probable, and the estimate is within its standard error', () => {
  const table: AssignmentTable = {
    targets: [{ index: 4, slots: [{ n: 2, officers: [0, 1, 2, 3, 4] }] }],
    officers: officers(1, 1, 1, 1, 1),
  };
  const trials = 2000;
  const { rows, loads, held } = estimatePairs(table, trials, (i) =>
    assignTeams(table, seedOf(i), { alg: 'sr-assign/1' }),
  );
  expect(held).toBe(0);
  for (const p of rows[0]!.probabilities) {
    expect(Math.abs(p - 0.4)).toBeLessThan(4 * standardError(0.4, trials));
  }
  expect(rows[0]!.probabilities.reduce((sum, p) => sum + p, 0)).toBeCloseTo(2, 12);
  expect(loads.map(({ mean }) => mean)).toEqual(rows[0]!.probabilities);
  expect(loads.every(({ most }) => most === 1)).toBe(true);
  expect(effectiveOfficers(rows[0]!)).toBeGreaterThan(4.95);
});

test('what can only be one way is certain; a target that is always held counts as held', () => {
  const table: AssignmentTable = {
    targets: [
      {
        index: 0,
        slots: [
          { n: 1, officers: [0] },
          { n: 1, officers: [0, 1] },
        ],
      },
      { index: 7, slots: [{ n: 2, officers: [2] }] },
    ],
    officers: officers(1, 1, 5),
  };
  const found = estimatePairs(table, 50, (i) => assignTeams(table, seedOf(i), { alg: 'sr-assign/1' }));
  expect(found.rows).toEqual([
    { target: 0, officers: [0, 1], probabilities: [1, 1] },
    { target: 7, officers: [2], probabilities: [0] },
  ]);
  expect(found.held).toBe(1);
  expect(found.rows.map(effectiveOfficers).map((n) => n.toFixed(9))).toEqual(['2.000000000', '0.000000000']);
});

test('published probabilities are taken as they are, over all slots of a target', () => {
  const table: AssignmentTable = {
    targets: [
      {
        index: 3,
        slots: [
          { n: 1, officers: [0, 1] },
          { n: 1, officers: [1, 2] },
        ],
      },
      {
        index: 9,
        slots: [
          { n: 2, officers: [2] },
          { n: 1, officers: [] },
        ],
      },
    ],
    officers: officers(2, 2, 2),
  };
  const file = `${canonical({
    index: 3,
    slots: [
      [half + half / 2, half / 2],
      [half / 2, half + half / 2],
    ],
  })}\n`;
  expect(exactPairs(table, readProbabilities(file))).toEqual({
    rows: [{ target: 3, officers: [0, 1, 2], probabilities: [0.75, 0.5, 0.75] }],
    loads: [{ mean: 0.75 }, { mean: 0.5 }, { mean: 0.75 }],
    held: 1,
  });
});

test('entropy: n equal officers are worth n, whatever the size of the team', () => {
  for (const n of [1, 2, 5, 40]) {
    for (const team of [1, 2]) expect(Math.exp(entropyOf(new Array(n).fill(team / n)))).toBeCloseTo(n, 9);
  }
  expect(Math.exp(entropyOf([0.5, 0.25, 0.25]))).toBeCloseTo(2 * 2 ** 0.5, 9);
});
