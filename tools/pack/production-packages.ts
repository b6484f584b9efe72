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

/**
 * Folders of the packages that run, by the lock file: no registry is asked. What the lock file wants is there in just
 * that version; an optional package of another platform may be absent.
 * @throws PackError naming what is missing or of another version
 */
export function listProductionPackages(root: string): string[] {
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
  return wanted.map(([path]) => path).filter(isThere);
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
