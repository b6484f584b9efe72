import { createReadStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { syncFolder } from '../platform/durable-folder.js';
import { BlobDamagedError, type BlobStore, StoreUnavailableError } from './blob-store.js';

const PIECE_BYTES = 256 * 1024;

/** Whether a folder of blobs has this one whole. */
export function hasBlob(folder: string, id: string): boolean {
  return existsSync(join(folder, id.slice(-2), id));
}

function describe(error: unknown): StoreUnavailableError {
  // The code says enough (ENOSPC, EACCES, EROFS), and no path.
  return new StoreUnavailableError((error as NodeJS.ErrnoException).code ?? 'the disk failed');
}

/**
 * Evidence in a folder: by the last two digits of its name in one of 256 folders. A blob is written beside its place, put
 * on the disk, and gets its name by one renaming; a power cut leaves either all of it or none.
 */
export function createDiskStore(folder: string): BlobStore {
  const shardOf = (id: string) => join(folder, id.slice(-2));
  const pathOf = (id: string) => join(shardOf(id), id);

  async function write(id: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
    const shard = shardOf(id);
    const made = await mkdir(shard, { recursive: true, mode: 0o700 });
    if (made) syncFolder(folder);
    const draft = `${pathOf(id)}.part`;
    // Left behind by a process that died.
    await rm(draft, { force: true });
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const piece of bytes) await file.writeFile(piece);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, pathOf(id));
    syncFolder(shard);
  }

  return {
    place: folder,
    list: async () => {
      try {
        const found = await readdir(folder, { recursive: true, withFileTypes: true });
        return found
          .filter((one) => one.isFile())
          .map((one) => relative(folder, join(one.parentPath, one.name)));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
        throw describe(error);
      }
    },
    put: async (id, bytes) => {
      try {
        await write(id, bytes);
      } catch (error) {
        await rm(`${pathOf(id)}.part`, { force: true }).catch(() => {});
        throw describe(error);
      }
    },
    get: async (id) => {
      const stream = createReadStream(pathOf(id), { highWaterMark: PIECE_BYTES });
      await new Promise<void>((resolve, reject) => {
        stream.once('open', () => resolve());
        stream.once('error', (error: NodeJS.ErrnoException) =>
          reject(error.code === 'ENOENT' ? new BlobDamagedError(`no blob ${id}`) : describe(error)),
        );
      });
      return stream;
    },
    remove: async (id) => {
      try {
        await rm(pathOf(id), { force: true });
        await rm(`${pathOf(id)}.part`, { force: true });
      } catch (error) {
        throw describe(error);
      }
    },
  };
}
