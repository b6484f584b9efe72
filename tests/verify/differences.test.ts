/**
 * Thousands of bundles bent at random, both levels, all states: engine and independent program give the same verdict,
 * and call the first difference by the same code. Half of them lie consistently: their hashes were made anew.
 */
import { type BundleFiles, verifyPublic, verifyRestricted } from '../../scheduler/draw/index.js';
import { bend, bendFiles, bendLines, bendText } from './bend.js';
import { type Sample, samplesOf } from './corpus.js';
import { Dice } from './dice.js';
import { PythonVerifier } from './python.js';
import { retell, type Tale, write } from './rewrite.js';

const total = Number(process.env.FAIRDRAW_TEST_BENDS ?? 2500);
const seed = Number(process.env.FAIRDRAW_TEST_SEED ?? 1);
const atOnce = 100;
/** Acts that have, among them, all stages, modes, algorithms, kinds of sources, a session and substitutions. */
const acts = [16, 131, 199, 342, 930, 1181, 1, 2, 3, 5, 8];

const beaconAct = 654;

interface Bent {
  name: string;
  level: Sample['level'];
  files: BundleFiles;
}

/** Half of the bundles are bent and healed. */
function bent(dice: Dice, sample: Sample): Bent {
  const { level, files } = sample;
  const change = dice.from(0, 9);
  if (change < 5) {
    const file = dice.pick(Object.keys(files));
    try {
      return { name: `${sample.name}, ${file} retold`, level, files: retold(dice, sample, file) };
    } catch {
      // What was bent is not of the kind that anything could follow from.
    }
  }
  if (change === 5) return { name: `${sample.name}, files`, level, files: bendFiles(dice, files) };
  const file = dice.pick(Object.keys(files));
  const text = files[file]!;
  const changed = change === 6 ? bendText(dice, text) : bendIn(dice, file, text);
  return { name: `${sample.name}, ${file}`, level, files: { ...files, [file]: changed } };
}

/** Half a surrogate pair has no bytes of its own. */
function asBytes({ name, level, files }: Bent): Bent {
  const entries = Object.entries(files).map(([file, text]) => [file, Buffer.from(text as string)]);
  return { name, level, files: Object.fromEntries(entries) };
}

const bendIn = (dice: Dice, file: string, text: string): string =>
  file.endsWith('.jsonl') ? bendLines(dice, text) : write(bend(dice, JSON.parse(text)));

function retold(dice: Dice, sample: Sample, file: string): BundleFiles {
  return retell(sample, (tale) => {
    if (file === 'log.jsonl' || file === 'draw.json') {
      bendLog(dice, tale);
      return 'log.jsonl';
    }
    tale.files[file] = bendIn(dice, file, tale.files[file]!);
    return file;
  });
}

function bendLog(dice: Dice, { events, asWritten }: Tale): void {
  const at = dice.from(0, events.length - 1);
  const change = dice.from(0, 11);
  if (change === 0) events.splice(at, 1);
  else if (change === 1) events.splice(at, 0, structuredClone(events[at]));
  else if (change === 2) events.push(...events.splice(at, 1));
  else if (change === 3) events.splice(at, 0, ...events.splice(dice.from(0, events.length - 1), 1));
  else if (change === 4) {
    asWritten.add(events[at]);
    Object.assign(events[at], bend(dice, events[at]));
  } else Object.assign(events[at], { body: bend(dice, events[at].body) });
}

describe(`${total} bent bundles`, () => {
  const python = new PythonVerifier();
  afterAll(() => python.end());
  // A beacon's signature takes verify.py long: one bundle of it is enough.
  const samples = [...acts.flatMap(samplesOf), ...samplesOf(beaconAct).slice(-1)];

  test('as they were made, both accept them', async () => {
    for (const { name, level, files } of samples) {
      expect([name, verify(level, files)]).toMatchObject([name, { ok: true }]);
      expect([name, await python.verify(level, files)]).toMatchObject([name, { ok: true }]);
    }
  });

  test('both give the same verdict and the same code', async () => {
    const dice = new Dice(seed);
    const seen = new Map<string, number>();
    const differing: string[] = [];
    for (let first = 0; first < total; first += atOnce) {
      const part = Array.from({ length: Math.min(atOnce, total - first) }, () =>
        asBytes(bent(dice, dice.pick(samples))),
      );
      const theirs = Promise.all(part.map(({ level, files }) => python.verify(level, files)));
      const ours = part.map(({ level, files }) => verify(level, files));
      for (const [i, their] of (await theirs).entries()) {
        const [our, theirCode] = [ours[i]!.code, their.ok ? 'accepted' : their.code];
        seen.set(our, (seen.get(our) ?? 0) + 1);
        if (our !== theirCode)
          differing.push(`${part[i]!.name}: ${our}, ${theirCode}; ${ours[i]!.en} | ${their.en}`);
      }
    }
    if (process.env.SHOW) console.log([...seen].sort((a, b) => b[1] - a[1]));
    expect(differing).toEqual([]);
    expect(seen.size).toBeGreaterThan(35);
  }, 600_000);
});

function verify(level: Sample['level'], files: BundleFiles): { ok: boolean; code: string; en?: string } {
  const verdict = level === 'public' ? verifyPublic(files) : verifyRestricted(files);
  return verdict.ok ? { ok: true, code: 'accepted' } : verdict;
}
