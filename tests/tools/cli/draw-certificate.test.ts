import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BundleFiles } from '../../../scheduler/draw/index.js';
import { saveBundle } from '../../../tools/client/index.js';
import { type Certificate, certificatePage } from '../../../tools/fairness/index.js';
import { drawnSample } from '../fairness/sample.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
const { outcome, head, C, publicFiles, restrictedFiles } = drawnSample();
const unit = outcome.units.find(({ officers }) => officers.length > 0)!;
const [officer] = unit.officers as [string];
const saved = async (name: string, files: BundleFiles) => {
  const path = join(folder, name);
  await saveBundle(path, files);
  return path;
};
const restricted = await saved('restricted', restrictedFiles);
const open = await saved('public', publicFiles);
const page = join(folder, 'certificate.html');
const { json: certificate }: { json: Certificate } = await fairdraw([
  ...['draw', 'certificate', restricted, '--unit', unit.id, '--officer', officer],
  ...['--html', page, '--json'],
]);
const check = (file: string, ...more: string[]) =>
  fairdraw(['draw', 'certificate', '--check', file, ...more]);

/** The page with one thing changed in its data. */
function forged(name: string, change: (certificate: Certificate) => void): string {
  const copy = structuredClone(certificate);
  change(copy);
  const path = join(folder, `${name}.json`);
  writeFileSync(path, JSON.stringify(copy));
  return path;
}

describe('fairdraw draw certificate', () => {
  test('states who met whom, how probably, and what vouches for it', () => {
    expect(certificate).toMatchObject({
      campaign: 'food-2026-10',
      C,
      head,
      receiptHash: outcome.receiptHash,
      witnesses: ['w-ji'],
      assurance: 'WITNESSED',
      unit: { id: unit.id, stratum: unit.stratum, ticket: unit.ticket },
      officer: { id: officer },
      pair: { exact: false, trials: 1000 },
    });
    const { k, count, probability } = certificate.unit;
    expect(probability).toBe(unit.stratum === 'c1' ? '1/5' : `1/${count / k}`);
    const { decimal, standardError } = certificate.pair as { decimal: number; standardError: number };
    expect(decimal).toBeGreaterThan(0);
    expect(standardError).toBeCloseTo(Math.sqrt((decimal * (1 - decimal)) / 1000), 12);
    expect(certificate.officer).not.toHaveProperty('name');
  });

  test('is one page without script or outside resource, with its data inside; a name only where given', async () => {
    const html = readFileSync(page, 'utf8');
    expect(html).toContain('尽职留痕凭证');
    expect(html).toContain(unit.id);
    expect(html).not.toMatch(/<script(?! type="application\/json")|src=|href=|url\(/);
    expect(html).not.toContain('检查员');
    const named = join(folder, 'named.html');
    await fairdraw([
      ...['draw', 'certificate', restricted, '--unit', unit.id, '--officer', officer],
      ...['--name', '王<b>某', '--html', named],
    ]);
    expect(readFileSync(named, 'utf8')).toContain('王&lt;b&gt;某');
    expect(readFileSync(named, 'utf8')).not.toContain('王<b>某');
    expect((await check(named, open)).exitCode).toBe(0);
  });

  test('holds against the public bundle: every figure is recomputed', async () => {
    const { exitCode, out } = await check(page, open);
    expect(exitCode).toBe(0);
    expect(out).toContain('可能人数和配对概率重算一致');
    expect(out).not.toContain('Note:');
    expect((await check(page, restricted)).exitCode).toBe(0);
  });

  test('holds against a log head alone; alone it agrees with itself, and says that this is little', async () => {
    const known = await check(page, '--head', head, '--commitment', C, '--receipt', outcome.receiptHash);
    expect(known.exitCode).toBe(0);
    expect(known.out).not.toContain('agrees with itself');
    const alone = await check(page);
    expect(alone.exitCode).toBe(0);
    expect(alone.out).toContain('agrees with itself');
    expect((await check(page, '--head', '1'.repeat(64))).err).toMatch(/DIFFERS: 凭证的日志位置不一致/);
  });

  test('is refused when the words of the page are not those of its data', async () => {
    const painted = join(folder, 'painted.html');
    writeFileSync(painted, certificatePage(certificate).replace('名人员符合条件', '名人员随便挑'));
    const judged = await check(painted, open);
    expect(judged.exitCode).toBe(1);
    expect(judged.err).toMatch(/^PAGE_CHANGED: 页面被改/);
    expect(judged.out).not.toContain('凭证属实');
  });

  const other = outcome.units.find(({ id, officers }) => id !== unit.id && officers.length > 0)!;
  test.each<[string, (c: Certificate) => void, boolean]>([
    [
      'another officer',
      (c) => {
        c.officer.id = 'cert:A1';
      },
      true,
    ],
    [
      'another unit',
      (c) => {
        c.unit.id = other.id;
      },
      true,
    ],
    [
      'another team in the slip',
      (c) => {
        c.slip.record.officers.reverse();
      },
      true,
    ],
    [
      'another salt',
      (c) => {
        c.slip.salt = '0'.repeat(32);
      },
      true,
    ],
    [
      'another ticket',
      (c) => {
        c.unit.ticket = '0'.repeat(16);
      },
      true,
    ],
    [
      'another result',
      (c) => {
        (c.event.body as { resultRoot: string }).resultRoot = '0'.repeat(64);
      },
      true,
    ],
    [
      'another day',
      (c) => {
        c.drawnAt += 86_400;
      },
      true,
    ],
    [
      'a smaller probability of selection',
      (c) => {
        c.unit.probability = '1/50';
        c.unit.decimal = 0.02;
      },
      false,
    ],
    [
      'a decimal that is not the fraction',
      (c) => {
        c.unit.decimal = 0.001;
      },
      false,
    ],
    [
      'a cut-off of one’s own',
      (c) => {
        c.unit.cutOff = 'f'.repeat(16);
      },
      false,
    ],
    [
      'more possible officers',
      (c) => {
        c.officer.eligible += 10;
      },
      false,
    ],
    [
      'another estimate',
      (c) => {
        c.pair.decimal /= 10;
      },
      false,
    ],
    [
      'fewer meetings',
      (c) => {
        (c.pair as { meetings: number }).meetings -= 1;
      },
      false,
    ],
    [
      'another officer’s number',
      (c) => {
        c.officer.index += 1;
      },
      false,
    ],
    [
      'another witness',
      (c) => {
        c.witnesses = ['w-mayor'];
      },
      false,
    ],
    [
      'a stronger assurance',
      (c) => {
        c.assurance = 'BEACON';
      },
      false,
    ],
    [
      'another campaign',
      (c) => {
        c.campaign = 'other';
      },
      false,
    ],
    [
      'another freeze',
      (c) => {
        c.frozenAt -= 1;
      },
      false,
    ],
  ])('is refused with %s', async (name, change, byItself) => {
    const file = forged(name.replaceAll(' ', '-'), change);
    const judged = await check(file, open);
    expect(judged.exitCode).toBe(1);
    expect(judged.err).toMatch(/^(DIFFERS|PATH_WRONG|MALFORMED): /);
    expect((await check(file)).exitCode).toBe(byItself ? 1 : 0);
  });

  test('is refused for who was not drawn, for a page that is none, and without what it needs', async () => {
    const made = (...words: string[]) => fairdraw(['draw', 'certificate', restricted, ...words]);
    const stranger = outcome.units
      .flatMap(({ officers }) => officers)
      .find((id) => !unit.officers.includes(id))!;
    expect((await made('--unit', unit.id, '--officer', stranger)).err).toContain('不在对象');
    expect((await made('--unit', 'licence:none', '--officer', officer)).err).toMatch(/^ID_UNKNOWN/);
    expect((await made('--unit', unit.id)).err).toContain('--officer');
    const none = join(folder, 'none.html');
    writeFileSync(none, '<html></html>');
    expect((await check(none)).err).toMatch(/^MALFORMED/);
    const publicly = await fairdraw(['draw', 'certificate', open, '--unit', unit.id, '--officer', officer]);
    expect(publicly.exitCode).toBe(1);
    expect(publicly.err).toMatch(/NEEDS_RESTRICTED/);
  });

  test('with published probabilities it is exact: row, path, root, and nobody changes it', async () => {
    const me = drawnSample((rules) => {
      rules.team!.alg = 'sr-assign-me/1';
    });
    const [bundle, published] = [
      await saved('me-restricted', me.restrictedFiles),
      await saved('me-public', me.publicFiles),
    ];
    const drawn = me.outcome.units.find(({ officers }) => officers.length > 0)!;
    const file = join(folder, 'me.json');
    const made = await fairdraw([
      ...['draw', 'certificate', bundle, '--unit', drawn.id, '--officer', drawn.officers[1]!],
    ]);
    writeFileSync(file, made.out);
    const { pair } = made.json as Certificate;
    expect(pair).toMatchObject({ exact: true, decimal: (pair as { units: number }).units / 2 ** 32 });
    expect((await check(file, published)).out).toContain('可能人数和配对概率重算一致');
    const changes: ((c: Certificate) => void)[] = [
      (c) => {
        (c.pair as { units: number }).units /= 2;
        c.pair.decimal /= 2;
      },
      (c) => {
        if (c.pair.exact) c.pair.proof.row.slots[0]![0]! -= 1;
      },
      (c) => {
        c.pair = { exact: false, meetings: 1, trials: 1000, standardError: 0, decimal: 0.001 };
      },
    ];
    for (const change of changes) {
      const copy = structuredClone(made.json as Certificate);
      change(copy);
      writeFileSync(file, JSON.stringify(copy));
      expect((await check(file, published)).err).toMatch(/^DIFFERS/);
    }
  });
});
