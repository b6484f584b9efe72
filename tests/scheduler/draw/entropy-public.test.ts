import {
  beaconValue,
  chainHash,
  type FreezeInput,
  issuesOf,
  type NumberPart,
  numberValue,
  quicknet,
  utf8,
} from '../../../scheduler/draw/index.js';
import { beaconAt, chainOf, signRound } from './chain.js';
import {
  chain,
  dice,
  drawnNumbers,
  issue,
  lottery,
  ready,
  round,
  rulesFault,
  type Source,
  withSources,
} from './public-sources.js';
import { bytes32, faultOf, frozenAt, operatorBytes, Story, secondWitness, witnessBytes } from './scenario.js';

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
