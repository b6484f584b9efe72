import { closeSync, fsyncSync, openSync } from 'node:fs';

/** Puts a folder's entries on the disk: what was renamed in it stays renamed after a power cut. */
export function syncFolder(folder: string): void {
  // Windows opens no folders, and needs none.
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
