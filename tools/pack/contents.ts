import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative, sep } from 'node:path';
import { serifFiles } from '../../schema/document/paper/font/fonts.js';
import type { Entry } from './archive.js';
import { PackError } from './pack-error.js';
import { findNode, listProductionPackages } from './production-packages.js';

/** Tracked files that only developers need. */
const developersOnly = /^(tests|bench|\.ci)\/|^(\.[^/]+|biome\.json|jest\.config\.mjs)$/;
/** Sources that the compiler makes programs of. */
const compiled = /^(server|schema|scheduler|migrations|tools)\/.*\.ts$/;
/** What compilers and debuggers read in a package, and nothing that runs: half of all bytes. */
const neverRun = /\.(map|flow|[mc]?tsx?)$/;
/** The package of the text font has eight weights of 15 MB, and pictures of them; papers are printed in two. */
const weight = /\/@expo-google-fonts\/.*\.ttf(\.png)?$/;
const usedWeights = new Set(Object.values(serifFiles).map((file) => basename(file)));
const programs = new Set(['bin/fairdraw.mjs', 'verify/verify.py']);

function git(root: string, ...args: string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  } catch {
    throw new PackError('打包需要 git 工作区', 'packing needs a git working tree: it packs what is tracked');
  }
}

/** The commit that is packed, when it was made, and whether the working tree differs from it. */
export function readCommit(root: string): { commit: string; at: Date; isChanged: boolean } {
  const [commit = '', seconds = ''] = git(root, 'log', '-1', '--format=%H %ct').trim().split(' ');
  const isChanged = git(root, 'status', '--porcelain', '--untracked-files=no').trim() !== '';
  return { commit, at: new Date(Number(seconds) * 1000), isChanged };
}

/** Files below a folder and its empty folders, by paths inside it. */
function walk(folder: string, skip: (path: string) => boolean = () => false): Entry[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry): Entry[] => {
    const path = join(folder, entry.name);
    if (skip(path)) return [];
    if (!entry.isDirectory()) return [{ path: entry.name, content: path }];
    const inside = walk(path, skip);
    if (inside.length === 0) return [{ path: entry.name }];
    return inside.map((one) => ({ ...one, path: `${entry.name}/${one.path}` }));
  });
}

function below(place: string, entries: readonly Entry[]): Entry[] {
  return entries.map((entry) => ({ ...entry, path: `${place}/${entry.path}` }));
}

function listTracked(root: string): string[] {
  return git(root, 'ls-files', '-z')
    .split('\0')
    .filter((path) => path !== '' && !developersOnly.test(path) && existsSync(join(root, path)));
}

/** Programs of the sources that are tracked: what an earlier build left behind is no part of it. */
function listCompiled(root: string, tracked: readonly string[]): Entry[] {
  const paths = tracked
    .filter((path) => compiled.test(path) && !path.endsWith('.d.ts'))
    .map((path) => `dist/${path.replace(/\.ts$/, '.js')}`);
  const missing = paths.find((path) => !existsSync(join(root, path)));
  if (missing) throw new PackError(`尚未编译：${missing}`, `not built: ${missing}; npm run build first`);
  const web = readdirSync(join(root, 'dist', 'web')).filter((name) => !name.endsWith('.map'));
  return [...paths, ...web.map((name) => `dist/web/${name}`)].map((path) => ({
    path,
    content: join(root, path),
  }));
}

/** Whether a file or folder of a package stays behind. */
export function staysBehind(path: string): boolean {
  const inside = path.split(sep).join('/');
  if (weight.test(inside)) return !usedWeights.has(basename(path));
  return neverRun.test(inside) || inside.endsWith('/node_modules');
}

/** The files of the packages that run. */
export function listPackages(root: string, platform: string): Entry[] {
  return listProductionPackages(root, platform).flatMap((path) => {
    const folder = join(root, path);
    return below(relative(root, folder).split(sep).join('/'), walk(folder, staysBehind)).filter(
      ({ content }) => content !== undefined,
    );
  });
}

function listNode(root: string, platform: string): Entry[] {
  const folder = findNode(root, platform);
  return [
    { path: 'node/bin/node', content: join(folder, 'bin', 'node'), isProgram: true },
    { path: 'node/LICENSE', content: join(folder, 'LICENSE') },
  ];
}

/** Where a cluster is looked for: `server/platform/cluster-template.ts`. */
const CLUSTER_PLACE = 'node_modules/.cache/fairdraw/cluster-18.3';

/** Everything that an archive holds. @param cluster folder of a prepared cluster */
export function listContents(root: string, platform: string, cluster: string, build: object): Entry[] {
  const tracked = listTracked(root);
  const launcher = readFileSync(join(root, 'tools', 'pack', 'fairdraw.sh'));
  return [
    { path: 'fairdraw', content: launcher, isProgram: true },
    { path: 'BUILD.json', content: Buffer.from(`${JSON.stringify(build, null, 2)}\n`) },
    ...tracked.map((path) => ({ path, content: join(root, path), isProgram: programs.has(path) })),
    ...listCompiled(root, tracked),
    ...listPackages(root, platform),
    ...listNode(root, platform),
    ...below(CLUSTER_PLACE, walk(cluster)),
  ];
}
