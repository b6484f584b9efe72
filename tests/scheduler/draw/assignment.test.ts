import { assignTeams, flowUnits } from '../../../scheduler/draw/assign.js';
import { below } from '../../../scheduler/draw/below.js';
import { componentsOf } from '../../../scheduler/draw/components.js';
import { cutCapacity } from '../../../scheduler/draw/cut.js';
import { taggedHash } from '../../../scheduler/draw/index.js';
import { type Stream, streamOf } from '../../../scheduler/draw/stream.js';
import type { Assignment, AssignmentTable } from '../../../scheduler/draw/table.js';
import { demandOf, maxFlow } from './max-flow.js';

const rule = { alg: 'sr-assign/1' };
const seedOf = (n: number) => taggedHash('test', [String(n)]);

interface Size {
  targets: number;
  officers: number;
  slots: number;
  capacity: number;
  density: number;
}

/** A random instance; `density` is in tenths. */
function instance(stream: Stream, size: Size): AssignmentTable {
  const officers = Array.from({ length: 1 + below(stream, size.officers) }, (_, index) => ({
    index,
    capacity: 1 + below(stream, size.capacity),
  }));
  const targets = Array.from({ length: 1 + below(stream, size.targets) }, (_, i) => ({
    index: 3 * i + 1,
    slots: Array.from({ length: 1 + below(stream, size.slots) }, () => ({
      n: 1 + below(stream, 2),
      officers: officers.map((o) => o.index).filter(() => below(stream, 10) < size.density),
    })),
  }));
  return { targets, officers };
}

/** What must hold of every assignment whatever the instance. */
function checkAssignment(table: AssignmentTable, { teams, held, certificate }: Assignment): void {
  const slotsOf = new Map(table.targets.map((target) => [target.index, target.slots]));
  const load = table.officers.map(() => 0);
  for (const team of teams) {
    const slots = slotsOf.get(team.index)!;
    expect(team.slots.map((drawn) => drawn.length)).toEqual(slots.map((slot) => slot.n));
    team.slots.forEach((drawn, s) => {
      expect(drawn.every((officer) => slots[s]!.officers.includes(officer))).toBe(true);
    });
    const everybody = team.slots.flat();
    expect(new Set(everybody).size).toBe(everybody.length);
    for (const officer of everybody) load[officer]! += 1;
  }
  for (const { index, capacity } of table.officers) expect(load[index]).toBeLessThanOrEqual(capacity);
  expect([...teams.map((team) => team.index), ...held].sort((a, b) => a - b)).toEqual(
    table.targets.map((target) => target.index),
  );
  expect(certificate === undefined).toBe(held.length === 0);
}

const loads = (table: AssignmentTable, { teams }: Assignment) => {
  const load = table.officers.map(() => 0);
  for (const officer of teams.flatMap((team) => team.slots.flat())) load[officer]! += 1;
  return load;
};

describe('sr-assign/1', () => {
  test('800 random instances: feasibility, held targets and certificate against an exact maximum flow', () => {
    const stream = streamOf(seedOf(0), 'instances');
    let infeasible = 0;
    for (let i = 0; i < 800; i++) {
      const size = { targets: 7, officers: 6, slots: 1 + (i % 3), capacity: 3, density: 3 + (i % 6) };
      const table = instance(stream, size);
      const result = assignTeams(table, seedOf(i), rule);
      checkAssignment(table, result);
      const everything = new Set(table.targets.map((target) => target.index));
      const demand = demandOf(table, everything);
      const flow = maxFlow(table);
      expect(result.held.length === 0).toBe(flow === demand);
      // A held target cannot be staffed even beside the admitted ones of its component alone.
      const admitted = new Set(result.teams.map((team) => team.index));
      for (const index of result.held) {
        const withIt = new Set([...admitted, index]);
        expect(maxFlow(table, withIt)).toBeLessThan(demandOf(table, withIt));
      }
      if (result.certificate) {
        infeasible++;
        expect(result.certificate).toMatchObject({ demand, flow });
        expect(cutCapacity(table, result.certificate, flowUnits(rule))).toBe(flow);
        for (const officer of result.certificate.officers) {
          const officers = table.officers.map((o) =>
            o.index === officer ? { ...o, capacity: o.capacity + 1 } : o,
          );
          expect(maxFlow({ ...table, officers })).toBe(flow + 1);
        }
      }
    }
    expect(infeasible).toBeGreaterThan(100);
    expect(infeasible).toBeLessThan(700);
  });

  test('targets are tried in seeded order: each is admitted exactly when it still fits', () => {
    const stream = streamOf(seedOf(1), 'instances');
    for (let i = 0; i < 150; i++) {
      const table = instance(stream, { targets: 6, officers: 4, slots: 2, capacity: 2, density: 6 });
      const result = assignTeams(table, seedOf(i), rule);
      const expected = new Set<number>();
      for (const { targets: members } of componentsOf(table)) {
        const order = members.map((t) => table.targets[t]!.index);
        const component = streamOf(seedOf(i), `assign/${order[0]}`);
        for (let at = order.length - 1; at > 0; at--) {
          const other = below(component, at + 1);
          [order[at], order[other]] = [order[other]!, order[at]!];
        }
        for (const index of order) {
          const withIt = new Set([...expected, index]);
          if (maxFlow(table, withIt) === demandOf(table, withIt)) expected.add(index);
        }
      }
      expect(result.teams.map((team) => team.index)).toEqual([...expected].sort((a, b) => a - b));
    }
  });

  test('loads are as even as the constraints allow: brute force on small instances', () => {
    const stream = streamOf(seedOf(2), 'instances');
    let compared = 0;
    for (let i = 0; i < 200; i++) {
      const table = instance(stream, { targets: 4, officers: 4, slots: 2, capacity: 4, density: 7 });
      const result = assignTeams(table, seedOf(i), rule);
      const cost = (load: readonly number[]) => load.reduce((sum, n) => sum + n * n, 0);
      const admitted = table.targets.filter((target) => !result.held.includes(target.index));
      if (admitted.length === 0) continue;
      compared++;
      expect(cost(loads(table, result))).toBe(Math.min(...everyLoad(table, admitted).map(cost)));
    }
    expect(compared).toBeGreaterThan(100);
  });

  test('as many teams and pairs as chance gives: ten officers are not five fixed pairs', () => {
    const everyone = Array.from({ length: 10 }, (_, index) => index);
    const table = {
      targets: Array.from({ length: 50 }, (_, index) => ({ index, slots: [{ n: 2, officers: everyone }] })),
      officers: everyone.map((index) => ({ index, capacity: 20 })),
    };
    const pairs = new Set<string>();
    for (let i = 0; i < 5; i++) {
      const result = assignTeams(table, seedOf(i), rule);
      expect(new Set(loads(table, result))).toEqual(new Set([10]));
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

/** Loads of every complete assignment of these targets. */
function everyLoad(table: AssignmentTable, targets: AssignmentTable['targets']): number[][] {
  const places = targets.flatMap((target) =>
    target.slots.flatMap((slot) => Array.from({ length: slot.n }, () => ({ target, slot }))),
  );
  const found = new Map<string, number[]>();
  const load = table.officers.map(() => 0);
  const taken = new Map<number, Set<number>>(targets.map((target) => [target.index, new Set()]));
  const fill = (at: number): void => {
    if (at === places.length) {
      found.set(load.join(), [...load]);
      return;
    }
    const { target, slot } = places[at]!;
    const team = taken.get(target.index)!;
    for (const officer of slot.officers) {
      if (team.has(officer) || load[officer]! >= table.officers[officer]!.capacity) continue;
      team.add(officer);
      load[officer]! += 1;
      fill(at + 1);
      load[officer]! -= 1;
      team.delete(officer);
    }
  };
  fill(0);
  return [...found.values()];
}
