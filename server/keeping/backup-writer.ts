import { createHash, type Hash } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { Transform, Writable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { constants, createZstdCompress } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import { trailerOf } from './backup-trailer.js';

/** A quarter of the default's time for a tenth more bytes. */
const LEVEL = 2;

function hashed(hash: Hash): Transform {
  return new Transform({
    transform(piece, _encoding, done) {
      hash.update(piece);
      done(null, piece);
    },
  });
}

/** Members of a tar, compressed with zstd, and last a frame with the hash of all before it, which other readers skip. */
export class BackupWriter {
  readonly #hash = createHash('sha256');
  readonly #tar: Pack = pack();
  readonly #written: Promise<void>;

  private constructor(
    private readonly file: FileHandle,
    private readonly takenAt: Date,
  ) {
    const compressed = createZstdCompress({
      params: { [constants.ZSTD_c_compressionLevel]: LEVEL, [constants.ZSTD_c_checksumFlag]: 1 },
    });
    const sink = new Writable({
      write: (piece: Buffer, _encoding, done) => {
        file.write(piece).then(() => done(), done);
      },
    });
    this.#tar.on('error', (error) => compressed.destroy(error));
    compressed.on('error', (error) => sink.destroy(error));
    this.#tar.pipe(compressed).pipe(hashed(this.#hash)).pipe(sink);
    this.#written = finished(sink);
    this.#written.catch(() => {});
  }

  /** @throws when the file exists already, or cannot be made */
  static async create(path: string, takenAt: Date): Promise<BackupWriter> {
    return new BackupWriter(await open(path, 'wx', 0o600), takenAt);
  }

  /** Adds a member. @returns once there is room for the next */
  async add(name: string, bytes: Uint8Array): Promise<void> {
    const header = { name, size: bytes.length, mode: 0o600, mtime: this.takenAt };
    const added = new Promise<void>((resolve, reject) => {
      this.#tar.entry(header, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), (error) =>
        error ? reject(error) : resolve(),
      );
    });
    await Promise.race([added, this.#written]);
  }

  /** Ends the file, which then is on the disk. @returns its hash, which is its last 32 bytes as well */
  async finish(): Promise<string> {
    this.#tar.finalize();
    await this.#written;
    const digest = this.#hash.digest();
    await this.file.write(trailerOf(digest));
    await this.file.sync();
    await this.file.close();
    return digest.toString('hex');
  }

  /** Gives the file up. */
  async abandon(): Promise<void> {
    this.#tar.destroy();
    await this.file.close();
  }
}
