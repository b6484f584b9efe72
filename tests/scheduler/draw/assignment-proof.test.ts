import jstat from 'jstat';
import { verifyPublic } from '../../../scheduler/draw/index.js';
import { streamOf } from '../../../scheduler/draw/stream.js';
import type { AssignmentTable, Certificate } from '../../../scheduler/draw/table.js';
import { assignTeams, flowUnits } from '../../../scheduler/draw/teams/assign.js';
import { componentsOf } from '../../../scheduler/draw/teams/components.js';
import { cutCapacity } from '../../../scheduler/draw/teams/cut.js';
import { checkAssignment, expectedHeld, loadsOf } from './assignment-rules.js';
import { demandOf, maxPlaces } from './exact-flow.js';
import { type AssignTeams, fixedTargetOrder, ours, roundRobinPairs } from './mutants/assignment.js';
import { randomTable, sizeOf } from './random-table.js';
import { inspector, Story } from './scenario.js';
import { seedOf } from './seeds.js';

const rule = { alg: 'sr-assign/1' };
const onePlace = flowUnits(rule);
const everything = (table: AssignmentTable) => new Set(table.targets.map((target) => target.index));

describe('sr-assign/1 on 3,000 random instances', () => {
  test('whole teams, capacity kept; held exactly when infeasible with those before; a minimum cut', () => {
    const stream = streamOf(seedOf(0), 'instances');
    const seen = { held: 0, staffed: 0, severalSlots: 0, severalComponents: 0 };
    for (let i = 0; i < 3000; i++) {
      const table = randomTable(stream, sizeOf(i));
      const result = assignTeams(table, seedOf(i), rule);
      checkAssignment(table, result);
      expect(result.held).toEqual(expectedHeld(table, seedOf(i)));
      const flow = maxPlaces(table);
      expect(result.held.length === 0).toBe(flow === demandOf(table, everything(table)));
      if (result.held.length > 0) seen.held++;
      else seen.staffed++;
      if (table.targets[0]!.slots.length > 1) seen.severalSlots++;
      if (componentsOf(table).length > 1) seen.severalComponents++;
      const { certificate } = result;
      if (!certificate) continue;
      expect(certificate).toMatchObject({ demand: demandOf(table, everything(table)), flow });
      expect(cutCapacity(table, certificate, onePlace)).toBe(flow);
      for (const officer of certificate.officers)
        expect(maxPlaces(withOneMore(table, officer))).toBe(flow + 1);
    }
    for (const count of Object.values(seen)) expect(count).toBeGreaterThan(500);
  });

  test('no assignment of the admitted targets has a smaller sum of squared loads: brute force', () => {
    const stream = streamOf(seedOf(1), 'instances');
    const squares = (load: readonly number[]) => load.reduce((sum, n) => sum + n * n, 0);
    let uneven = 0;
    for (let i = 0; i < 700; i++) {
      const size = {
        targets: 4,
        officers: 4,
        slots: 1 + (i % 2),
        places: 2,
        capacity: 4,
        density: 5 + (i % 5),
      };
      const table = randomTable(stream, size);
      const { teams, held } = assignTeams(table, seedOf(i), rule);
      const admitted = table.targets.filter((target) => !held.includes(target.index));
      const all = everyLoad(table, admitted).map(squares);
      if (new Set(all).size > 1) uneven++;
      expect(squares(loadsOf(table, teams))).toBe(Math.min(...all));
    }
    expect(uneven).toBeGreaterThan(150);
  });
});

function withOneMore(table: AssignmentTable, officer: number): AssignmentTable {
  const officers = table.officers.map((o) => (o.index === officer ? { ...o, capacity: o.capacity + 1 } : o));
  return { ...table, officers };
}

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

describe('the certificate', () => {
  /** Every set of slots and officers. */
  function* everyCut(table: AssignmentTable): Generator<Certificate> {
    const slots = table.targets.flatMap(({ index, slots }) => slots.map((_, s) => ({ index, s })));
    const bits = slots.length + table.officers.length;
    for (let chosen = 0; chosen < 2 ** bits; chosen++) {
      const isIn = (i: number) => (chosen & (1 << i)) !== 0;
      const inside = slots.filter((_, i) => isIn(i));
      const targets = table.targets
        .map(({ index }) => ({ index, slots: inside.filter((x) => x.index === index).map(({ s }) => s) }))
        .filter((target) => target.slots.length > 0);
      const officers = table.officers.map((o) => o.index).filter((_, i) => isIn(slots.length + i));
      yield { demand: 0, flow: 0, targets, officers };
    }
  }

  test('the capacity counted is that of a cut: none is below the maximum flow, the least equals it', () => {
    const stream = streamOf(seedOf(2), 'instances');
    for (let i = 0; i < 40; i++) {
      const size = { targets: 3, officers: 4, slots: 1 + (i % 2), places: 2, capacity: 2, density: 6 };
      const table = randomTable(stream, size);
      const flow = maxPlaces(table);
      let least = Number.POSITIVE_INFINITY;
      for (const cut of everyCut(table)) least = Math.min(least, cutCapacity(table, cut, onePlace));
      expect(least).toBe(flow);
    }
  });

  test('a certificate cut short is refused, whatever is taken from it', () => {
    const story = new Story({
      inspectors: [inspector(1), inspector(2), inspector(3)],
      change: (rules) => {
        rules.team!.capacity = 1;
      },
    });
    const outcome = story.drawn();
    const files = story.publicFiles(outcome);
    const { certificate } = outcome.receipt;
    const lies: Certificate[] = [
      { ...certificate!, flow: certificate!.flow + 1 },
      { ...certificate!, demand: certificate!.demand - 1 },
      { ...certificate!, targets: certificate!.targets.slice(1) },
      { ...certificate!, officers: certificate!.officers.slice(1) },
    ];
    const text = new TextDecoder().decode(outcome.files['receipt.json']);
    for (const lie of lies) {
      const told = text.replace(JSON.stringify(sorted(certificate!)), JSON.stringify(sorted(lie)));
      expect(told).not.toBe(text);
      expect(verifyPublic({ ...files, 'receipt.json': told })).toMatchObject({
        code: 'DIFFERS',
        data: { en: 'receipt certificate' },
      });
    }
  });
});

const sorted = ({ demand, flow, officers, targets }: Certificate) => ({ demand, flow, officers, targets });

/** χ² of counts that should be equal, against the quantile that one in a million exceeds by chance. */
function isEven(counts: readonly number[]): boolean {
  const expected = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  const chi = counts.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
  return chi < jstat.jStat.chisquare.inv(1 - 1e-6, counts.length - 1);
}

describe('chance decides who is held and who goes with whom', () => {
  /** Six targets, three of which can be staffed: how often each is held. */
  function heldCounts(assign: AssignTeams): number[] {
    const table = {
      targets: [0, 1, 2, 3, 4, 5].map((index) => ({ index, slots: [{ n: 2, officers: [0, 1, 2] }] })),
      officers: [0, 1, 2].map((index) => ({ index, capacity: 2 })),
    };
    const counts = table.targets.map(() => 0);
    for (let i = 0; i < 2000; i++) for (const index of assign(table, seedOf(i)).held) counts[index]! += 1;
    return counts;
  }

  /** Six officers, three targets of two: for each draw of nine targets how often the first two teams are alike. */
  function repeatedPairs(assign: AssignTeams): { pairs: number[]; repeats: number } {
    const everyone = [0, 1, 2, 3, 4, 5];
    const table = {
      targets: Array.from({ length: 9 }, (_, index) => ({ index, slots: [{ n: 2, officers: everyone }] })),
      officers: everyone.map((index) => ({ index, capacity: 3 })),
    };
    const pairs = new Map<string, number>();
    let repeats = 0;
    for (let i = 0; i < 2000; i++) {
      const drawn = assign(table, seedOf(i)).teams.map(({ slots }) => [...slots[0]!].sort().join());
      repeats += drawn.length - new Set(drawn).size;
      for (const pair of drawn) pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
    }
    return { pairs: [...pairs.values()], repeats: repeats / 2000 };
  }

  test('every target is held equally often; a fixed order of targets is found out', () => {
    expect(isEven(heldCounts(ours))).toBe(true);
    const fixed = heldCounts(fixedTargetOrder);
    expect(fixed.every((n) => n === 0 || n === 2000)).toBe(true);
    expect(isEven(fixed)).toBe(false);
  });

  test('all fifteen pairs come equally often, and seldom twice in one draw; round-robin pairs are found out', () => {
    const mine = repeatedPairs(ours);
    expect(mine.pairs).toHaveLength(15);
    expect(isEven(mine.pairs)).toBe(true);
    // Three rounds of three pairs: by chance a pair of an earlier round returns about once or twice, never six times.
    expect(mine.repeats).toBeLessThan(2.5);
    expect(repeatedPairs(roundRobinPairs).repeats).toBe(6);
  });
});
