import { copyFile, link, mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Writes a new file down to the disk. Its name is on the disk only after `syncFolder`. */
export async function writeDurably(path: string, content: Uint8Array | string, mode = 0o600): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', mode);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Replaces a file all at once: after a crash it holds either the old or the new content. */
export async function replaceDurably(path: string, content: Uint8Array | string): Promise<void> {
  const draft = `${path}.next`;
  const file = await open(draft, 'w', 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(draft, path);
  await syncFolder(dirname(path));
}

/** Names in a folder are on the disk only with the folder itself; Windows cannot open one. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** The same file under a second name; a copy on file systems that cannot link. */
export async function linkOrCopy(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true, mode: 0o700 });
  await link(from, to).catch(() => copyFile(from, to));
}
