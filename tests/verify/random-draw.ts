/**
 * Random small draws, each from one number, for comparing verifiers: rules, pools and a log up to the last reveal.
 *
 * A rule that its pools cannot satisfy is refused at the freeze; then the next attempt of the same number is made.
 */
import {
  append,
  type BundleFiles,
  DrawFault,
  type EntropySource,
  type FaultCode,
  filterHash,
  freezeDraw,
  type Log,
  makeAnchor,
  openLog,
  operatorHash,
  type Rules,
  registerHash,
  restrictedBundle,
  type Statement,
  secretHash,
  toHex,
  utf8,
  witnessKey,
} from '../../scheduler/draw/index.js';
import { Dice } from './dice.js';
import { type RandomPools, randomPools } from './random-pools.js';
import { authority, randomRules } from './random-rules.js';

export interface RandomDraw {
  rules: Rules;
  pools: RandomPools;
  poolKey: Uint8Array;
  secret?: Uint8Array;
  /** Up to the last reveal. */
  log: Log;
  lines: string[];
  C: string;
  statement: Statement;
  /** Faults of attempts that were refused before this one. */
  refused: FaultCode[];
}

const frozenAt = 1_790_000_000;
const register = '{"id":"licence:L1"}\n{"id":"licence:L2"}\n';
const keys = [7, 8].map((n) => witnessKey(new Uint8Array(32).fill(n)));

export function randomDraw(number: number): RandomDraw {
  const refused: FaultCode[] = [];
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return { ...attemptOf(new Dice(100 * number + attempt)), refused };
    } catch (error) {
      if (!(error instanceof DrawFault)) throw error;
      refused.push(error.code);
    }
  }
  throw new Error(`draw ${number}: ${refused.join(' ')}`);
}

function attemptOf(dice: Dice): Omit<RandomDraw, 'refused'> {
  const witnesses = dice.chance(10) ? dice.from(1, 2) : 0;
  const entropy: EntropySource[] = [
    { type: 'operator', id: 'op-li' },
    ...keys
      .slice(0, witnesses)
      .map(({ publicKey }, i) => ({ type: 'witness' as const, id: `w-${i}`, publicKey })),
  ];
  const rules = randomRules(dice, entropy);
  const poolKey = dice.bytes(32);
  const pools = randomPools(dice, rules, poolKey);
  const secret = rules.mode === 'confidential' ? dice.bytes(32) : undefined;
  const operator = dice.bytes(32);
  const statement: Statement = {
    filter: '示例',
    registered: 2,
    covered: pools.covered,
    excluded: pools.excluded,
    comparisons: [],
  };
  const { commit, C, body } = freezeDraw({
    campaign: 'random',
    drawNo: 1,
    rules,
    pools: pools.files,
    poolKey,
    frame: {
      filterHash: filterHash({ trade: 'food' }),
      registerRoot: registerHash(register),
      registerCount: 2,
      asOn: '2026-09-30',
    },
    statement,
    operatorHash: operatorHash(operator),
    ...(secret && { secretHash: secretHash(secret), revealBy: frozenAt + 90_000 }),
    ...(rules.stage === 'officers' && {
      targetSource: { kind: 'list' as const, hash: 'a'.repeat(64), documentNo: '湛市监〔2026〕1号' },
    }),
    drawBy: frozenAt + 7200,
    frozenAt,
  });
  const lines: string[] = [];
  let log = openLog(authority, 'M');
  const step = (...args: [Parameters<typeof append>[1], Parameters<typeof append>[2]]) => {
    const next = append(log, ...args);
    log = next.log;
    lines.push(next.line);
  };
  step('freeze', body);
  const head = log.head;
  const values = keys.map(() => witnessValue(dice));
  for (let i = 0; i < witnesses; i++) {
    const signed = { C, witness: `w-${i}`, head, statementHash: commit.statementHash, at: frozenAt + 60 };
    step('anchor', makeAnchor({ ...signed, value: values[i]!, secretKey: keys[i]!.secretKey }));
  }
  step('reveal', { C, source: 0, value: toHex(operator), at: frozenAt + 100 });
  for (let i = 0; i < witnesses; i++) {
    step('reveal', { C, source: i + 1, value: toHex(values[i]!), at: frozenAt + 200 - i });
  }
  return { rules, pools, poolKey, secret, log, lines, C, statement };
}

function witnessValue(dice: Dice): Uint8Array {
  const throws = (count: number, min: number, max: number) =>
    Array.from({ length: count }, () => dice.from(min, max)).join('');
  return dice.pick([
    dice.bytes(32),
    utf8(`dice:${throws(dice.from(25, 40), 1, 6)}`),
    utf8(`digits:${throws(dice.from(20, 30), 0, 9)}`),
  ]);
}

/** The restricted bundle, with the outcome's files when they are given and its receipt is in the lines. */
export function bundleOf(
  draw: RandomDraw,
  lines = draw.lines,
  files: Parameters<typeof restrictedBundle>[0]['files'] = {},
): BundleFiles {
  return restrictedBundle({
    log: lines.join(''),
    C: draw.C,
    rules: draw.rules,
    statement: draw.statement,
    files,
    pools: draw.pools.files,
    poolKey: draw.poolKey,
    reasons: draw.pools.reasons,
    register,
  });
}
