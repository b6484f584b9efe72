/**
 * Ten thousand small draws, computed by the engine and by the independent program from the same files: every
 * file of every outcome is the same to the byte.
 */
import { type Outcome, toHex } from '../../scheduler/draw/index.js';
import { inBase64, PythonVerifier } from './python.js';
import { bundleOf, type RandomDraw, randomAct, runAct } from './random-draw.js';

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
  ...['sr-ticket/1', 'sr-pps/1', 'sr-assign/1', 'sr-assign-me/1', 'bound', 'held', 'staffed'],
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
      expect([feature, (seen.get(feature) ?? 0) > total / 500]).toEqual([feature, true]);
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
    if (number % 10 === 0) {
      const whole = bundleOf(draw, lines, files);
      expect([number, await python.verify('restricted', whole)]).toMatchObject([number, { ok: true }]);
    }
    for (const feature of featuresOf(draw, outcomes[i]!)) seen.set(feature, (seen.get(feature) ?? 0) + 1);
  }
}

function featuresOf({ rules }: RandomDraw, { receipt }: Outcome): string[] {
  return [
    ...[rules.mode, rules.stage, receipt.assurance, ...receipt.versions],
    ...new Set(receipt.commit.entropy.map((source) => source.type)),
    ...(rules.team?.bound ? ['bound'] : []),
    ...(receipt.session ? ['session'] : []),
    ...(receipt.held?.length ? ['held'] : []),
    ...(receipt.teams?.length ? ['staffed'] : []),
  ];
}

test('what a rule asks of pools that cannot give it is refused by name', () => {
  const refused = new Set(Array.from({ length: 300 }, (_, i) => randomAct(i).refused).flat());
  expect([...refused].sort()).toEqual(['NOTHING_TO_DRAW', 'SAMPLE_EXCEEDS_POOL']);
});
