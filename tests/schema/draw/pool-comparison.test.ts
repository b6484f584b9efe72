import { comparePools, type PoolTexts } from '../../../schema/draw/pool-comparison.js';

const lines = (records: object[]) => records.map((record) => `${JSON.stringify(record)}\n`).join('');

/** Pools from `id: class` for units that may be drawn, ids of excluded ones, and leave by officer. */
function pools(
  drawable: Record<string, string>,
  excluded: string[] = [],
  leave: Record<string, string[]> = {},
): PoolTexts {
  const classes = [...Object.entries(drawable), ...excluded.map((id) => [id, 'A'] as const)];
  return {
    strata: [lines(Object.keys(drawable).map((id) => ({ id })))],
    excluded: lines(excluded.map((id) => ({ id, reason: 'closed' }))),
    inspectors: lines(Object.entries(leave).map(([id, days]) => ({ id, leave: days, status: 'active' }))),
    register: lines(classes.map(([id, riskClass]) => ({ id, class: riskClass }))),
  };
}

describe('what a pool statement says of two freezes', () => {
  test('nothing, where nothing changed, whatever the codes of the strata', () => {
    const before = pools({ a: 'A', b: 'B' }, ['c']);
    const after = { ...before, strata: [lines([{ id: 'b' }]), lines([{ id: 'a' }])] };
    expect(comparePools(before, after)).toEqual([]);
  });

  test('a unit that came, one that went, one whose class changed', () => {
    expect(comparePools(pools({ a: 'A', b: 'B' }), pools({ b: 'C', c: 'A' }))).toEqual([
      { what: 'removed', id: 'a' },
      { what: 'reclassed', id: 'b' },
      { what: 'added', id: 'c' },
    ]);
  });

  test('a unit moved to the excluded, and one that came back', () => {
    expect(comparePools(pools({ a: 'A' }, ['b']), pools({ b: 'A' }, ['a']))).toEqual([
      { what: 'excluded', id: 'a' },
      { what: 'added', id: 'b' },
    ]);
  });

  test('an officer put on leave', () => {
    const on = { 'cert:1': ['2026-03-01'], 'cert:2': [] };
    const off = { 'cert:1': [], 'cert:2': [] };
    expect(comparePools(pools({}, [], off), pools({}, [], on))).toEqual([{ what: 'leave', id: 'cert:1' }]);
  });
});
