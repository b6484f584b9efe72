import fc from 'fast-check';
import {
  comparePools,
  countDifferences,
  namedDifferences,
  type PoolDifference,
} from '../../../scheduler/draw/index.js';
import { filesOf, type PoolModel, poolModel, type UnitModel } from './compared-pools.js';

const settings = { seed: 4, numRuns: 200 };

/** What stands under everything else: one of each, to be changed one thing at a time. */
const base: PoolModel = {
  units: {
    'u:1': { class: 'A', stratum: 'a', record: { district: 'd1', skills: ['s1'], weight: 5 } },
    'u:2': { class: 'B', stratum: 'b', record: { district: 'd2', weight: 5 } },
    'u:3': { class: 'B', stratum: 'b', record: { district: 'd1', weight: 5 } },
  },
  excluded: ['u:9'],
  officers: {
    'o:1': {
      department: 'x',
      districts: [{ code: 'd1' }, { code: 'd2', from: '2026-01-01', to: '2026-06-30' }],
      skills: ['s1', 's2'],
      rank: 3,
      certificates: [
        { kind: 'k', from: '2026-01-01', to: '2026-12-31' },
        { kind: 'm', from: '2025-01-01', to: '2027-12-31' },
      ],
      leave: [{ from: '2026-03-01', to: '2026-03-02' }],
      status: 'active',
      role: 'inspector',
      capacity: 6,
    },
  },
  pairs: ['u:1 o:1'],
};

const changed = (change: (pools: { -readonly [K in keyof PoolModel]: PoolModel[K] }) => void) => {
  const pools = structuredClone(base);
  change(pools);
  return pools;
};
const unit = (change: Partial<UnitModel>, record: object = {}) =>
  changed((pools) => {
    const was = base.units['u:1']!;
    pools.units['u:1'] = { ...was, ...change, record: { ...was.record, ...record } };
  });
const officer = (change: object) =>
  changed((pools) => {
    pools.officers['o:1'] = { ...base.officers['o:1']!, ...change };
  });
const altered = (...fields: string[]) => ({ what: 'officer-altered', id: 'o:1', fields });
const first = base.officers['o:1']!;

test.each<[string, PoolModel, object]>([
  [
    'a unit added',
    changed((p) => {
      p.units['u:4'] = base.units['u:2']!;
    }),
    { what: 'added', id: 'u:4' },
  ],
  [
    'a unit removed',
    changed((p) => {
      delete p.units['u:3'];
    }),
    { what: 'removed', id: 'u:3' },
  ],
  [
    'an exclusion dropped',
    changed((p) => {
      p.excluded = [];
    }),
    { what: 'removed', id: 'u:9' },
  ],
  [
    'a unit excluded',
    changed((p) => {
      delete p.units['u:3'];
      p.excluded = ['u:3', 'u:9'];
    }),
    { what: 'excluded', id: 'u:3' },
  ],
  [
    'an excluded unit taken back',
    changed((p) => {
      p.units['u:9'] = base.units['u:2']!;
      p.excluded = [];
    }),
    { what: 'added', id: 'u:9' },
  ],
  ['another class', unit({ class: 'B' }), { what: 'reclassed', id: 'u:1' }],
  ['another stratum', unit({ stratum: 'b' }), { what: 'reclassed', id: 'u:1' }],
  ['another weight', unit({}, { weight: 6 }), { what: 'reweighted', id: 'u:1' }],
  ['no weight any more', unit({}, { weight: undefined }), { what: 'reweighted', id: 'u:1' }],
  ['another district', unit({}, { district: 'd2' }), { what: 'altered', id: 'u:1', fields: ['district'] }],
  ['an entity behind it', unit({}, { entity: 'u:2' }), { what: 'altered', id: 'u:1', fields: ['entity'] }],
  [
    'another skill needed',
    unit({}, { skills: ['s1', 's2'] }),
    { what: 'altered', id: 'u:1', fields: ['skills'] },
  ],
  ['no skill needed', unit({}, { skills: undefined }), { what: 'altered', id: 'u:1', fields: ['skills'] }],
  [
    'an officer added',
    changed((p) => {
      p.officers['o:2'] = first;
    }),
    { what: 'officer-added', id: 'o:2' },
  ],
  [
    'an officer removed',
    changed((p) => {
      p.officers = {};
    }),
    { what: 'officer-removed', id: 'o:1' },
  ],
  ['leave', officer({ leave: [] }), { what: 'leave', id: 'o:1' }],
  ['another department', officer({ department: 'y' }), altered('department')],
  ['a district less', officer({ districts: [{ code: 'd1' }] }), altered('districts')],
  [
    'a secondment cut short',
    officer({ districts: [{ code: 'd1' }, { code: 'd2', from: '2026-01-01', to: '2026-01-02' }] }),
    altered('districts'),
  ],
  ['a skill less', officer({ skills: ['s1'] }), altered('skills')],
  ['another rank', officer({ rank: 0 }), altered('rank')],
  [
    'a certificate cut short',
    officer({ certificates: [{ ...first.certificates[0], to: '2026-02-01' }, first.certificates[1]] }),
    altered('certificates'),
  ],
  ['a certificate less', officer({ certificates: [first.certificates[0]] }), altered('certificates')],
  ['suspended', officer({ status: 'suspended' }), altered('status')],
  ['made an expert', officer({ role: 'expert' }), altered('role')],
  ['capacity cut', officer({ capacity: 1 }), altered('capacity')],
  ['no capacity of their own', officer({ capacity: undefined }), altered('capacity')],
  ['two keys at once', officer({ rank: 0, capacity: 1 }), altered('capacity', 'rank')],
  [
    'a recusal added',
    changed((p) => {
      p.pairs = ['u:1 o:1', 'u:2 o:1'];
    }),
    { what: 'recused', id: 'u:2 o:1' },
  ],
  [
    'a recusal taken back',
    changed((p) => {
      p.pairs = [];
    }),
    { what: 'unrecused', id: 'u:1 o:1' },
  ],
])('%s is told, exactly and alone', (_, after, difference) => {
  const clean = JSON.parse(JSON.stringify(after));
  expect(comparePools(filesOf(base), filesOf(clean, '1'))).toEqual([difference]);
});

test('names, and the order of certificates, steer nothing and are not told', () => {
  const after = officer({ name: '某', certificates: first.certificates.toReversed() });
  after.units['u:2']!.record.name = '某店';
  expect(comparePools(filesOf(base), filesOf(after))).toEqual([]);
});

test('a unit of another class, weight and district is told three times', () => {
  const after = filesOf(unit({ class: 'C' }, { weight: 1, district: 'd2' }));
  expect(comparePools(filesOf(base), after).map(({ what }) => what)).toEqual([
    'reclassed',
    'reweighted',
    'altered',
  ]);
});

test('where the codes of strata mean nothing, they are not compared', () => {
  const anonymous = (pools: PoolModel) => {
    const files = filesOf(pools);
    return { ...files, strata: files.strata.map(({ records }) => ({ records })) };
  };
  expect(comparePools(anonymous(base), anonymous(unit({ stratum: 'z' })))).toEqual([]);
});

test('pools do not differ from themselves, whatever the salts', () => {
  fc.assert(
    fc.property(poolModel, (pools) => {
      const counts = countDifferences(comparePools(filesOf(pools, '1'), filesOf(pools, '2')));
      expect(new Set(Object.values(counts))).toEqual(new Set([0]));
    }),
    settings,
  );
});

test('backwards, what was added was removed, and everything else is the same', () => {
  const mirror: Record<string, string> = {
    added: 'removed',
    removed: 'added',
    'officer-added': 'officer-removed',
    'officer-removed': 'officer-added',
    recused: 'unrecused',
    unrecused: 'recused',
  };
  fc.assert(
    fc.property(poolModel, poolModel, (one, other) => {
      const there = comparePools(filesOf(one), filesOf(other));
      const back = comparePools(filesOf(other), filesOf(one));
      expect(back).toEqual(there.map((each) => ({ ...each, what: mirror[each.what] ?? each.what })));
      const counts = countDifferences(there);
      expect(Object.values(counts).reduce((sum, count) => sum + count)).toBe(there.length);
    }),
    settings,
  );
});

test('thousands of units do not hide one officer', () => {
  const many = Array.from({ length: 5000 }, (_, n): PoolDifference => ({ what: 'altered', id: `u:${n}` }));
  const recusals = Array.from(
    { length: 600 },
    (_, n): PoolDifference => ({ what: 'recused', id: `u:${n} o:1` }),
  );
  const lone: PoolDifference = { what: 'officer-altered', id: 'o:1', fields: ['capacity'] };
  const named = namedDifferences([...many, lone, ...recusals], 1000);
  expect(named).toHaveLength(1000);
  expect(named[500]).toBe(lone);
  expect(named.filter(({ what }) => what === 'recused')).toHaveLength(499);
  expect(namedDifferences([lone], 1000)).toEqual([lone]);
});
