/**
 * Ten thousand small draws, computed by the engine and by the independent program from the same files: every
 * file of every outcome is the same to the byte.
 */
import { type Outcome, toHex, verifyPublic, verifyRestricted } from '../../scheduler/draw/index.js';
import { Dice } from './dice.js';
import { inBase64, PythonVerifier } from './python.js';
import {
  bundleOf,
  publicBundleOf,
  type RandomAct,
  type RandomDraw,
  randomAct,
  runAct,
} from './random-draw.js';
import { randomAftermath } from './random-substitutions.js';

const total = Number(process.env.FAIRDRAW_TEST_DRAWS ?? 10_000);
const atOnce = 200;
const features = [
  ...[
    'open',
    'confidential',
    'targets',
    'officers',
    'both',
    'SELF',
    'WITNESSED',
    'number',
    'beacon',
    'session',
  ],
  ...['sr-ticket/1', 'sr-pps/1', 'sr-assign/1', 'sr-assign-me/1', 'bound', 'held', 'staffed', 'nobody'],
  ...['substitution of target', 'substitution of officer', 'substitution of held'],
];

describe(`${total} random draws`, () => {
  const python = new PythonVerifier();
  afterAll(() => python.end());

  test('engine and verify.py make the same bytes, and each verifies them', async () => {
    const seen = new Map<string, number>();
    for (let first = 0; first < total; first += atOnce) {
      const numbers = Array.from({ length: Math.min(atOnce, total - first) }, (_, i) => first + i);
      await Promise.all(numbers.map((number) => compare(python, number, seen)));
    }
    for (const feature of features)
      expect([feature, (seen.get(feature) ?? 0) > total / 600]).toEqual([feature, true]);
  }, 900_000);
});

async function compare(python: PythonVerifier, number: number, seen: Map<string, number>): Promise<void> {
  const act = randomAct(number);
  const { outcomes, lines } = runAct(act);
  const secret = act.secret && toHex(act.secret);
  for (const [i, draw] of act.draws.entries()) {
    const { files } = outcomes[i]!;
    const answer = await python.ask({ do: 'run', files: inBase64(bundleOf(draw, act.lines)), secret });
    expect([number, answer]).toEqual([number, { ok: true, files: inBase64(files as never) }]);
    if (number % 10 === 0) await compareVerdicts(python, number, act, draw, outcomes[i]!, lines, seen);
    for (const feature of featuresOf(draw, outcomes[i]!)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
}

/** Both levels, after some substitutions and the opening: accepted by both programs. */
async function compareVerdicts(
  python: PythonVerifier,
  number: number,
  act: RandomAct,
  draw: RandomDraw,
  outcome: Outcome,
  receipts: readonly string[],
  seen: Map<string, number>,
): Promise<void> {
  const { lines, substitutions, kinds } = randomAftermath(new Dice(number), act, draw, outcome, receipts);
  for (const kind of kinds) seen.set(kind, (seen.get(kind) ?? 0) + 1);
  const bundles = [
    ['restricted', bundleOf(draw, lines, outcome.files, substitutions), verifyRestricted],
    ['public', publicBundleOf(draw, lines, outcome.files, substitutions), verifyPublic],
  ] as const;
  for (const [level, files, verify] of bundles) {
    expect([number, verify(files)]).toMatchObject([number, { ok: true }]);
    expect([number, await python.verify(level, files)]).toMatchObject([number, { ok: true }]);
  }
}

function featuresOf({ rules }: RandomDraw, { receipt, count }: Outcome): string[] {
  return [
    ...[rules.mode, rules.stage, receipt.assurance, ...receipt.versions],
    ...new Set(receipt.commit.entropy.map((source) => source.type)),
    ...(rules.team?.bound ? ['bound'] : []),
    ...(receipt.session ? ['session'] : []),
    // Controlled rounding may round everything down: that is a draw, too.
    ...(count === 0 ? ['nobody'] : []),
    ...(receipt.held?.length ? ['held'] : []),
    ...(receipt.teams?.length ? ['staffed'] : []),
  ];
}

test('what a rule asks of pools that cannot give it is refused by name', () => {
  const refused = new Set(Array.from({ length: 300 }, (_, i) => randomAct(i).refused).flat());
  expect([...refused].sort()).toEqual(['NOTHING_TO_DRAW', 'SAMPLE_EXCEEDS_POOL']);
});
