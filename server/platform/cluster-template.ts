import { chmodSync, copyFileSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { DurableFiles, durableStartParams } from './embedded-files.js';

/** The nearest folder upward with a package.json: the project's root, from source and from dist alike. */
export function projectRoot(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder);
  return folder;
}

/** An empty cluster takes seconds to create, so one is kept beside the installed packages and copied. */
const templateFolder = join(projectRoot(), 'node_modules', '.cache', 'fairdraw', 'cluster-18.3');

/** Makes an empty cluster in a folder. */
export async function initialiseCluster(folder: string): Promise<void> {
  const cluster = await PGlite.create({
    dataDir: folder,
    fs: new DurableFiles(folder),
    startParams: durableStartParams,
  });
  await cluster.close();
}

/** Makes the template when it is missing; another process that makes it at once does no harm. */
export async function prepareClusterTemplate(): Promise<string> {
  if (existsSync(join(templateFolder, 'PG_VERSION'))) return templateFolder;
  const draft = `${templateFolder}.${process.pid}`;
  mkdirSync(dirname(draft), { recursive: true });
  rmSync(draft, { recursive: true, force: true });
  await initialiseCluster(draft);
  try {
    renameSync(draft, templateFolder);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
  return templateFolder;
}

/** Copies what may be read-only; the copy is its owner's alone and writable. */
function copyCluster(from: string, to: string): void {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, copy] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) {
      copyCluster(source, copy);
      continue;
    }
    copyFileSync(source, copy);
    chmodSync(copy, 0o600);
  }
}

/** Fills an empty folder with a new cluster; an interrupted copy is not taken for a cluster. */
export async function createCluster(folder: string): Promise<void> {
  const draft = `${folder}.new`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(dirname(folder), { recursive: true });
  try {
    copyCluster(await prepareClusterTemplate(), draft);
  } catch {
    // No place for a template (a read-only installation): make the cluster where it is wanted.
    rmSync(draft, { recursive: true, force: true });
    await initialiseCluster(draft);
  }
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}
