import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import type { BundleFiles } from '../../scheduler/draw/index.js';
import { ClientError } from './client-error.js';

/** What systems leave behind in folders on their own. */
const leftByChance = /^(\..*|Thumbs\.db|desktop\.ini)$/;

/** Reads a bundle from a folder: every file in it, named with slashes. */
export async function readBundleFolder(folder: string): Promise<BundleFiles> {
  const known = await stat(folder).catch(() => undefined);
  if (!known?.isDirectory()) {
    throw new ClientError('NO_FOLDER', `没有文件夹 ${folder}。`, `There is no folder ${folder}.`);
  }
  // Anything but a bundle is not read through, however large: verify then misses draw.json.
  if (!existsSync(join(folder, 'draw.json'))) return {};
  const files: Record<string, Uint8Array> = {};
  for (const entry of await readdir(folder, { withFileTypes: true, recursive: true })) {
    if (!entry.isFile() || leftByChance.test(entry.name)) continue;
    const path = join(entry.parentPath, entry.name);
    files[relative(folder, path).split(sep).join('/')] = await readFile(path);
  }
  return files;
}

/** Saves a bundle into a new or empty folder, for its owner alone: a restricted one names people. */
export async function saveBundle(folder: string, files: BundleFiles): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0) {
    throw new ClientError('NOT_EMPTY', `文件夹 ${folder} 不是空的。`, `The folder ${folder} is not empty.`);
  }
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, ...name.split('/'));
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(path, bytes, { flag: 'wx', mode: 0o600 });
  }
}
