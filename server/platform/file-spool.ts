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
  // One piece of memory for all parts: a fresh one for each is not given back to the machine.
  let bytes = Buffer.alloc(1 << 20);
  const roomFor = (length: number): Buffer => {
    if (bytes.length < length) bytes = Buffer.alloc(length * 2);
    return bytes;
  };
  const opened = async (): Promise<FileHandle> => {
    if (file) return file;
    const folder = mkdtempSync(join(tmpdir(), 'fairdraw-import-'));
    file = await open(join(folder, 'rows'), 'wx+', 0o600);
    rmSync(folder, { recursive: true });
    return file;
  };
  return {
    add: async (part) => {
      const length = Buffer.byteLength(part);
      const room = roomFor(length);
      room.write(part);
      await (await opened()).write(room, 0, length, end);
      lengths.push(length);
      end += length;
    },
    parts: async function* () {
      let start = 0;
      for (const length of lengths) {
        const room = roomFor(length);
        await (await opened()).read(room, 0, length, start);
        start += length;
        yield room.toString('utf8', 0, length);
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
