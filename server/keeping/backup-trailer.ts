import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { BackupFileError } from './backup-format.js';

/** RFC 8878 §3.1.2: a skippable frame of 32 bytes, which every other reader of zstd passes over. */
const FRAME = Buffer.from([0x5f, 0x2a, 0x4d, 0x18, 32, 0, 0, 0]);
/** RFC 8878 §3.1.1. */
const ZSTD = Buffer.from([0x28, 0xb5, 0x2f, 0xfd]);
const TRAILER_BYTES = FRAME.length + 32;

/** The end of the file. @param digest SHA-256 of all before it */
export function trailerOf(digest: Uint8Array): Buffer {
  return Buffer.concat([FRAME, digest]);
}

async function readAt(file: FileHandle, start: number, length: number): Promise<Buffer> {
  const { bytesRead, buffer } = await file.read(Buffer.alloc(length), 0, length, start);
  return buffer.subarray(0, bytesRead);
}

async function hashUpTo(path: string, end: number): Promise<Buffer> {
  const hash = createHash('sha256');
  for await (const piece of createReadStream(path, { end: end - 1 })) hash.update(piece);
  return hash.digest();
}

/** What the file's last bytes say of the others. */
export interface Sealed {
  /** SHA-256, in hexadecimal. */
  readonly sha256: string;
  /** How many bytes stand before the trailer. */
  readonly length: number;
}

async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path, 'r');
  } catch {
    throw new BackupFileError('ABSENT', path);
  }
}

/** Compares the file with its own hash. @throws BackupFileError when a byte is missing or is another */
export async function checkTrailer(path: string): Promise<Sealed> {
  const file = await openFile(path);
  try {
    const stat = await file.stat();
    if (!stat.isFile()) throw new BackupFileError('NOT_A_BACKUP', path);
    const start = await readAt(file, 0, ZSTD.length);
    if (!start.equals(ZSTD)) throw new BackupFileError('NOT_A_BACKUP', path);
    const length = stat.size - TRAILER_BYTES;
    const trailer = length > 0 ? await readAt(file, length, TRAILER_BYTES) : Buffer.alloc(0);
    if (!trailer.subarray(0, FRAME.length).equals(FRAME)) throw new BackupFileError('CUT', path);
    const digest = await hashUpTo(path, length);
    if (!digest.equals(trailer.subarray(FRAME.length))) throw new BackupFileError('ALTERED', path);
    return { sha256: digest.toString('hex'), length };
  } finally {
    await file.close();
  }
}
