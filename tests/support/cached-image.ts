import { createHash } from 'node:crypto';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const root = process.cwd();
export const cacheFolder = join(root, 'node_modules', '.cache', 'fairdraw');

/** Changes whenever a migration does. */
export function hashMigrations(): string {
  const hash = createHash('sha256');
  const folder = join(root, 'migrations');
  for (const file of readdirSync(folder).sort()) hash.update(file).update(readFileSync(join(folder, file)));
  return hash.digest('hex').slice(0, 16);
}

/** A process that died while making an image leaves its lock behind; no image takes this long. */
const STALE_LOCK_MS = 60_000;

function takeLock(lock: string): boolean {
  try {
    closeSync(openSync(lock, 'wx'));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    const age = Date.now() - (statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > STALE_LOCK_MS) rmSync(lock, { force: true });
    return false;
  }
}

/** The file of that name in the cache, made by one of the test processes while the others wait. */
export async function cachedImage(name: string, make: () => Promise<Blob>): Promise<string> {
  const file = join(cacheFolder, name);
  while (!existsSync(file)) {
    mkdirSync(cacheFolder, { recursive: true });
    const lock = `${file}.lock`;
    if (!takeLock(lock)) {
      await sleep(50);
      continue;
    }
    try {
      if (existsSync(file)) break;
      const image = await make();
      writeFileSync(`${file}.draft`, Buffer.from(await image.arrayBuffer()));
      renameSync(`${file}.draft`, file);
    } finally {
      rmSync(lock, { force: true });
    }
  }
  return file;
}

const DAY_MS = 86_400_000;

/** Removes images of earlier migrations that nobody used today. */
export function forgetOldImages(prefix: string): void {
  for (const file of readdirSync(cacheFolder)) {
    const path = join(cacheFolder, file);
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (file.startsWith(prefix) && Date.now() - modified > DAY_MS) rmSync(path, { force: true });
  }
}
