import {
  largestPair,
  pairProbability,
  previewDraw,
  readProbabilities,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { textOf, without } from './bundle-files.js';
import { inspector, type Options, poolsOf, rulesOf, Story } from './scenario.js';

const M = 2 ** 32;
const file = 'probabilities.jsonl';

/** The scenario's draw with equal probabilities. */
function storyOf(options: Options = {}, bound?: number): Story {
  const change: Options['change'] = (rules) => {
    Object.assign(rules.team!, { alg: 'sr-assign-me/1', ...(bound && { bound }) });
    options.change?.(rules);
  };
  return new Story({ ...options, change });
}

const open = storyOf();
const outcome = open.drawn();
const publicFiles = open.publicFiles(outcome);
const restrictedFiles = open.restrictedFiles(outcome);
const levels = [
  ['public', verifyPublic, publicFiles],
  ['restricted', verifyRestricted, restrictedFiles],
] as const;

describe('a draw with equal probabilities', () => {
  test('verifies at both levels, and its receipt names table, maximum and algorithm', () => {
    for (const [, verify, files] of levels) expect(verify(files)).toMatchObject({ ok: true });
    const { receipt, table } = outcome;
    const probabilities = readProbabilities(textOf(publicFiles, file));
    expect(receipt.probabilities).toEqual({
      count: 3,
      max: largestPair(table!, probabilities),
      root: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(receipt.versions).toEqual(['dr/1', 'sr-assign-me/1', 'sr-ticket/1']);
    for (const team of receipt.teams!) {
      for (const officer of team.slots.flat())
        expect(pairProbability(table!, probabilities, team.index, officer)).toBeGreaterThan(0);
      const sum = [0, 1, 2, 3].map((officer) => pairProbability(table!, probabilities, team.index, officer)!);
      expect(sum.reduce((a, b) => a + b)).toBe(2 * M);
    }
  });

  test('a bound of the rules is kept in the table', () => {
    const bound = storyOf({}, 700_000).drawn();
    expect(bound.held).toEqual([]);
    expect(bound.receipt.probabilities!.max).toBeLessThanOrEqual(0.7 * M);
  });

  test('shortage: a certificate in units, held targets without a line, repairs in places', () => {
    const story = storyOf({
      inspectors: [inspector(1), inspector(2)],
      change: (rules) => {
        rules.team!.capacity = 1;
      },
    });
    const short = story.drawn();
    expect(short.held).toHaveLength(2);
    expect(short.receipt.certificate).toMatchObject({ demand: 6 * M, flow: 2 * M });
    expect(short.receipt.probabilities!.count).toBe(1);
    expect(verifyPublic(story.publicFiles(short))).toMatchObject({ ok: true });
    expect(verifyRestricted(story.restrictedFiles(short))).toMatchObject({ ok: true });
    expect(short.repairs()).toContainEqual({ kind: 'capacity', officer: 'cert:A1', gains: 1 });
    const newcomer = { kind: 'officer', district: '440802', skills: [], role: 'inspector', gains: 1 };
    expect(short.repairs()).toContainEqual(newcomer);
  });

  test('everything held: an empty table still verifies', () => {
    const story = storyOf({ inspectors: [inspector(1)] });
    const nobody = story.drawn();
    expect(nobody.receipt.probabilities).toMatchObject({ count: 0, max: 0 });
    expect(verifyPublic(story.publicFiles(nobody))).toMatchObject({ ok: true });
    expect(verifyRestricted(story.restrictedFiles(nobody))).toMatchObject({ ok: true });
  });

  test('the preview counts the seeds under which nothing is held', () => {
    const rules = rulesOf(open.options);
    expect(previewDraw({ rules, pools: poolsOf(), seeds: 20 })).toMatchObject({ seeds: 20, feasible: 20 });
    rules.team!.bound = 400_000;
    const { feasible } = previewDraw({ rules, pools: poolsOf(), seeds: 20 });
    expect(feasible).toBe(0);
  });
});

describe('the published table cannot be bent', () => {
  test.each(levels)('%s level: every byte counts', (_, verify, files) => {
    const bytes = files[file] as Uint8Array;
    for (let at = 0; at < bytes.length; at++) {
      const changed = bytes.slice();
      changed[at]! ^= 1;
      expect(verify({ ...files, [file]: changed })).toMatchObject({ ok: false });
    }
  });

  test.each(levels)('%s level: a missing table, a line less, a unit moved', (_, verify, files) => {
    expect(verify(without(files, file))).toMatchObject({ code: 'FILE_MISSING', data: { file } });
    const [first, ...rest] = textOf(files, file).split('\n');
    expect(verify({ ...files, [file]: rest.join('\n') })).toMatchObject({ code: 'DIFFERS' });
    const line = JSON.parse(first!) as { slots: number[][] };
    line.slots[0]![0]! -= 1;
    line.slots[0]![1]! += 1;
    const moved = [JSON.stringify(line), ...rest].join('\n');
    expect(verify({ ...files, [file]: moved })).toMatchObject({ code: 'DIFFERS' });
  });

  test('a smaller maximum in the receipt is named', () => {
    const { max } = outcome.receipt.probabilities!;
    const told = textOf(publicFiles, 'receipt.json').replace(`"max":${max}`, `"max":${max - 1}`);
    for (const [, verify, files] of levels) {
      expect(verify({ ...files, 'receipt.json': told })).toMatchObject({
        code: 'DIFFERS',
        data: { en: 'receipt probabilities' },
      });
    }
  });

  test('another algorithm has no such table', () => {
    const plain = new Story();
    const drawn = plain.drawn();
    for (const [verify, files] of [
      [verifyPublic, plain.publicFiles(drawn)],
      [verifyRestricted, plain.restrictedFiles(drawn)],
    ] as const) {
      expect(verify({ ...files, [file]: textOf(publicFiles, file) })).toMatchObject({ code: 'FILE_UNKNOWN' });
    }
  });

  test('confidential: before the opening nobody outside sees it', () => {
    const hidden = storyOf({ mode: 'confidential' });
    const drawn = hidden.drawn();
    const before = hidden.publicFiles(drawn);
    expect(Object.keys(before)).not.toContain(file);
    const early = { ...before, [file]: textOf(publicFiles, file) };
    expect(verifyPublic(early)).toMatchObject({ code: 'FILE_EARLY', data: { file } });
    hidden.open(drawn);
    const after = hidden.publicFiles(drawn);
    expect(Object.keys(after)).toContain(file);
    expect(verifyPublic(after)).toMatchObject({ ok: true, state: 'opened' });
  });
});
