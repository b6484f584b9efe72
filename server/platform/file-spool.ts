import { mkdtempSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Spool } from '../../schema/registry/index.js';

/**
 * A spool in a file without a name: it is removed from its folder as soon as it is open, so that a process that dies
 * leaves nothing of anybody's data behind. Memory holds one part.
 */
export function fileSpool(): Spool & { close(): Promise<void> } {
  let file: FileHandle | undefined;
  let lengths: number[] = [];
  let end = 0;
  const opened = async (): Promise<FileHandle> => {
    if (file) return file;
    const folder = mkdtempSync(join(tmpdir(), 'fairdraw-import-'));
    file = await open(join(folder, 'rows'), 'wx+', 0o600);
    rmSync(folder, { recursive: true });
    return file;
  };
  return {
    add: async (part) => {
      const bytes = Buffer.from(part);
      await (await opened()).write(bytes, 0, bytes.length, end);
      lengths.push(bytes.length);
      end += bytes.length;
    },
    parts: async function* () {
      let start = 0;
      for (const length of lengths) {
        const bytes = Buffer.alloc(length);
        await (await opened()).read(bytes, 0, length, start);
        start += length;
        yield bytes.toString();
      }
    },
    clear: async () => {
      lengths = [];
      end = 0;
      await file?.truncate(0);
    },
    close: async () => {
      await file?.close();
      file = undefined;
    },
  };
}
