/**
 * Random small draws, each from one number, for comparing verifiers: rules, pools and a log up to the last reveal.
 *
 * A rule that its pools cannot satisfy is refused at the freeze; then the next attempt of the same number is made.
 */
import {
  append,
  type BundleFiles,
  DrawFault,
  type FaultCode,
  type FreezeInput,
  filterHash,
  freezeDraws,
  type Log,
  makeAnchor,
  type Outcome,
  openLog,
  publicBundle,
  type Rules,
  registerHash,
  restrictedBundle,
  runDraw,
  type Statement,
  secretHash,
  sessionStatement,
  toHex,
} from '../../scheduler/draw/index.js';
import { Dice } from './dice.js';
import { type RandomEntropy, randomEntropy } from './random-entropy.js';
import { type RandomPools, randomPools } from './random-pools.js';
import { authority, randomRules } from './random-rules.js';

/** One draw of the act. */
export interface RandomDraw {
  C: string;
  rules: Rules;
  pools: RandomPools;
  poolKey: Uint8Array;
  statement: Statement;
}

/** Everything frozen in one act, mostly one draw; the log ends with the last reveal. */
export interface RandomAct {
  draws: RandomDraw[];
  secret?: Uint8Array;
  log: Log;
  lines: string[];
  /** Faults of attempts that were refused before this one. */
  refused: FaultCode[];
}

const register = '{"id":"licence:L1"}\n{"id":"licence:L2"}\n';

export function randomAct(number: number): RandomAct {
  const refused: FaultCode[] = [];
  for (let attempt = 0; attempt < 100; attempt++) {
    try {
      return { ...attemptOf(new Dice(100 * number + attempt)), refused };
    } catch (error) {
      if (!(error instanceof DrawFault)) throw error;
      refused.push(error.code);
    }
  }
  throw new Error(`act ${number}: ${refused.join(' ')}`);
}

function attemptOf(dice: Dice): Omit<RandomAct, 'refused'> {
  const entropy = randomEntropy(dice);
  const mode = dice.pick(['open', 'confidential'] as const);
  const secret = mode === 'confidential' ? dice.bytes(32) : undefined;
  const inputs = Array.from({ length: dice.chance(6) ? 2 : 1 }, (_, i) =>
    randomFreeze(dice, entropy, secret, `random-${i}`),
  );
  const { draws, session, body } = freezeDraws(inputs.map(({ input }) => input));
  const lines: string[] = [];
  let log = openLog(authority, 'M');
  const step = (...args: [Parameters<typeof append>[1], Parameters<typeof append>[2]]) => {
    const next = append(log, ...args);
    log = next.log;
    lines.push(next.line);
  };
  step('freeze', body);
  const { head } = log;
  const statementHash = sessionStatement(draws.map((draw) => draw.commit.statementHash));
  entropy.sources.forEach((source, i) => {
    if (source.type !== 'witness') return;
    const signed = { C: session, witness: source.id, head, statementHash, at: entropy.frozenAt + 60 };
    const [value, secretKey] = [entropy.values[i]!, entropy.keys.get(source.id)!];
    step('anchor', makeAnchor({ ...signed, value, secretKey }));
  });
  for (const [source, value, at] of inOrder(entropy)) {
    step('reveal', { C: session, source, value: toHex(value), at });
  }
  const found = draws.map(({ C }, i) => {
    const { rules, poolKey, statement } = inputs[i]!.input;
    return { C, rules, pools: inputs[i]!.pools, poolKey, statement };
  });
  return { draws: found, secret, log, lines };
}

/** People first, backwards; then what is drawn in public. */
function inOrder({ sources, values, frozenAt }: RandomEntropy): [number, Uint8Array, number][] {
  const isPublic = (i: number) => sources[i]!.type === 'number' || sources[i]!.type === 'beacon';
  const numbers = sources.map((_, i) => i);
  const people = numbers.filter((i) => !isPublic(i)).reverse();
  return [...people, ...numbers.filter(isPublic)].map((i) => [
    i,
    values[i]!,
    frozenAt + (isPublic(i) ? 4000 : 100 + i),
  ]);
}

function randomFreeze(
  dice: Dice,
  entropy: RandomEntropy,
  secret: Uint8Array | undefined,
  campaign: string,
): { input: FreezeInput; pools: RandomPools } {
  const { issues, operatorHash, frozenAt } = entropy;
  const rules = randomRules(dice, secret ? 'confidential' : 'open', entropy.sources);
  const poolKey = dice.bytes(32);
  const pools = randomPools(dice, rules, poolKey);
  const { covered, excluded } = pools;
  const input: FreezeInput = {
    campaign,
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
    statement: { filter: '示例', registered: 2, covered, excluded, comparisons: [] },
    issues,
    operatorHash,
    ...(secret && { secretHash: secretHash(secret), revealBy: frozenAt + 90_000 }),
    ...(rules.stage === 'officers' && {
      targetSource: { kind: 'list' as const, hash: 'a'.repeat(64), documentNo: '湛市监〔2026〕1号' },
    }),
    drawBy: frozenAt + 7200,
    frozenAt,
  };
  return { input, pools };
}

/** Outcomes of all draws of the act, in its order, and the log's lines with their receipts. */
export function runAct({ draws, log, lines, secret }: RandomAct): { outcomes: Outcome[]; lines: string[] } {
  const outcomes = draws.map((draw) => runDraw({ ...draw, log, secret, pools: draw.pools.files }));
  const all = [...lines];
  let last = log;
  for (const { body } of outcomes) {
    const next = append(last, 'receipt', body);
    all.push(next.line);
    last = next.log;
  }
  return { outcomes, lines: all };
}

/** The restricted bundle, with the outcome's files when they are given and its receipt is in the lines. */
export function bundleOf(
  draw: RandomDraw,
  lines: readonly string[],
  files: Parameters<typeof restrictedBundle>[0]['files'] = {},
  substitutions?: string,
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
    substitutions,
  });
}

/** What everybody may have of it. */
export function publicBundleOf(
  draw: RandomDraw,
  lines: readonly string[],
  files: Parameters<typeof publicBundle>[0]['files'],
  substitutions?: string,
): BundleFiles {
  const { C, rules, statement } = draw;
  return publicBundle({ log: lines.join(''), C, rules, statement, files, substitutions });
}
