import { readFileSync } from 'node:fs';
import {
  type BeaconSource,
  beaconValue,
  fromHex,
  quicknet,
  readLog,
  roundOf,
  runDraw,
  type Signatures,
  signatures,
  taggedHash,
  toHex,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { beaconAt, chainOf, isOnCurve, signRound } from './chain.js';
import { chain, drawnNumbers, lottery, ready, round, withSources } from './public-sources.js';
import {
  bytes32,
  faultOf,
  frozenAt,
  operatorBytes,
  poolKey,
  poolsOf,
  rulesOf,
  Story,
  witnessBytes,
} from './scenario.js';

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
