/** Bundles of random draws at both levels, in every state a draw can be in, with the secret keys of their witnesses. */
import {
  append,
  type BundleFiles,
  lapseBody,
  type Outcome,
  readLog,
  toHex,
  witnessKey,
} from '../../scheduler/draw/index.js';
import { Dice } from './dice.js';
import {
  bundleOf,
  publicBundleOf,
  type RandomAct,
  type RandomDraw,
  randomAct,
  runAct,
} from './random-draw.js';
import { randomAftermath } from './random-substitutions.js';
import { type Lie, textsOf } from './rewrite.js';

type OutcomeFiles = Outcome['files'];

export interface Sample extends Lie {
  name: string;
  level: 'public' | 'restricted';
}

const keys = new Map([7, 8].map((n, i) => [`w-${i}`, witnessKey(new Uint8Array(32).fill(n)).secretKey]));

/** All states of the first draw of an act. */
export function samplesOf(number: number): Sample[] {
  const act = randomAct(number);
  const draw = act.draws[0]!;
  const { outcomes, lines } = runAct(act);
  const { files } = outcomes[0]!;
  const after = randomAftermath(new Dice(number), act, draw, outcomes[0]!, lines, 4);
  const firstOf = (kind: string) => act.lines.findIndex((line) => line.includes(`"kind":"${kind}"`));
  const freeze = act.lines.slice(0, 1);
  const anchored = act.lines.slice(0, firstOf('reveal'));
  const samples: [string, RandomDraw, readonly string[], Partial<OutcomeFiles>, string?][] = [
    ['frozen', draw, freeze, {}],
    ['anchored', draw, anchored, {}],
    ['revealing', draw, act.lines.slice(0, -1), {}],
    ['complete', draw, act.lines, {}],
    ['void', draw, ended(freeze, draw, act, 'void'), {}],
    ['lapsed', draw, ended(anchored, draw, act, 'lapse'), {}],
    ['drawn', draw, lines, files],
    ['after', draw, after.lines, files, after.substitutions],
  ];
  return samples.flatMap(([state, of, log, made, substitutions]) => [
    sample(`${number} ${state} restricted`, 'restricted', bundleOf(of, log, made, substitutions)),
    sample(`${number} ${state} public`, 'public', published(of, log, made, substitutions)),
  ]);
}

function sample(name: string, level: Sample['level'], files: BundleFiles): Sample {
  return { name, level, files: textsOf(files), keys };
}

/** Every other open draw shows its pools. */
function published(
  draw: RandomDraw,
  log: readonly string[],
  made: Partial<OutcomeFiles>,
  substitutions?: string,
): BundleFiles {
  const files = publicBundleOf(draw, log, made, substitutions);
  if (draw.rules.mode !== 'open' || draw.poolKey[0]! % 2 === 0) return files;
  const pools = draw.pools.files.strata.map(({ code, records }) => [`pool/${code}.jsonl`, records]);
  const key = `{"poolKey":"${toHex(draw.poolKey)}"}`;
  return { ...files, ...Object.fromEntries(pools), 'pool-key.json': key };
}

function ended(
  before: readonly string[],
  { C }: RandomDraw,
  { log: whole }: RandomAct,
  kind: 'void' | 'lapse',
): string[] {
  const log = readLog(before.join(''));
  const { session, commit } = whole.draws.get(C)!;
  const body =
    kind === 'void'
      ? { C: session, at: commit.frozenAt + 700, reason: '名录有误' }
      : lapseBody(log, session, commit.drawBy + 1);
  return [...before, append(log, kind, body).line];
}
