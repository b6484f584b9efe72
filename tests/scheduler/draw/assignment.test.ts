import { assignTeams } from '../../../scheduler/draw/teams/assign.js';
import { loadsOf } from './assignment-rules.js';
import { seedOf } from './seeds.js';

const rule = { alg: 'sr-assign/1' };

describe('sr-assign/1', () => {
  test('as many teams and pairs as chance gives: ten officers are not five fixed pairs', () => {
    const everyone = Array.from({ length: 10 }, (_, index) => index);
    const table = {
      targets: Array.from({ length: 50 }, (_, index) => ({ index, slots: [{ n: 2, officers: everyone }] })),
      officers: everyone.map((index) => ({ index, capacity: 20 })),
    };
    const pairs = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const result = assignTeams(table, seedOf(i), rule);
      expect(new Set(loadsOf(table, result.teams))).toEqual(new Set([10]));
      for (const { slots } of result.teams) pairs.add([...slots[0]!].sort((a, b) => a - b).join());
    }
    expect(pairs.size).toBe(45);
  });

  test('every officer and every first target come equally often over 3,000 seeds', () => {
    const table = {
      targets: [0, 1, 2].map((index) => ({ index, slots: [{ n: 1, officers: [0, 1, 2, 3, 4, 5] }] })),
      officers: [0, 1, 2, 3, 4, 5].map((index) => ({ index, capacity: 1 })),
    };
    const counts = [0, 1, 2].map(() => new Array<number>(6).fill(0));
    for (let i = 0; i < 3000; i++) {
      for (const { index, slots } of assignTeams(table, seedOf(i), rule).teams)
        counts[index]![slots[0]![0]!]! += 1;
    }
    for (const row of counts) {
      const chiSquare = row.reduce((sum, n) => sum + (n - 500) ** 2 / 500, 0);
      expect(chiSquare).toBeLessThan(20.5); // χ²(5): one in a thousand
    }
  });

  test('components are independent: what happens elsewhere does not change a team', () => {
    const left = { index: 0, slots: [{ n: 2, officers: [0, 1, 2] }] };
    const right = { index: 5, slots: [{ n: 1, officers: [3, 4] }] };
    const officers = [0, 1, 2, 3, 4].map((index) => ({ index, capacity: 1 }));
    for (let i = 0; i < 20; i++) {
      const both = assignTeams({ targets: [left, right], officers }, seedOf(i), rule);
      expect(both.teams[0]).toEqual(assignTeams({ targets: [left], officers }, seedOf(i), rule).teams[0]);
      expect(both.teams[1]).toEqual(assignTeams({ targets: [right], officers }, seedOf(i), rule).teams[0]);
    }
  });

  test('a target without a single eligible officer is held, and the cut says so', () => {
    const table = {
      targets: [{ index: 4, slots: [{ n: 2, officers: [] }] }],
      officers: [{ index: 0, capacity: 1 }],
    };
    const certificate = { demand: 2, flow: 0, targets: [{ index: 4, slots: [0] }], officers: [] };
    expect(assignTeams(table, seedOf(0), rule)).toEqual({ teams: [], held: [4], certificate });
  });
});
