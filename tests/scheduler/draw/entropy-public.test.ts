import { readFileSync } from 'node:fs';
import {
  type BeaconSource,
  beaconValue,
  chainHash,
  type FreezeInput,
  fromHex,
  issuesOf,
  type NumberPart,
  type NumberSource,
  numberValue,
  outcomesOf,
  quicknet,
  type Rules,
  readLog,
  readNumber,
  roundOf,
  runDraw,
  type Signatures,
  signatures,
  taggedHash,
  toHex,
  utf8,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { beaconAt, chainOf, isOnCurve, signRound } from './chain.js';
import {
  bytes32,
  faultOf,
  frozenAt,
  operatorBytes,
  poolKey,
  poolsOf,
  rulesOf,
  Story,
  secondWitness,
  witnessBytes,
} from './scenario.js';

type Source = Rules['entropy'][number];

/** 双色球: six of 33 in any order, and one of 16. */
const lottery: NumberSource = {
  type: 'number',
  id: 'ssq',
  name: '双色球',
  parts: [
    { count: 6, min: 1, max: 33, distinct: true },
    { count: 1, min: 1, max: 16, distinct: false },
  ],
};
const dice = (count: number, id = 'dice'): NumberSource => ({
  type: 'number',
  id,
  name: '公开掷骰',
  parts: [{ count, min: 1, max: 6, distinct: false }],
});
const issue = { issue: '第2026115期', knowableAt: frozenAt + 1200 };
const drawnNumbers = numberValue([[3, 9, 14, 20, 27, 33], [8]]);
const chain = chainOf(bytes32(21));
const round = roundOf(chain, frozenAt);

const withSources =
  (...sources: Source[]) =>
  (rules: Rules) => {
    rules.entropy.push(...sources);
  };

/** A draw with these sources after operator and witness, frozen and anchored. */
function ready(sources: Source[], more: Partial<FreezeInput> = {}): Story {
  const issues = sources.filter(({ type }) => type === 'number').map(({ id }) => ({ id, ...issue }));
  return new Story({ change: withSources(...sources) }).freeze({ issues, ...more }).anchor();
}

const rulesFault = (...sources: unknown[]) =>
  faultOf(() => rulesOf({ change: (rules) => rules.entropy.push(...(sources as Source[])) }));

describe('public sources in the rules', () => {
  test('a lottery and a beacon are accepted beside operator and witness', () => {
    expect(rulesFault(lottery, chain)).toBe('none');
    expect(rulesFault({ ...quicknet, type: 'beacon', id: 'drand', delay: 3600 })).toBe('none');
  });

  test('an id twice, whoever has it first', () => {
    expect(rulesFault(lottery, lottery)).toBe('SOURCE_TWICE');
    expect(rulesFault(lottery, { ...chain, id: 'ssq' })).toBe('SOURCE_TWICE');
    expect(rulesFault({ ...lottery, id: 'w-ji' })).toBe('SOURCE_TWICE');
    expect(rulesFault({ ...lottery, id: 'op-li' })).toBe('SOURCE_TWICE');
    const late = { type: 'witness', id: 'ssq', publicKey: secondWitness.publicKey };
    expect(rulesFault(lottery, late)).toBe('SOURCE_TWICE');
    expect(rulesFault({ ...late, id: 'w-ji' })).toBe('WITNESS_TWICE');
  });

  test('a part that no number can satisfy', () => {
    const part = (more: Partial<NumberPart>) =>
      rulesFault({ ...lottery, parts: [{ count: 6, min: 1, max: 33, distinct: true, ...more }] });
    expect(part({ min: 34 })).toBe('RULES_CONTRADICT');
    expect(part({ max: 5 })).toBe('RULES_CONTRADICT');
    expect(part({ max: 6 })).toBe('none');
    expect(part({ max: 5, distinct: false })).toBe('none');
  });

  test.each<[string, unknown]>([
    ['no part', { ...lottery, parts: [] }],
    ['17 parts', { ...lottery, parts: Array(17).fill({ count: 1, min: 1, max: 6, distinct: false }) }],
    ['21 numbers', { ...lottery, parts: [{ count: 21, min: 1, max: 6, distinct: false }] }],
    ['a number beyond 999,999,999', { ...lottery, parts: [{ count: 1, min: 0, max: 1e9, distinct: false }] }],
    ['no word on distinctness', { ...lottery, parts: [{ count: 1, min: 1, max: 6 }] }],
    ['an issue in the rules', { ...lottery, issue: '第2026115期' }],
    ['another scheme', { ...chain, scheme: 'pedersen-bls-chained' }],
    ['no delay', { ...chain, delay: 0 }],
    ['a delay beyond a year', { ...chain, delay: 31_536_001 }],
    ['a day and a second between rounds', { ...chain, period: 86_401 }],
  ])('%s is malformed', (_, source) => {
    expect(rulesFault(source)).toBe('MALFORMED');
  });

  test('a source of another type is refused by name', () => {
    for (const type of ['oracle', 'toString']) {
      expect(rulesFault({ ...lottery, type })).toBe('UNKNOWN_ENTROPY');
    }
    for (const type of [undefined, 7]) expect(rulesFault({ ...lottery, type })).toBe('MALFORMED');
  });

  test.each<[string, Partial<typeof chain>]>([
    ['period', { period: 31 }],
    ['genesis', { genesis: chain.genesis + 1 }],
    ['group', { groupHash: 'a'.repeat(64) }],
    ['name', { beaconId: 'default' }],
    ['key', { publicKey: quicknet.publicKey }],
  ])('the %s of a chain is bound by its hash', (_, change) => {
    expect(rulesFault({ ...chain, ...change })).toBe('BEACON_CHAIN');
  });

  test("drand's own hash of a chain: quicknet's, and the default chain's without a name", () => {
    expect(chainHash(quicknet)).toBe(quicknet.chainHash);
    const mainnet = {
      publicKey:
        '868f005eb8e6e4ca0a47c8a77ceaa5309a47978a7c71bc5cce96366b5d7a569937c529eeda66c7293784a9402801af31',
      period: 30,
      genesis: 1_595_431_050,
      groupHash: '176f93498eac9ca337150b46d21dd58673ea4e3581185f869672e59fa4cb390a',
      beaconId: 'default',
    };
    expect(chainHash(mainnet)).toBe('8990e7a9aaed2ffed73dbd7092123d6f289930540d7651336225dc172e51b2ce');
  });

  test('a key that is no point, zero, or outside the subgroup of prime order', () => {
    const keyed = (publicKey: string) => {
      const moved = { ...chain, publicKey };
      return rulesFault({ ...moved, chainHash: chainHash(moved) });
    };
    expect(keyed(`c0${'00'.repeat(95)}`)).toBe('BEACON_KEY');
    expect(keyed('ff'.repeat(96))).toBe('BEACON_KEY');
    expect(keyed(chain.publicKey.replace(/^[89ab]/, '1'))).toBe('BEACON_KEY');
    expect(keyed(beaconAt.keyOutsideSubgroup())).toBe('BEACON_KEY');
    expect(keyed(chainOf(bytes32(22)).publicKey)).toBe('none');
  });
});

describe('public sources in the commitment', () => {
  const freezeFault = (sources: Source[], more: Partial<FreezeInput>) =>
    faultOf(() => new Story({ change: withSources(...sources) }).freeze(more));

  test('every number has its issue, and nothing else has one', () => {
    const issues = [{ id: 'ssq', ...issue }];
    expect(freezeFault([lottery], {})).toBe('MALFORMED');
    expect(freezeFault([lottery], { issues: [{ ...issue, id: 'other' }] })).toBe('MALFORMED');
    expect(freezeFault([lottery], { issues: [...issues, ...issues] })).toBe('MALFORMED');
    expect(freezeFault([], { issues })).toBe('MALFORMED');
    expect(freezeFault([lottery], { issues })).toBe('none');
    const { commit } = new Story({ change: withSources(lottery) }).freeze({ issues });
    expect(commit.entropy[2]).toEqual({ ...lottery, ...issue });
    expect(issuesOf(commit.entropy)).toEqual(issues);
  });

  test('frozenAt < knowableAt < drawBy', () => {
    const at = (knowableAt: number) => ({ issues: [{ ...issue, id: 'ssq', knowableAt }] });
    expect(freezeFault([lottery], at(frozenAt))).toBe('TIME_ORDER');
    expect(freezeFault([lottery], at(frozenAt + 1))).toBe('none');
    expect(freezeFault([lottery], at(frozenAt + 3599))).toBe('none');
    expect(freezeFault([lottery], at(frozenAt + 3600))).toBe('TIME_ORDER');
    expect(freezeFault([chain], { drawBy: frozenAt + 1220 })).toBe('TIME_ORDER');
    expect(freezeFault([chain], { drawBy: frozenAt + 1221 })).toBe('none');
  });

  test("the reader of a log asks the same, and for the commitment's own form of a number", () => {
    const { commit } = new Story({ change: withSources(lottery) }).freeze({
      issues: [{ id: 'ssq', ...issue }],
    });
    const stepFault = (number: object) =>
      faultOf(() =>
        new Story().step('freeze', {
          commit: { ...commit, entropy: commit.entropy.with(2, number as never) },
        }),
      );
    expect(stepFault(lottery)).toBe('MALFORMED');
    expect(stepFault({ ...lottery, ...issue, knowableAt: frozenAt })).toBe('TIME_ORDER');
    expect(stepFault({ ...lottery, ...issue })).toBe('none');
  });

  test('sources other than those of the rules are refused when the draw is computed', () => {
    const honest = ready([lottery]);
    const [first] = lottery.parts;
    const entropy = honest.commit.entropy.with(2, { ...lottery, ...issue, parts: [first!] } as never);
    const story = new Story({ change: withSources(lottery) });
    story.commit = { ...honest.commit, entropy };
    story.step('freeze', { commit: story.commit });
    story.C = story.log.draws.keys().next().value!;
    story.head = story.log.head;
    story.anchor().revealAll();
    story.reveal(2, numberValue([[3, 9, 14, 20, 27, 33]]), frozenAt + 1200);
    expect(faultOf(() => story.run())).toBe('RULES_CHANGED');
  });
});

describe('the round of a beacon follows from the freeze', () => {
  test.each([
    ['long before the first round', -1000, 1],
    ['at the first round', 0, 1],
    ['a second later', 1, 2],
    ['at the second', 30, 2],
    ['a second after the second', 31, 3],
    ['at the thousand and first', 30_000, 1001],
  ])('the delay ends %s', (_, after, expected) => {
    expect(roundOf(chain, chain.genesis + after - chain.delay)).toBe(expected);
  });
});

describe('how a number is written', () => {
  const read = (text: string, source = lottery) => faultOf(() => readNumber(source, utf8(text)));

  test('in decimal, parts joined by |, numbers by commas', () => {
    expect(readNumber(lottery, utf8('3,9,14,20,27,33|8'))).toEqual([[3, 9, 14, 20, 27, 33], [8]]);
    expect(new TextDecoder().decode(drawnNumbers)).toBe('3,9,14,20,27,33|8');
  });

  test.each([
    ['too few', '3,9,14,20,27|8'],
    ['too many', '3,9,14,20,27,31,33|8'],
    ['a part missing', '3,9,14,20,27,33'],
    ['a part more', '3,9,14,20,27,33|8|8'],
    ['an empty part', '3,9,14,20,27,33|'],
    ['descending', '9,3,14,20,27,33|8'],
    ['one number twice', '3,3,14,20,27,33|8'],
    ['a leading zero', '03,9,14,20,27,33|8'],
    ['a sign', '+3,9,14,20,27,33|8'],
    ['a space', '3, 9,14,20,27,33|8'],
    ['full-width digits', '３,9,14,20,27,33|8'],
    ['an exponent', '3,9,14,20,27,33|8e0'],
    ['a line end', '3,9,14,20,27,33|8\n'],
    ['a range fault beside it', '3,9,14,20,27,99|08'],
  ])('%s: refused as badly written', (_, text) => {
    expect(read(text)).toBe('NUMBER_FORMAT');
  });

  test.each([
    ['below', '0,9,14,20,27,33|8'],
    ['above', '3,9,14,20,27,34|8'],
    ['above in the second part', '3,9,14,20,27,33|17'],
    ['beyond whole doubles', '3,9,14,20,27,9007199254740993|8'],
    ['of 4,000 digits', `3,9,14,20,27,${'9'.repeat(4000)}|8`],
  ])('%s: out of range', (_, text) => {
    expect(read(text)).toBe('NUMBER_RANGE');
  });

  test('dice stay in the order in which they fell', () => {
    expect(read('6,1,1', dice(3))).toBe('none');
    expect(readNumber(dice(3), utf8('6,1,1'))).toEqual([[6, 1, 1]]);
    expect(read('6,1,7', dice(3))).toBe('NUMBER_RANGE');
  });

  test('an empty contribution is none', () => {
    expect(read('')).toBe('REVEAL_WEAK');
  });
});

describe('outcomes are counted exactly', () => {
  const range = (size: number, count = 1): NumberPart => ({ count, min: 0, max: size - 1, distinct: false });

  test.each<[string, NumberPart[], bigint]>([
    ['双色球', lottery.parts, 17_721_088n],
    ['25 dice', [range(6, 25)], 28_430_288_029_929_701_376n],
    ['20 of 100', [{ count: 20, min: 1, max: 100, distinct: true }], 535_983_370_403_809_682_970n],
    ['all of 20', [{ count: 20, min: 0, max: 19, distinct: true }], 1n],
    ['four of 65,536', [range(65_536, 4)], 18_446_744_073_709_551_616n],
    ['one less', [3, 5, 17, 257, 641, 65_537, 6_700_417].map((n) => range(n)), 18_446_744_073_709_551_615n],
  ])('%s', (_, parts, expected) => {
    expect(outcomesOf(parts)).toBe(expected);
  });

  /** A whole draw with these numbers, every one of them at its least. */
  function drawWith(...all: NumberPart[][]) {
    const sources: Source[] = all.map((parts, i) => ({ type: 'number', id: `n${i}`, name: '号码', parts }));
    const story = ready(sources).revealAll();
    all.forEach((parts, i) => {
      const least = numberValue(parts.map(({ count, min }) => Array(count).fill(min)));
      story.reveal(2 + i, least, frozenAt + 1300);
    });
    return story.run();
  }

  test('2^64 outcomes are enough for PUBLIC, one less is not; several numbers count together', () => {
    const less = drawWith([3, 5, 17, 257, 641, 65_537, 6_700_417].map((n) => range(n)));
    expect(less).toMatchObject({
      assurance: 'WITNESSED',
      receipt: { outcomes: '18446744073709551615' },
    });
    const enough = drawWith([range(65_536, 2)], [range(65_536, 2)]);
    expect(enough).toMatchObject({ assurance: 'PUBLIC', receipt: { outcomes: '18446744073709551616' } });
  });

  test('without a witness nothing proves when the draw was fixed, whatever the numbers', () => {
    const self = (rules: Rules) => {
      rules.entropy = [rules.entropy[0]!, dice(20, 'a'), dice(20, 'b')];
    };
    const issues = ['a', 'b'].map((id) => ({ id, ...issue }));
    const story = new Story({ change: self }).freeze({ issues }).reveal(0, operatorBytes);
    const ones = numberValue([Array(20).fill(1)]);
    const { receipt } = story
      .reveal(1, ones, frozenAt + 1200)
      .reveal(2, ones, frozenAt + 1200)
      .run();
    expect(receipt).toMatchObject({ assurance: 'SELF', outcomes: String(6n ** 40n) });
  });

  test('no number, no outcomes', () => {
    expect(new Story().drawn().receipt).not.toHaveProperty('outcomes');
  });
});

describe('anchors and public sources', () => {
  test('a witness signs before any of them can be known', () => {
    const anchored = (knowableAt: number) => {
      const story = new Story({ change: withSources(lottery) });
      story.freeze({ issues: [{ ...issue, id: 'ssq', knowableAt }] });
      return faultOf(() => story.anchor({ at: frozenAt + 60 }));
    };
    expect(anchored(frozenAt + 59)).toBe('ANCHOR_KNOWABLE');
    expect(anchored(frozenAt + 60)).toBe('ANCHOR_KNOWABLE');
    expect(anchored(frozenAt + 61)).toBe('none');
  });

  test('a freeze dated back to a round already known: the clock of the witness tells', () => {
    const soon = { ...chain, delay: 60 };
    const knowable = frozenAt + 80;
    const backdated = (source: Source) => new Story({ change: withSources(source) }).freeze();
    expect(faultOf(() => backdated(soon).anchor({ at: knowable }))).toBe('ANCHOR_KNOWABLE');
    expect(faultOf(() => backdated(soon).anchor({ at: knowable - 1 }))).toBe('none');
    expect(faultOf(() => backdated(chain).anchor({ at: frozenAt + 1220 }))).toBe('ANCHOR_WINDOW');
  });
});

describe('reveals of public sources', () => {
  test('not before they can be known, not after drawBy', () => {
    const story = ready([lottery, chain]).revealAll();
    expect(faultOf(() => story.reveal(2, drawnNumbers, frozenAt + 1199))).toBe('REVEAL_EARLY');
    expect(faultOf(() => story.reveal(2, drawnNumbers, frozenAt + 3601))).toBe('REVEAL_LATE');
    const value = beaconValue(round, signRound(bytes32(21), round));
    expect(faultOf(() => story.reveal(3, value, frozenAt + 1219))).toBe('REVEAL_EARLY');
    expect(faultOf(() => story.reveal(3, value, frozenAt + 1220))).toBe('none');
    expect(faultOf(() => story.reveal(2, drawnNumbers, frozenAt + 1200))).toBe('none');
    expect(story.log.draws.get(story.C)!.state).toBe('complete');
  });

  test('only after operator and witness have shown theirs', () => {
    const at = frozenAt + 1200;
    const story = ready([lottery]);
    expect(faultOf(() => story.reveal(2, drawnNumbers, at))).toBe('REVEAL_ORDER');
    story.reveal(0, operatorBytes);
    expect(faultOf(() => story.reveal(2, drawnNumbers, at))).toBe('REVEAL_ORDER');
    story.reveal(1, witnessBytes);
    expect(faultOf(() => story.reveal(2, drawnNumbers, at))).toBe('none');
  });

  test('the receipt has the instant of the latest reveal, in whatever order they came', () => {
    const story = ready([lottery, dice(3)]).revealAll();
    story.reveal(3, numberValue([[1, 2, 3]]), frozenAt + 2000).reveal(2, drawnNumbers, frozenAt + 1500);
    expect(story.run().body.at).toBe(frozenAt + 2000);
  });

  test('numbers that are none of this lottery, an empty line', () => {
    const story = ready([lottery]).revealAll();
    const reveal = (text: string) => faultOf(() => story.reveal(2, utf8(text), frozenAt + 1200));
    expect(reveal('3,9,14,20,27,34|8')).toBe('NUMBER_RANGE');
    expect(reveal('3,9,14,20,27,33')).toBe('NUMBER_FORMAT');
    expect(reveal('')).toBe('REVEAL_WEAK');
  });

  test('no way back after a reveal; a source kept back lapses by name', () => {
    const story = ready([lottery, chain]).revealAll();
    const voided = { C: story.C, at: frozenAt + 200, reason: '结果不满意' };
    expect(faultOf(() => story.step('void', voided))).toBe('TRANSITION');
    const at = frozenAt + 3601;
    const missing = [
      { source: 2, id: 'ssq', step: 'reveal' as const },
      { source: 3, id: 'local', step: 'reveal' as const },
    ];
    expect(faultOf(() => story.step('lapse', { C: story.C, at, missing: missing.slice(1) }))).toBe(
      'LAPSE_NAMES',
    );
    expect(faultOf(() => story.step('lapse', { C: story.C, at, missing }))).toBe('none');
  });

  test('a public source need not anchor: before the witness has, only the witness is missing', () => {
    const story = new Story({ change: withSources(chain) }).freeze();
    const missing = [{ source: 1, id: 'w-ji', step: 'anchor' as const }];
    expect(faultOf(() => story.step('lapse', { C: story.C, at: frozenAt + 3601, missing }))).toBe('none');
  });
});

describe('the signature of a round', () => {
  const secretKey = bytes32(21);
  const story = ready([chain]).revealAll();
  const reveal = (value: Uint8Array) => faultOf(() => story.reveal(2, value, frozenAt + 1300));
  const signature = signRound(secretKey, round);

  test('of another round, of another chain, changed in a byte', () => {
    expect(reveal(beaconValue(round + 1, signRound(secretKey, round + 1)))).toBe('BEACON_ROUND');
    expect(reveal(beaconValue(round, signRound(secretKey, round + 1)))).toBe('BEACON_SIGNATURE');
    expect(reveal(beaconValue(round, signRound(bytes32(22), round)))).toBe('BEACON_SIGNATURE');
    for (const at of [0, 1, 20, 47]) {
      const changed = signature.with(at, signature[at]! ^ 1);
      expect(reveal(beaconValue(round, changed))).toBe('BEACON_SIGNATURE');
    }
  });

  test('zero, uncompressed, too short, too long, none', () => {
    const zero = fromHex(`c0${'00'.repeat(47)}`);
    expect(reveal(beaconValue(round, zero))).toBe('BEACON_SIGNATURE');
    expect(reveal(beaconValue(round, beaconAt.uncompressed(signature)))).toBe('BEACON_SIGNATURE');
    expect(reveal(beaconValue(round, signature.subarray(0, 47)))).toBe('BEACON_SIGNATURE');
    expect(reveal(beaconValue(round, new Uint8Array([...signature, 0])))).toBe('BEACON_SIGNATURE');
    expect(reveal(beaconValue(round, new Uint8Array(0)))).toBe('BEACON_SIGNATURE');
    expect(reveal(new Uint8Array(0))).toBe('REVEAL_WEAK');
  });

  test('one signature has one encoding: not its negative, not beside a point of small order', () => {
    expect(reveal(beaconValue(round, signature.with(0, signature[0]! ^ 0x20)))).toBe('BEACON_SIGNATURE');
    // The pairing cannot see a summand of order 3: only the check of the subgroup refuses it.
    const shifted = beaconAt.plusPointOfOrder3(signature);
    expect(isOnCurve(shifted)).toBe(true);
    expect(reveal(beaconValue(round, shifted))).toBe('BEACON_SIGNATURE');
  });

  test('a coordinate not reduced by the prime of the field is refused', () => {
    const small = beaconAt.keyWithSmallSignature(round);
    const own = chainOf(small.secretKey);
    const other = ready([own]).revealAll();
    const value = (sig: Uint8Array) => () => other.reveal(2, beaconValue(round, sig), frozenAt + 1300);
    expect(faultOf(value(beaconAt.unreduced(small.signature)))).toBe('BEACON_SIGNATURE');
    expect(faultOf(value(small.signature))).toBe('none');
  });

  test('the true one', () => {
    expect(reveal(beaconValue(round, signature))).toBe('none');
  });
});

describe('a whole draw with round 1000 of quicknet', () => {
  const vector = JSON.parse(readFileSync('tests/fixtures/draw/drand-quicknet.json', 'utf8')) as {
    chainHash: string;
    publicKey: string;
    rounds: { round: number; signature: string }[];
  };
  const [first] = vector.rounds;
  const then = 1_692_802_764;
  const drand: BeaconSource = { ...quicknet, type: 'beacon', id: 'quicknet', name: 'drand', delay: 3600 };
  const story = new Story({ change: withSources(lottery, drand) })
    .freeze({
      frozenAt: then,
      drawBy: then + 7200,
      issues: [{ id: 'ssq', issue: '第2023097期', knowableAt: then + 5000 }],
    })
    .anchor({ at: then + 60 })
    .reveal(0, operatorBytes, then + 100)
    .reveal(1, witnessBytes, then + 101);
  const beacon = beaconValue(first!.round, fromHex(first!.signature));

  /** C, seed, receiptHash. */
  const golden = [
    '7ab44df43d6c58e1c753622742ebaf4f7e93cfa8b693e2036bad6a2af9024d93',
    'b7f3d39cf9b43bca9bdb7827d4feb32adcef711c89057acff40439e84f82b207',
    '48530208e79c3f0f595f24e3a3b29a6065a716690770a6af2dd43304f237d903',
  ];

  test('the chain is pinned, the round is 1000, and it comes out at 1692806364', () => {
    expect(vector).toMatchObject({ chainHash: quicknet.chainHash, publicKey: quicknet.publicKey });
    expect(roundOf(drand, then)).toBe(1000);
    expect(faultOf(() => story.reveal(3, beacon, 1_692_806_363))).toBe('REVEAL_EARLY');
    expect(faultOf(() => story.reveal(3, beacon.with(7, 0xe9), 1_692_806_364))).toBe('BEACON_ROUND');
    expect(faultOf(() => story.reveal(3, beacon.with(40, 0), 1_692_806_364))).toBe('BEACON_SIGNATURE');
  });

  test('from the freeze to the verdict', () => {
    story.reveal(3, beacon, 1_692_806_364).reveal(2, drawnNumbers, then + 5000);
    const outcome = story.run();
    story.step('receipt', outcome.body);
    const { receipt } = outcome;
    expect(receipt).toMatchObject({ assurance: 'BEACON', outcomes: '17721088' });
    const values = [operatorBytes, witnessBytes, drawnNumbers, beacon];
    expect(receipt.seedInputs).toEqual(values.map(toHex));
    expect(receipt.seed).toBe(
      toHex(taggedHash('dr/1/seed', [fromHex(story.C), ...values, new Uint8Array(0)])),
    );
    expect([story.C, receipt.seed, outcome.receiptHash]).toEqual(golden);
    const expected = { ok: true, state: 'drawn', assurance: 'BEACON', seed: receipt.seed };
    expect(verifyPublic(story.publicFiles(outcome))).toMatchObject(expected);
    expect(verifyRestricted(story.restrictedFiles(outcome))).toMatchObject(expected);
  });

  test('a lie about outcomes or grade is named', () => {
    const outcome = runOf(story);
    const files = story.publicFiles(outcome);
    const receipt = new TextDecoder().decode(outcome.files['receipt.json']);
    const lie = (from: string, to: string) =>
      verifyPublic({ ...files, 'receipt.json': receipt.replace(from, to) });
    expect(lie('"17721088"', '"17721089"')).toMatchObject({ data: { en: 'receipt outcomes' } });
    expect(lie('"outcomes":"17721088",', '')).toMatchObject({ data: { en: 'receipt outcomes' } });
    expect(lie('"BEACON"', '"PUBLIC"')).toMatchObject({ data: { en: 'receipt assurance' } });
  });

  test('the checks of signatures can be exchanged, to remember their answers', () => {
    const asked: string[] = [];
    const remembering: Signatures = {
      ed25519: (...given) => asked.push('ed25519') > 0 && signatures.ed25519(...given),
      bls: (...given) => asked.push('bls') > 0 && signatures.bls(...given),
    };
    const files = story.publicFiles(runOf(story));
    expect(verifyPublic(files, { signatures: remembering })).toMatchObject({ ok: true });
    expect(asked).toEqual(['ed25519', 'bls']);
    const never = () => false;
    expect(verifyPublic(files, { signatures: { ...signatures, bls: never } })).toMatchObject({
      code: 'BEACON_SIGNATURE',
    });
    expect(verifyPublic(files, { signatures: { ...signatures, ed25519: never } })).toMatchObject({
      code: 'ANCHOR_SIGNATURE',
    });
  });

  test('a trusted reading does not ask the chain again', () => {
    const upToBeacon = story.lines.slice(0, 5).join('').replace(first!.signature, '80'.repeat(48));
    expect(faultOf(() => readLog(upToBeacon))).toBe('BEACON_SIGNATURE');
    expect(faultOf(() => readLog(upToBeacon, { trusted: true }))).toBe('none');
  });
});

/** The outcome of a story whose log ends with its receipt. */
function runOf(story: Story) {
  const log = readLog(story.lines.slice(0, -1).join(''));
  return runDraw({ log, C: story.C, rules: rulesOf(story.options), pools: poolsOf(), poolKey });
}
