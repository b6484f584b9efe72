import { targetFile, verifyPublic, verifyRestricted } from '../../../scheduler/draw/index.js';
import { hashWeights } from '../../../scheduler/draw/weights.js';
import { textOf, without } from './bundle-files.js';
import { forged, refusals } from './forged.js';
import { faultOf, frozenAt, type Options, poolsOf, Story, target } from './scenario.js';

/** Stratum s1 is drawn by weight, s2 by ticket. */
const weighted: Options = {
  change: (rules) => {
    rules.strata[0]!.select = 'sr-pps/1';
  },
  unit: (n) => ({ ...target(n), weight: 10 ** (n % 4) }),
};

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
