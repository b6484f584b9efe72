import {
  type Commit,
  type PoolFiles,
  publicBundle,
  restrictedBundle,
  targetFile,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { poolTrees, readPools } from '../../../scheduler/draw/pools.js';
import { sha256 } from '../../../scheduler/draw/sha256/sha256.js';
import { checkSizes } from '../../../scheduler/draw/sizes.js';
import { hashWeights } from '../../../scheduler/draw/weights.js';
import { textOf, without } from './bundle-files.js';
import {
  faultOf,
  frozenAt,
  inspector,
  type Options,
  poolKey,
  poolsOf,
  rulesOf,
  Story,
  statement,
  target,
} from './scenario.js';

/** Stratum s1 is drawn by weight, s2 by ticket. */
const weighted: Options = {
  change: (rules) => {
    rules.strata[0]!.select = 'sr-pps/1';
  },
  unit: (n) => ({ ...target(n), weight: 10 ** (n % 4) }),
};

/** A draw frozen by a server that checks nothing: the honest commitment with these parts instead. */
function forged(options: Options, pools: PoolFiles, more: (commit: Commit) => void = () => {}): Story {
  const story = new Story(options).freeze();
  const { heads } = poolTrees(readPools(pools), poolKey, sha256);
  const commit: Commit = structuredClone({ ...story.commit, ...heads });
  commit.strata.forEach((head, h) => {
    const { weightsHash } = story.commit.strata[h]!;
    if (weightsHash) head.weightsHash = weightsHash;
  });
  more(commit);
  return new Story(options).step('freeze', { commit });
}

/** The fault at either level of a bundle of the log's last freeze. */
function refusals(story: Story, options: Options, pools: PoolFiles) {
  const C = [...story.log.draws.keys()].at(-1)!;
  const parts = { log: story.file, C, rules: rulesOf(options), statement };
  const verdicts = [
    verifyPublic(publicBundle(parts)),
    verifyPublic(publicBundle({ ...parts, published: { pools, poolKey } })),
    verifyRestricted(restrictedBundle({ ...parts, pools, poolKey })),
  ];
  return verdicts.map((verdict) => (verdict.ok ? 'none' : verdict.code));
}

describe('a draw by weight', () => {
  const story = new Story(weighted);
  const outcome = story.drawn();
  const open = story.publicFiles(outcome);
  const restricted = story.restrictedFiles(outcome);

  test('both levels verify it; the weights are published and committed, for that stratum alone', () => {
    expect(story.commit.strata.map((head) => head.weightsHash)).toEqual([
      hashWeights(Uint32Array.from([10, 100, 1000, 1, 10])),
      undefined,
    ]);
    expect(textOf(open, 'weights/s1.json')).toBe('[10,100,1000,1,10]');
    expect(Object.keys(open).filter((name) => name.startsWith('weights/'))).toEqual(['weights/s1.json']);
    expect(verifyPublic(open)).toMatchObject({
      ok: true,
      checked: expect.arrayContaining(['weights/s1.json']),
    });
    expect(verifyRestricted(restricted)).toMatchObject({ ok: true });
  });

  test('the receipt has no cut-off there, and names the algorithm', () => {
    const [byWeight, byTicket] = outcome.receipt.strata;
    expect(byWeight).not.toHaveProperty('cutOff');
    expect(byTicket).toHaveProperty('cutOff');
    expect(outcome.receipt.versions).toContain('sr-pps/1');
    expect(byWeight!.selected).toContain(2); // weight 1000 of 1121, k = 2: certain
  });

  test('a confidential one shows its weights after the opening, not before', () => {
    const hidden = new Story({ ...weighted, mode: 'confidential' });
    const result = hidden.drawn();
    const weights = { 'weights/s1.json': result.files['weights/s1.json']! };
    expect(hidden.publicFiles(result)).not.toHaveProperty(['weights/s1.json']);
    expect(verifyPublic({ ...hidden.publicFiles(), ...weights })).toMatchObject({ code: 'FILE_EARLY' });
    hidden.open(result);
    expect(verifyPublic(hidden.publicFiles(result))).toMatchObject({ ok: true });
  });

  test.each([
    { name: 'other weights', text: '[10,100,1000,1,11]', code: 'POOL_CHANGED' },
    { name: 'one too few', text: '[10,100,1000,1]', code: 'POOL_CHANGED' },
    { name: 'one too many', text: '[10,100,1000,1,10,1]', code: 'POOL_CHANGED' },
    { name: 'a weight of 0', text: '[10,100,1000,0,10]', code: 'MALFORMED' },
    { name: 'a weight over a million', text: '[10,100,1000001,1,10]', code: 'MALFORMED' },
    { name: 'no list', text: '{}', code: 'MALFORMED' },
    { name: 'a fraction', text: '[10,100,1000,1.5,10]', code: 'NOT_CANONICAL' },
  ])('$name in the published file: $code', ({ text, code }) => {
    expect(verifyPublic({ ...open, 'weights/s1.json': text })).toMatchObject({ code });
    expect(verifyRestricted({ ...restricted, 'weights/s1.json': text })).toMatchObject({ code: 'DIFFERS' });
  });

  test('the file must be there, and no other of its kind', () => {
    const missing = { code: 'FILE_MISSING', data: { file: 'weights/s1.json' } };
    expect(verifyPublic(without(open, 'weights/s1.json'))).toMatchObject(missing);
    expect(verifyRestricted(without(restricted, 'weights/s1.json'))).toMatchObject(missing);
    for (const name of ['weights/s2.json', 'weights/s9.json', 'weights/S1.json', 'weights/s1.jsonl']) {
      const unknown = { code: 'FILE_UNKNOWN', data: { file: name } };
      expect(verifyPublic({ ...open, [name]: '[1,1,1]' })).toMatchObject(unknown);
      expect(verifyRestricted({ ...restricted, [name]: '[1,1,1]' })).toMatchObject(unknown);
    }
  });

  test('weights that are not those of the pool are found by whoever sees the pool', () => {
    const pools = poolsOf(weighted);
    const lie = forged(weighted, pools, (commit) => {
      commit.strata[0]!.weightsHash = hashWeights(Uint32Array.from([1, 1, 1, 1, 1]));
    });
    expect(refusals(lie, weighted, pools)).toEqual(['none', 'POOL_CHANGED', 'POOL_CHANGED']);
  });
});

describe('a list of weights shorter than its stratum', () => {
  test('is refused although it has the hash committed', () => {
    const story = forged(weighted, poolsOf(weighted), (commit) => {
      commit.strata[0]!.weightsHash = hashWeights(Uint32Array.from([10, 100, 1000, 1]));
    });
    story.C = [...story.log.draws.keys()].at(-1)!;
    story.commit = story.log.draws.get(story.C)!.commit;
    story.head = story.log.head;
    const hash = 'a'.repeat(64);
    story.anchor().revealAll();
    const at = frozenAt + 101;
    story.step('receipt', { C: story.C, at, receiptHash: hash, resultRoot: hash, count: 3 });
    const files = { ...story.publicFiles(), 'receipt.json': '{}', 'weights/s1.json': '[10,100,1000,1]' };
    expect(verifyPublic(files)).toMatchObject({
      code: 'POOL_CHANGED',
      data: { file: 'weights/s1.json', found: 4, expected: 5 },
    });
  });
});

describe('weights at the freeze', () => {
  test('a target without a weight is named; where tickets decide, none is needed', () => {
    const bare = (n: number) => (n === 3 ? target(n) : { ...target(n), weight: 5 });
    let fault: unknown;
    try {
      new Story({ ...weighted, unit: bare }).freeze();
    } catch (error) {
      fault = error;
    }
    expect(fault).toMatchObject({
      code: 'WEIGHT_MISSING',
      data: { file: 'pool/s1.jsonl', line: 3, id: 'licence:L3' },
    });
    const elsewhere = (n: number) => (n > 5 ? target(n) : { ...target(n), weight: 5 });
    expect(faultOf(() => new Story({ ...weighted, unit: elsewhere }).freeze())).toBe('none');
  });

  test('a weight is 1 to 1,000,000', () => {
    const file = (weight: number) => faultOf(() => targetFile([{ ...target(1), weight }]));
    expect([1, 1_000_000].map(file)).toEqual(['none', 'none']);
    expect([0, -1, 1.5, 1_000_001].map(file)).toEqual(Array(4).fill('MALFORMED'));
  });

  test('a pool frozen without weights is refused by whoever sees it', () => {
    const pools = poolsOf();
    expect(refusals(forged(weighted, pools), weighted, pools)).toEqual([
      'none',
      'WEIGHT_MISSING',
      'WEIGHT_MISSING',
    ]);
  });

  test('a hash of weights stands where weights decide, and nowhere else', () => {
    const pools = poolsOf(weighted);
    const strip = forged(weighted, pools, (commit) => delete commit.strata[0]!.weightsHash);
    const add = forged(weighted, pools, (commit) => {
      commit.strata[1]!.weightsHash = 'a'.repeat(64);
    });
    for (const story of [strip, add]) {
      expect(refusals(story, weighted, pools)).toEqual(Array(3).fill('WEIGHTS_RULE'));
    }
  });
});

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

describe('selected.jsonl and nodes.json', () => {
  const story = new Story();
  const outcome = story.drawn();
  const open = story.publicFiles(outcome);
  const restricted = story.restrictedFiles(outcome);
  const selected = textOf(open, 'selected.jsonl');
  const lines = selected.trimEnd().split('\n');
  const nodes = JSON.parse(textOf(open, 'nodes.json')) as { code: string; nodes: string[] }[];
  const codeOf = (more: Record<string, string>) => {
    const verdict = verifyPublic({ ...open, ...more });
    return verdict.ok ? 'none' : verdict.code;
  };
  const withNodes = (change: (all: typeof nodes) => void) => {
    const changed = structuredClone(nodes);
    change(changed);
    return codeOf({ 'nodes.json': JSON.stringify(changed) });
  };

  test('both or neither', () => {
    expect(verifyPublic(without(open, 'nodes.json'))).toMatchObject({
      code: 'FILE_MISSING',
      data: { file: 'nodes.json' },
    });
    for (const [one, other] of [
      ['selected.jsonl', 'nodes.json'],
      ['nodes.json', 'selected.jsonl'],
    ] as const) {
      expect(verifyRestricted(without(restricted, one))).toMatchObject({
        code: 'FILE_MISSING',
        data: { file: one },
      });
      expect(verifyRestricted(without(restricted, one, other))).toMatchObject({ ok: true });
    }
    const hidden = new Story({ mode: 'confidential' });
    const result = hidden.drawn();
    hidden.open(result);
    const opened = hidden.publicFiles(result);
    expect(verifyPublic(opened)).toMatchObject({ ok: true });
    expect(verifyPublic(without(opened, 'selected.jsonl', 'nodes.json'))).toMatchObject({ ok: true });
    expect(verifyPublic(without(opened, 'selected.jsonl'))).toMatchObject({ code: 'FILE_MISSING' });
    expect(verifyPublic(without(opened, 'nodes.json'))).toMatchObject({ code: 'FILE_MISSING' });
  });

  test('a unit left out, added, exchanged or told otherwise', () => {
    const file = (list: string[]) => codeOf({ 'selected.jsonl': `${list.join('\n')}\n` });
    expect(file(lines.slice(1))).toBe('DIFFERS');
    expect(file(lines.slice(0, -1))).toBe('DIFFERS');
    expect(file([...lines, lines[0]!])).toBe('DIFFERS');
    expect(file([lines[1]!, lines[0]!, ...lines.slice(2)])).toBe('DIFFERS');
    expect(codeOf({ 'selected.jsonl': selected.replace('示例', '某某') })).toBe('PATH_WRONG');
    expect(codeOf({ 'selected.jsonl': selected.replace('"index":', '"ind":') })).toBe('MALFORMED');
  });

  test('nodes of other strata, too few, too many, in another order', () => {
    expect(withNodes((all) => all.pop())).toBe('DIFFERS');
    expect(withNodes((all) => all.reverse())).toBe('DIFFERS');
    expect(withNodes((all) => all.push({ code: 's3', nodes: [] }))).toBe('DIFFERS');
    expect(withNodes((all) => all[0]!.nodes.pop())).toBe('PATH_WRONG');
    expect(withNodes((all) => all[0]!.nodes.push('a'.repeat(64)))).toBe('PATH_WRONG');
    expect(withNodes((all) => all[1]!.nodes.reverse())).toBe('PATH_WRONG');
    expect(withNodes((all) => all[1]!.nodes.splice(0, 1, 'A'.repeat(64)))).toBe('MALFORMED');
    const shown = textOf(open, 'nodes.json');
    expect(verifyRestricted({ ...restricted, 'nodes.json': `${shown} ` })).toMatchObject({ code: 'DIFFERS' });
  });

  test('a stratum of which nothing is selected has no nodes', () => {
    const none = new Story({
      change: (rules) => {
        rules.strata[1]!.count = 0;
      },
    });
    const files = none.publicFiles(none.drawn());
    expect(JSON.parse(textOf(files, 'nodes.json')).map((entry: { code: string }) => entry.code)).toEqual([
      's1',
    ]);
    expect(verifyPublic(files)).toMatchObject({ ok: true });
  });
});
