import { inclusionOf } from '../../../scheduler/draw/inclusion.js';
import type { InspectorRecord, Rules, TargetRecord } from '../../../scheduler/draw/index.js';
import {
  conflictFile,
  excludedFile,
  inspectorFile,
  previewDraw,
  targetFile,
  toNumber,
} from '../../../scheduler/draw/index.js';
import { readPools } from '../../../scheduler/draw/pools.js';
import { expectedOf } from '../../../scheduler/draw/preview/expected.js';
import { inspector, poolKey, poolsOf, rulesOf } from './scenario.js';

const districts = ['440802', '440803', '440804'];

/** The least cut, by trying every set of officers and every set of slots of every single unit. */
function leastCut(rules: Rules, units: { p: number; lists: number[][] }[], capacities: number[]): number {
  const slots = rules.team!.slots;
  let least = Infinity;
  for (let open = 0; open < 2 ** capacities.length; open++) {
    let cut = capacities.reduce((sum, capacity, o) => sum + ((open >> o) & 1 ? capacity : 0), 0);
    for (const { p, lists } of units) {
      let own = Infinity;
      for (let set = 0; set < 2 ** slots.length; set++) {
        const met = new Set(lists.flatMap((list, s) => ((set >> s) & 1 ? list : [])));
        const shut = slots.reduce((sum, slot, s) => sum + ((set >> s) & 1 ? 0 : slot.n), 0);
        own = Math.min(own, p * (shut + [...met].filter((o) => !((open >> o) & 1)).length));
      }
      cut += own;
    }
    least = Math.min(least, cut);
  }
  return least;
}

/** A small authority made from a number: districts, skills, conflicts and capacities by its digits. */
function authorityOf(n: number) {
  let state = n * 2_654_435_761;
  const next = (below: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const rules = rulesOf({
    change(draft) {
      draft.strata = [
        {
          code: 's1',
          rate: 250_000 * (1 + next(4)),
          rounding: 'controlled',
          reserve: 0,
          select: 'sr-ticket/1',
        },
        { code: 's2', count: 1 + next(3), reserve: 0, select: 'sr-ticket/1' },
      ];
      const second = { n: 1, role: 'inspector' as const, ...(next(2) && { skill: 'food' }) };
      draft.team = {
        alg: 'sr-assign/1',
        capacity: 2 + next(4),
        slots: next(2) ? [{ n: 2, role: 'inspector' }] : [{ n: 1, role: 'inspector' }, second],
      };
    },
  });
  const officers: InspectorRecord[] = Array.from({ length: 5 }, (_, i) =>
    inspector(i + 1, {
      districts: districts.filter((_, d) => d === i % 3 || next(2) === 1).map((code) => ({ code })),
      skills: next(3) ? ['food'] : [],
      ...(next(3) === 0 && { capacity: 1 + next(3) }),
    }),
  );
  const unit = (i: number): TargetRecord => ({
    id: `licence:L${i}`,
    district: districts[next(3)]!,
    ...(next(4) === 0 && { skills: ['food'] }),
  });
  const strata = [
    { code: 's1', records: Array.from({ length: 8 }, (_, i) => unit(i + 1)) },
    { code: 's2', records: Array.from({ length: 4 }, (_, i) => unit(i + 11)) },
  ];
  const pools = {
    strata: strata.map(({ code, records }) => ({ code, records: targetFile(records) })),
    excluded: excludedFile([]),
    inspectors: inspectorFile(officers),
    conflicts: conflictFile(
      [{ entity: `licence:L${1 + next(8)}`, officer: 'cert:A1', code: 'kin', evidence: 'x' }],
      poolKey,
    ).records,
  };
  return { rules, pools };
}

test('expected demand and flow are those of every single unit, by brute force', async () => {
  const { eligibility } = await import('../../../scheduler/draw/eligible.js');
  const { allRecords } = await import('../../../scheduler/draw/build-table.js');
  let lacking = 0;
  for (let n = 1; n <= 60; n++) {
    const { rules, pools: files } = authorityOf(n);
    const pools = readPools(files);
    const officers = allRecords(pools.inspectors);
    const slotsOf = eligibility(rules as never, officers, allRecords(pools.conflicts));
    const inclusion = inclusionOf(
      rules,
      pools.strata.map(({ code, file }) => ({ code, count: file.count })),
    );
    const units = pools.strata.flatMap(({ file }, h) =>
      allRecords(file).map((record, i) => ({ p: toNumber(inclusion[h]!.of(i)), lists: slotsOf(record) })),
    );
    const { demand, flow, lacking: lacks } = expectedOf(rules, pools);
    const capacities = officers.map((officer) => officer.capacity ?? rules.team!.capacity);
    expect(demand).toBe(Math.round(units.reduce((sum, { p }) => sum + 2 * p, 0) * 1e6));
    expect(flow / 1e6).toBeCloseTo(leastCut(rules, units, capacities), 9);
    expect(lacks.reduce((sum, lack) => sum + lack.demand - lack.flow, 0)).toBe(demand - flow);
    if (lacks.length > 0) lacking++;
  }
  // Both kinds occur, or this says nothing.
  expect(lacking).toBeGreaterThan(10);
  expect(lacking).toBeLessThan(50);
});

test('a third of three units rounds nowhere: two officers suffice exactly', () => {
  const rules = rulesOf({
    change(draft) {
      draft.strata = [{ code: 's1', count: 1, reserve: 0, select: 'sr-ticket/1' }];
      draft.team!.capacity = 1;
    },
  });
  const targets = districts.map((district, i) => ({ id: `licence:L${i}`, district }));
  const officers = [1, 2].map((n) => inspector(n, { districts: districts.map((code) => ({ code })) }));
  const pools = { ...poolsOf(), strata: [{ code: 's1', records: targetFile(targets) }] };
  const one = readPools({ ...pools, inspectors: inspectorFile(officers), conflicts: '' });
  expect(expectedOf(rules, one)).toEqual({ demand: 1_999_998, flow: 1_999_998, lacking: [] });
});

test('the preview names the district whose officers do not suffice', () => {
  const rules = rulesOf({
    change(draft) {
      draft.strata = [{ code: 's1', rate: 500_000, rounding: 'ceil', reserve: 0, select: 'sr-ticket/1' }];
      draft.team!.capacity = 1;
    },
  });
  const targets = Array.from({ length: 8 }, (_, i) => ({
    id: `licence:L${i}`,
    district: i < 6 ? '440802' : '440803',
  }));
  const officers = [1, 2, 3, 4, 5].map((n) =>
    inspector(n, { districts: [{ code: n <= 3 ? '440802' : '440803' }] }),
  );
  const { expected } = previewDraw({
    rules,
    pools: {
      strata: [{ code: 's1', records: targetFile(targets) }],
      excluded: '',
      inspectors: inspectorFile(officers),
      conflicts: '',
    },
    seeds: 1,
  });
  // Six units at one half need six places; three officers take one each.
  expect(expected).toEqual({
    demand: 8_000_000,
    flow: 5_000_000,
    lacking: [
      {
        demand: 6_000_000,
        flow: 3_000_000,
        officers: 3,
        groups: [{ district: '440802', skills: [], slot: 0, units: 6 }],
      },
    ],
  });
});
