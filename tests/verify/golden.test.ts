/**
 * Golden vectors: whole draws that use every algorithm, kept as restricted bundles in tests/fixtures/draw/golden.
 * Engine and verify.py make what was drawn again from the rest, to the byte.
 *
 * FAIRDRAW_WRITE_GOLDEN=1 writes them anew: that is a change of the protocol.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as engine from '../../scheduler/draw/index.js';
import { readBundle } from '../scheduler/draw/bundle-files.js';
import { inBase64, PythonVerifier } from './python.js';
import { bundleOf, randomAct, runAct } from './random-draw.js';
import { fingerprints, recompute } from './recompute.mjs';

const root = 'tests/fixtures/draw/golden';

/** Folder, the random act it was made from, and the algorithms and sources it is there for. */
const vectors: [string, number, string[]][] = [
  ['tickets', 342, ['sr-ticket/1', 'sr-assign/1', 'witness', 'confidential']],
  ['held', 131, ['sr-assign/1', 'open', 'certificate']],
  ['weights', 199, ['sr-pps/1', 'targets']],
  ['equal', 1181, ['sr-assign-me/1']],
  ['bound', 930, ['sr-assign-me/1', 'number', 'bound', 'certificate']],
  ['session', 16, ['session', 'number']],
  ['beacon', 654, ['beacon', 'probabilities']],
];

type Files = Record<string, Uint8Array>;

function write(name: string, number: number): void {
  const act = randomAct(number);
  const { outcomes, lines } = runAct(act);
  const folder = join(root, name);
  rmSync(folder, { recursive: true, force: true });
  for (const [file, bytes] of Object.entries(bundleOf(act.draws[0]!, lines, outcomes[0]!.files))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), bytes);
  }
}

if (process.env.FAIRDRAW_WRITE_GOLDEN) for (const [name, number] of vectors) write(name, number);

const isMade = (name: string) =>
  /^(receipt\.json|table\.json|selected\.jsonl|nodes\.json|probabilities\.jsonl|results\.jsonl|weights\/.*)$/.test(
    name,
  );

/** The draw as it stood with its last reveal, and the files made from it then. */
function before(files: Files): { input: { files: Record<string, string>; secret?: string }; made: Files } {
  const receipt = JSON.parse(engine.fromUtf8(files['receipt.json']!, 'receipt.json')) as engine.Receipt;
  const lines = engine.fromUtf8(files['log.jsonl']!, 'log.jsonl').split(/(?<=\n)/);
  const log = lines.filter((line) => !line.includes('"kind":"receipt"')).join('');
  const head = engine.readLog(log).head;
  const named = JSON.parse(engine.fromUtf8(files['draw.json']!, 'draw.json'));
  const rest = Object.fromEntries(Object.entries(files).filter(([name]) => !isMade(name)));
  return {
    input: {
      files: inBase64({ ...rest, 'log.jsonl': log, 'draw.json': engine.canonical({ ...named, head }) }),
      secret: receipt.commit.secretHash && receipt.seedInputs.at(-1),
    },
    made: Object.fromEntries(Object.entries(files).filter(([name]) => isMade(name))),
  };
}

describe.each(vectors)('%s', (name, _, uses) => {
  const python = new PythonVerifier();
  afterAll(() => python.end());
  const files = readBundle(join(root, name));
  const { input, made } = before(files);

  test(`speaks of ${uses.join(', ')}`, () => {
    const text = ['rules.json', 'receipt.json'].map((file) => engine.fromUtf8(files[file]!, file)).join('');
    for (const word of uses) expect(text).toContain(`"${word}"`);
  });

  test('the engine makes the same files', () => {
    expect(recompute(engine, [input])).toEqual([fingerprints(engine, made)]);
    expect(engine.verifyRestricted(files)).toMatchObject({ ok: true });
  });

  test('verify.py makes the same files', async () => {
    expect(await python.ask({ do: 'run', ...input })).toEqual({ ok: true, files: inBase64(made) });
    expect(await python.verify('restricted', files)).toMatchObject({ ok: true });
  });
});
