import { shuffle } from '../../../scheduler/draw/below.js';
import { hashTable } from '../../../scheduler/draw/compose.js';
import {
  type BundleFiles,
  fromUtf8,
  taggedHash,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { headOfProbabilities, probabilityFile } from '../../../scheduler/draw/probabilities.js';
import { saltOf } from '../../../scheduler/draw/salt.js';
import { smallestTickets, ticketHex, ticketOf } from '../../../scheduler/draw/select.js';
import { streamOf } from '../../../scheduler/draw/stream.js';
import { assignTeams } from '../../../scheduler/draw/teams/assign.js';
import { readBundle, textOf } from './bundle-files.js';
import { bytes32, Story } from './scenario.js';

/** Computed by an independent program in Python from docs/draw.md, not by this engine. */
const zeros = new Uint8Array(32);
const hex32 = (n: number) => n.toString(16).padStart(8, '0');

describe('known values (docs/draw.md §19)', () => {
  test('H, sub, outputs, seeded order, salt', () => {
    expect(toHex(taggedHash('a', ['bc', '', '一']))).toBe(
      '0c8e138788748e9090e10eeb1ac0c55bb3417d548a038e6bf1e4fa9d3940e509',
    );
    const stream = streamOf(zeros, 'alloc');
    expect([1, 2, 3, 4].map(() => hex32(stream.next()))).toEqual([
      'd2ad033c',
      'bdd9999e',
      'a1982cd6',
      '61ae5036',
    ]);
    expect(shuffle([...'abcdefgh'], streamOf(zeros, 'x')).join('')).toBe('gbhdfeca');
    expect(toHex(saltOf(bytes32(3), 'pool/s1', 'licence:L1'))).toBe('160e6aa89789522d0a38067bb680397f');
  });

  test('sr-ticket/1: five of 10,000', () => {
    const { indices, high, low } = smallestTickets(zeros, 's1', 10_000, 5);
    expect(Array.from(indices)).toEqual([5483, 8655, 1192, 1173, 3148]);
    expect(ticketHex(high[4]!, low[4]!)).toBe('001941b243e93e2d');
    expect(ticketOf(zeros, 's1', 0)).toBe('5d9739a428e95fd4');
  });

  test('sr-assign/1: three teams and a held target with its certificate', () => {
    const all = [0, 1, 2, 3, 4];
    const table = {
      targets: [
        ...[3, 7, 8].map((index) => ({ index, slots: [{ n: 2, officers: all }] })),
        {
          index: 9,
          slots: [
            { n: 1, officers: [5] },
            { n: 2, officers: [4, 5] },
          ],
        },
      ],
      officers: [2, 2, 2, 2, 2, 1].map((capacity, index) => ({ index, capacity })),
    };
    expect(hashTable(table)).toBe('95fa334c156054046969ba21b1dfa00c3e30cf49e126ba66c01ad206999fea87');
    expect(assignTeams(table, zeros, { alg: 'sr-assign/1' })).toEqual({
      teams: [
        { index: 3, slots: [[1, 0]] },
        { index: 7, slots: [[4, 0]] },
        { index: 8, slots: [[3, 2]] },
      ],
      held: [9],
      certificate: { demand: 9, flow: 8, targets: [{ index: 9, slots: [0, 1] }], officers: [] },
    });
  });
});

test('known values: sr-assign-me/1, a table with a bound', () => {
  const table = {
    targets: [
      { index: 3, slots: [{ n: 2, officers: [0, 1, 2, 3] }] },
      {
        index: 7,
        slots: [
          { n: 1, officers: [0, 1] },
          { n: 1, officers: [1, 2] },
        ],
      },
      { index: 8, slots: [{ n: 1, officers: [0, 3] }] },
    ],
    officers: [1, 1, 2, 2].map((capacity, index) => ({ index, capacity })),
  };
  const { teams, held, probabilities } = assignTeams(table, zeros, { alg: 'sr-assign-me/1', bound: 750_000 });
  expect(fromUtf8(probabilityFile(probabilities!), 'file')).toBe(
    [
      '{"index":3,"slots":[[1073741824,1073741824,3221225472,3221225472]]}\n',
      '{"index":7,"slots":[[2147483648,2147483648],[1073741824,3221225472]]}\n',
      '{"index":8,"slots":[[1073741824,3221225472]]}\n',
    ].join(''),
  );
  expect(headOfProbabilities(probabilities!, table)).toEqual({
    count: 3,
    max: 3_221_225_472,
    root: '23486cc5214f50cab1bb9f193000dba87d858cc8cd7c0a58090d44e55c859af6',
  });
  expect({ teams, held }).toEqual({
    teams: [
      { index: 3, slots: [[2, 0]] },
      { index: 7, slots: [[1], [2]] },
      { index: 8, slots: [[3]] },
    ],
    held: [],
  });
});

describe('the known draw (tests/fixtures/draw/known-draw)', () => {
  const folder = 'tests/fixtures/draw/known-draw';
  const files: BundleFiles = readBundle(folder);

  test('is what the engine computes, byte for byte', () => {
    const story = new Story({ mode: 'confidential' });
    const outcome = story.drawn();
    story.open(outcome);
    const texts = (all: BundleFiles) =>
      Object.fromEntries(Object.keys(all).map((name) => [name, textOf(all, name)]));
    expect(texts(story.restrictedFiles(outcome))).toEqual(texts(files));
  });

  test('has these fingerprints', () => {
    const verdict = verifyRestricted(files);
    expect(verdict).toMatchObject({
      ok: true,
      C: 'fd993aaacb4a0a3b94b7abe479e1a735b0cc2a43aa4b7c5fb6bc0103b0b1e31b',
      seed: '0e059378eeb53ed4d6c83211b2f793804d64d306e864f5a6a50459fd6e7ce4b7',
      resultRoot: 'dda73a20a5d504e31dc73e8d0a9c1415776bb72bb47f1f9c268595215bba4c15',
      receiptHash: '8196f3974d7eee49bcf36250acf7252e12a2845736e0395df64ff1fa3028922e',
    });
    const published = [
      'draw.json',
      'log.jsonl',
      'rules.json',
      'statement.json',
      'receipt.json',
      'table.json',
    ];
    const open = Object.fromEntries(published.map((name) => [name, files[name]!]));
    expect(verifyPublic(open)).toMatchObject({ ok: true, state: 'opened' });
  });
});
