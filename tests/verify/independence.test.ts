/** The independent verifier is what it says: one language, its standard library, and nothing of the engine. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const modules = readdirSync('verify').filter((name) => name.endsWith('.py'));

test('it knows its published values: hashes, trees, signatures, pairing, draws', () => {
  const run = spawnSync('python3', ['verify/verify.py', '--selftest'], { encoding: 'utf8' });
  expect(run.stdout).toMatch(/^0 failed/m);
  expect(run.status).toBe(0);
});

test('it imports the standard library and itself, and never this project', () => {
  const own = modules.map((name) => name.slice(0, -3));
  const script = 'import json, sys; print(json.dumps(sorted(sys.stdlib_module_names)))';
  const library = JSON.parse(spawnSync('python3', ['-c', script], { encoding: 'utf8' }).stdout) as string[];
  const imported = modules.flatMap((name) => {
    const text = readFileSync(`verify/${name}`, 'utf8');
    return [...text.matchAll(/^\s*(?:from|import)\s+([a-z0-9_]+)/gm)].map((match) => match[1]!);
  });
  expect(imported.length).toBeGreaterThan(20);
  expect(imported.filter((name) => !own.includes(name) && !library.includes(name))).toEqual([]);
  for (const name of modules)
    expect(readFileSync(`verify/${name}`, 'utf8')).not.toMatch(/subprocess|node_modules|os\.system/);
});
