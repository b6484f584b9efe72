import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Packed, writeArchive } from './archive.js';
import { listContents, readCommit } from './contents.js';
import { prepareCluster } from './prepared-cluster.js';
import { findNode } from './production-packages.js';

/** Platforms whose Node the lock file names and whose shell starts it. */
export const platforms = ['linux-x64', 'linux-arm64'] as const;
export type Platform = (typeof platforms)[number];

/** An archive that was written. */
export interface Archive extends Packed {
  readonly file: string;
  /** The folder that it unpacks to. */
  readonly name: string;
  /** The working tree differed from the commit. */
  readonly isChanged: boolean;
}

function readVersion(folder: string): string {
  return (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { version: string }).version;
}

/** Writes the archive of one platform and its hash beside it. @param level of gzip @throws PackError */
export async function pack(root: string, out: string, platform: Platform, level?: number): Promise<Archive> {
  const node = readVersion(findNode(root, platform));
  const version = readVersion(root);
  const { commit, at, isChanged } = readCommit(root);
  const name = `fairdraw-${version}-${platform}`;
  const work = mkdtempSync(join(tmpdir(), 'fairdraw-pack-'));
  try {
    const cluster = join(work, 'cluster');
    prepareCluster(cluster);
    const build = { name: 'fairdraw', version, commit, isChanged, platform, node };
    const entries = listContents(root, platform, cluster, build);
    mkdirSync(out, { recursive: true });
    const file = join(out, `${name}.tar.gz`);
    const packed = await writeArchive(file, name, at, entries, level);
    writeFileSync(`${file}.sha256`, `${packed.sha256}  ${name}.tar.gz\n`);
    return { ...packed, file, name, isChanged };
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
