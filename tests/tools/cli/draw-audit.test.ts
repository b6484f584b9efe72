import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { canonical } from '../../../scheduler/draw/index.js';
import { saveBundle } from '../../../tools/client/index.js';
import { drawnSample, samplePools, sampleRules } from '../fairness/sample.js';
import { fairdraw, temporaryFolder } from './command.js';

const folder = temporaryFolder();
const { restrictedFiles, publicFiles, outcome } = drawnSample();

/** Rules and pools as files, the pools in a folder of their own. */
function writtenPools(): string[] {
  const pools = samplePools(60);
  const place = join(folder, 'pools');
  mkdirSync(join(place, 'pool'), { recursive: true });
  for (const { code, records } of pools.strata) writeFileSync(join(place, 'pool', `${code}.jsonl`), records);
  for (const name of ['excluded', 'inspectors', 'conflicts'] as const) {
    writeFileSync(join(place, `${name}.jsonl`), pools[name]);
  }
  const rules = join(folder, 'rules.json');
  writeFileSync(rules, `${canonical(sampleRules())}\n`);
  return ['--rules', rules, '--pools', place];
}

test('of rules and pools before a draw: JSON on standard output, progress beside it', async () => {
  const { exitCode, json, err } = await fairdraw(['draw', 'audit', ...writtenPools(), '--trials', '100']);
  expect(exitCode).toBe(0);
  expect(json).toMatchObject({ kind: 'fairdraw-audit', trials: 100, pairs: { of: 'trial' } });
  expect(err).toContain('100 / 100');
});

test('of a draw that has taken place: its own table, a page and a file', async () => {
  const bundle = join(folder, 'restricted');
  await saveBundle(bundle, restrictedFiles);
  const [html, file] = [join(folder, 'audit.html'), join(folder, 'audit.json')];
  const words = [
    'draw',
    'audit',
    bundle,
    '--trials',
    '50',
    '--per-year',
    '2',
    '--html',
    html,
    '--json',
    file,
  ];
  const { exitCode, out } = await fairdraw(words);
  expect(exitCode).toBe(0);
  expect(out).toContain('对象被抽中的概率在');
  expect(readFileSync(html, 'utf8')).toContain('抽取公平性审计');
  const audit = JSON.parse(readFileSync(file, 'utf8'));
  expect(audit.pairs).toMatchObject({ of: 'draw', targets: outcome.count });
  expect(audit.campaignsPerYear).toBe(2);
});

test('what is not enough is refused with what is needed', async () => {
  expect((await fairdraw(['draw', 'audit'])).err).toContain('--rules');
  expect((await fairdraw(['draw', 'audit', '--trials', '0'])).exitCode).toBe(2);
  const bundle = join(folder, 'public');
  await saveBundle(bundle, publicFiles);
  const refused = await fairdraw(['draw', 'audit', bundle]);
  expect([refused.exitCode, /FILE_MISSING/.test(refused.err)]).toEqual([1, true]);
  const empty = await fairdraw(['draw', 'audit', ...writtenPools().slice(0, 2), '--pools', folder]);
  expect(empty.err).toContain('pool/');
});
