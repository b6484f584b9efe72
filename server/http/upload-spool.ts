import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';

/** How many bytes one part of an upload has. */
const PART_BYTES = 1024 * 1024;

/** A file that has been received whole and waits on this machine. */
export interface SpooledFile {
  /** Lower-case hex. */
  readonly sha256: string;
  /** In bytes. */
  readonly size: number;
  /** Where it waits, for those who read here and there in it. */
  readonly path: string;
  /** Its bytes in parts of at most 1 MB. */
  parts(): AsyncIterable<Uint8Array>;
  /** Removes it; it may hold personal data. */
  remove(): Promise<void>;
}

/** More bytes came than may come. */
export class TooLargeError extends Error {}

/**
 * Takes a body into a file of this process alone. A slow sender must not hold a transaction open: on the embedded
 * database nobody else could do anything meanwhile.
 * @throws TooLargeError past the limit; nothing is left behind
 */
export async function spool(body: Readable, limitBytes: number): Promise<SpooledFile> {
  const folder = await mkdtemp(join(tmpdir(), 'fairdraw-upload-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'file');
    const { sha256, size } = await write(body, path, limitBytes);
    return { sha256, size, path, remove, parts: () => createReadStream(path, { highWaterMark: PART_BYTES }) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function write(body: Readable, path: string, limitBytes: number) {
  const hash = createHash('sha256');
  const file = await open(path, 'wx', 0o600);
  let size = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limitBytes) throw new TooLargeError();
      hash.update(chunk);
      await file.writeFile(chunk);
    }
  } finally {
    await file.close();
  }
  return { sha256: hash.digest('hex'), size };
}
