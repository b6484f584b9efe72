/**
 * Ten thousand small draws, computed by the engine and by the independent program from the same files: every
 * file of every outcome is the same to the byte.
 */
import { append, runDraw } from '../../scheduler/draw/index.js';
import { inBase64, PythonVerifier } from './python.js';
import { bundleOf, randomDraw } from './random-draw.js';

const draws = Number(process.env.FAIRDRAW_TEST_DRAWS ?? 10_000);
const atOnce = 200;

describe(`${draws} random draws`, () => {
  const python = new PythonVerifier();
  afterAll(() => python.end());

  test('engine and verify.py make the same bytes, and each verifies them', async () => {
    const seen = new Map<string, number>();
    for (let first = 0; first < draws; first += atOnce) {
      const count = Math.min(atOnce, draws - first);
      await Promise.all(Array.from({ length: count }, (_, i) => compare(python, first + i, seen)));
    }
    for (const feature of features)
      expect([feature, (seen.get(feature) ?? 0) > draws / 200]).toEqual([feature, true]);
  }, 600_000);
});

const features = [
  ...['open', 'confidential', 'targets', 'officers', 'both', 'SELF', 'WITNESSED'],
  ...['sr-ticket/1', 'sr-pps/1', 'sr-assign/1', 'sr-assign-me/1', 'held', 'staffed'],
];

async function compare(python: PythonVerifier, number: number, seen: Map<string, number>): Promise<void> {
  const draw = randomDraw(number);
  const outcome = runDraw({ ...draw, pools: draw.pools.files });
  const { line } = append(draw.log, 'receipt', outcome.body);
  const secret = draw.secret && Buffer.from(draw.secret).toString('hex');
  const answer = await python.ask({ do: 'run', files: inBase64(bundleOf(draw)), secret });
  expect([number, answer]).toEqual([number, { ok: true, files: inBase64(outcome.files as never) }]);
  if (number % 10 === 0) {
    const files = bundleOf(draw, [...draw.lines, line], outcome.files);
    expect([number, await python.verify('restricted', files)]).toMatchObject([number, { ok: true }]);
  }
  const { receipt } = outcome;
  const found = [
    ...[draw.rules.mode, draw.rules.stage, receipt.assurance, ...receipt.versions],
    ...(receipt.held?.length ? ['held'] : []),
    ...(receipt.teams?.length ? ['staffed'] : []),
  ];
  for (const feature of found) seen.set(feature, (seen.get(feature) ?? 0) + 1);
}

test('what a rule asks of pools that cannot give it is refused by name', () => {
  const refused = new Set(Array.from({ length: 300 }, (_, i) => randomDraw(i).refused).flat());
  expect([...refused].sort()).toEqual(['NOTHING_TO_DRAW', 'SAMPLE_EXCEEDS_POOL']);
});
