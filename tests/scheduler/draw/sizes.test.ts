import { targetFile } from '../../../scheduler/draw/index.js';
import { readPools } from '../../../scheduler/draw/pools.js';
import { checkSizes } from '../../../scheduler/draw/sizes.js';
import { forged, refusals } from './forged.js';
import { faultOf, inspector, type Options, poolsOf, rulesOf, Story, target } from './scenario.js';

describe('a district nobody serves', () => {
  const far = (n: number) => (n === 8 ? { ...target(n), district: '440883' } : target(n));
  const seconded = [
    ...[1, 2, 3].map((n) => inspector(n)),
    inspector(4, { districts: [{ code: '440883', from: '2020-01-01', to: '2020-12-31' }] }),
  ];

  test('is refused at the freeze; a secondment long past suffices, the table is for the days', () => {
    expect(faultOf(() => new Story({ unit: far }).freeze())).toBe('DISTRICT_WITHOUT_OFFICERS');
    expect(faultOf(() => new Story({ unit: far, inspectors: seconded }).freeze())).toBe('none');
  });

  test('matters only where officers are drawn', () => {
    const targets: Options = {
      unit: far,
      change: (rules) => {
        rules.stage = 'targets';
        delete rules.team;
        delete rules.window;
      },
    };
    expect(faultOf(() => new Story(targets).freeze())).toBe('none');
  });

  test('is refused at the restricted level as well', () => {
    const pools = poolsOf({ unit: far });
    expect(refusals(forged({}, pools), {}, pools)).toEqual(['none', 'none', 'DISTRICT_WITHOUT_OFFICERS']);
  });
});

describe('places of sr-assign-me/1', () => {
  /** A thousand places for each target. */
  const rules = (alg: string, count: number) => {
    const all = rulesOf();
    all.strata = [{ code: 's1', count, reserve: 0, select: 'sr-ticket/1' }];
    const slots = Array.from({ length: 10 }, () => ({ n: 100, role: 'inspector' as const }));
    all.team = { alg, capacity: 1_000_000, slots };
    return all;
  };
  const records = targetFile(Array.from({ length: 2001 }, (_, n) => target(n)));
  const pools = readPools({ ...poolsOf(), strata: [{ code: 's1', records }], excluded: '' });

  test('two million at most, and that is its limit alone', () => {
    expect(faultOf(() => checkSizes(rules('sr-assign-me/1', 2000), pools))).toBe('none');
    expect(faultOf(() => checkSizes(rules('sr-assign-me/1', 2001), pools))).toBe('TOO_MANY_PLACES');
    expect(faultOf(() => checkSizes(rules('sr-assign/1', 2001), pools))).toBe('none');
  });

  test('counted by the largest allocation that chance may give', () => {
    const controlled = rules('sr-assign-me/1', 0);
    controlled.strata = [
      { code: 's1', rate: 999_501, rounding: 'controlled', reserve: 0, select: 'sr-ticket/1' },
    ];
    expect(faultOf(() => checkSizes(controlled, pools))).toBe('TOO_MANY_PLACES');
  });
});
