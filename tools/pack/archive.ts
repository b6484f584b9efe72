import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { pack as createTar, type Pack } from 'tar-stream';

/** One file or empty folder of an archive. */
export interface Entry {
  /** Inside the archive, with `/`. */
  readonly path: string;
  /** Its bytes, or the file that has them; a folder has none. */
  readonly content?: Uint8Array | string;
  readonly isProgram?: boolean;
}

/** What an archive became. */
export interface Packed {
  readonly fileCount: number;
  /** Before compression. */
  readonly byteCount: number;
  readonly sha256: string;
}

function byPath(a: Entry, b: Entry): number {
  return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

function add(tar: Pack, name: string, mode: number, mtime: Date, bytes?: Uint8Array): Promise<void> {
  const header = { name, mode, mtime, uid: 0, gid: 0, type: bytes ? 'file' : 'directory' } as const;
  return new Promise((resolve, reject) => {
    tar.entry(header, Buffer.from(bytes ?? []), (error) => (error ? reject(error) : resolve()));
  });
}

function bytesOf(content: Uint8Array | string): Uint8Array {
  return typeof content === 'string' ? readFileSync(content) : content;
}

/** Adds entries by their paths, then `SHA256SUMS` of them all. */
async function fill(tar: Pack, folder: string, mtime: Date, entries: readonly Entry[]) {
  const sums: string[] = [];
  let byteCount = 0;
  for (const { path, content, isProgram } of [...entries].sort(byPath)) {
    if (content === undefined) {
      await add(tar, `${folder}/${path}`, 0o755, mtime);
      continue;
    }
    const bytes = bytesOf(content);
    sums.push(`${createHash('sha256').update(bytes).digest('hex')}  ${path}\n`);
    byteCount += bytes.length;
    await add(tar, `${folder}/${path}`, isProgram ? 0o755 : 0o644, mtime, bytes);
  }
  await add(tar, `${folder}/SHA256SUMS`, 0o644, mtime, Buffer.from(sums.join('')));
  tar.finalize();
  return { fileCount: sums.length, byteCount };
}

async function hashFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
}

/**
 * Writes entries into one `.tar.gz` below one folder: sorted, of one time and owner, so that the same entries make the
 * same bytes.
 * @param level of gzip, 1 the quickest
 */
export async function writeArchive(
  file: string,
  folder: string,
  mtime: Date,
  entries: readonly Entry[],
  level = 6,
): Promise<Packed> {
  const tar = createTar();
  const written = pipeline(tar, createGzip({ level }), createWriteStream(file));
  const [counts] = await Promise.all([fill(tar, folder, mtime, entries), written]);
  return { ...counts, sha256: await hashFile(file) };
}
