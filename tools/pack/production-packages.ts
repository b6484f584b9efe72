import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PackError } from './pack-error.js';

interface LockedPackage {
  readonly version: string;
  readonly dev?: boolean;
  readonly optional?: boolean;
  readonly devOptional?: boolean;
  readonly peer?: boolean;
}

/** The Node of each platform comes by a package of its own, packed apart. */
const NODE_PACKAGE = /^node_modules\/node-(linux|win|darwin)-/;

function readManifestVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as LockedPackage).version;
}

/** Reading pictures comes as a binary of each platform: only the archive's own goes in, and without it there is none. */
const PICTURE_PACKAGE = /^node_modules\/@img\/sharp-/;
const picturesOf = (platform: string) =>
  ['sharp', 'sharp-libvips'].map((name) => `node_modules/@img/${name}-${platform}`);

function requirePictures(root: string, platform: string, packages: Record<string, LockedPackage>): void {
  for (const path of picturesOf(platform)) {
    if (!packages[path] || existsSync(join(root, path, 'package.json'))) continue;
    const name = path.replace('node_modules/', '');
    throw new PackError(
      `未安装 ${platform} 的 ${name}：用 npm pack ${name}@${packages[path].version} 取得并解开到 ${path}`,
      `${name} is not installed: get it by npm pack ${name}@${packages[path].version} and unpack it to ${path}`,
    );
  }
}

/**
 * Folders of the packages that run, by the lock file: no registry is asked. What the lock file wants is there in just
 * that version; an optional package of another platform may be absent.
 * @throws PackError naming what is missing or of another version
 */
export function listProductionPackages(root: string, platform: string): string[] {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, LockedPackage>;
  };
  const wanted = Object.entries(lock.packages).filter(
    ([path, { dev }]) => path !== '' && !dev && !NODE_PACKAGE.test(path),
  );
  const isThere = (path: string) => existsSync(join(root, path, 'package.json'));
  const wrong = wanted.filter(([path, { version, optional, devOptional }]) =>
    isThere(path) ? readManifestVersion(join(root, path)) !== version : !optional && !devOptional,
  );
  if (wrong.length > 0) {
    const names = wrong.map(([path]) => path.replace('node_modules/', '')).join(', ');
    throw new PackError(`已装的依赖与锁文件不符，请运行 npm ci（${names}）`, `npm ci first: ${names}`);
  }
  requirePictures(root, platform, lock.packages);
  const isOurs = (path: string) => !PICTURE_PACKAGE.test(path) || picturesOf(platform).includes(path);
  return wanted.map(([path]) => path).filter((path) => isOurs(path) && isThere(path));
}

/** Where the Node of a platform lies. @throws PackError when it is not installed */
export function findNode(root: string, platform: string): string {
  const name = `node-${platform}`;
  const folder = join(root, 'node_modules', name);
  if (existsSync(join(folder, 'bin', 'node'))) return folder;
  const { version } = (
    JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, LockedPackage>;
    }
  ).packages[`node_modules/${name}`] ?? { version: 'latest' };
  throw new PackError(
    `未安装 ${platform} 的 Node：用 npm pack ${name}@${version} 取得并解开到 node_modules/${name}`,
    `Node for ${platform} is not installed: get it by npm pack ${name}@${version} and unpack it to node_modules/${name}`,
  );
}
