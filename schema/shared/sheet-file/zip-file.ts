import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file within a zip, made while it is written. */
export interface ZipEntry {
  readonly name: string;
  readonly data: () => AsyncIterable<string | Uint8Array> | Iterable<string | Uint8Array>;
}

interface Written {
  readonly name: Uint8Array;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  readonly offset: number;
}

/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;
const DEFLATE = 8;
/** 1 January 1980, the earliest that a zip can say: the same table gives the same bytes. */
const DOS_DATE = 0x0021;
const LARGEST = 0xffff_ffff;

function record(size: number, write: (view: DataView) => void): Uint8Array {
  const bytes = new Uint8Array(size);
  write(new DataView(bytes.buffer));
  return bytes;
}

function localHeader(name: Uint8Array): Uint8Array {
  return record(30, (view) => {
    view.setUint32(0, 0x04034b50, true);
    view.setUint16(4, 20, true);
    view.setUint16(6, FLAGS, true);
    view.setUint16(8, DEFLATE, true);
    view.setUint16(12, DOS_DATE, true);
    view.setUint16(26, name.length, true);
  });
}

function descriptor({ crc, packedSize, size }: Written): Uint8Array {
  return record(16, (view) => {
    view.setUint32(0, 0x08074b50, true);
    view.setUint32(4, crc, true);
    view.setUint32(8, packedSize, true);
    view.setUint32(12, size, true);
  });
}

function centralHeader({ name, crc, packedSize, size, offset }: Written): Uint8Array {
  return record(46, (view) => {
    view.setUint32(0, 0x02014b50, true);
    view.setUint16(4, 20, true);
    view.setUint16(6, 20, true);
    view.setUint16(8, FLAGS, true);
    view.setUint16(10, DEFLATE, true);
    view.setUint16(14, DOS_DATE, true);
    view.setUint32(16, crc, true);
    view.setUint32(20, packedSize, true);
    view.setUint32(24, size, true);
    view.setUint16(28, name.length, true);
    view.setUint32(42, offset, true);
  });
}

function endRecord(count: number, size: number, offset: number): Uint8Array {
  return record(22, (view) => {
    view.setUint32(0, 0x06054b50, true);
    view.setUint16(8, count, true);
    view.setUint16(10, count, true);
    view.setUint32(12, size, true);
    view.setUint32(16, offset, true);
  });
}

/** Writes a zip piece by piece; each entry is made only when its turn comes, and none is held. Below 4 GB. */
export async function* zipFile(
  entries: AsyncIterable<ZipEntry> | Iterable<ZipEntry>,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const written: Written[] = [];
  let offset = 0;
  for await (const entry of entries) {
    const name = encoder.encode(entry.name);
    let [crc, size, packedSize] = [0, 0, 0];
    const plain = async function* () {
      for await (const piece of entry.data()) {
        const bytes = typeof piece === 'string' ? encoder.encode(piece) : piece;
        crc = crc32(bytes, crc);
        size += bytes.length;
        yield bytes;
      }
    };
    yield localHeader(name);
    yield name;
    // The callback is only there so that a failure reaches the loop below instead of the process.
    const packed = pipeline(
      Readable.from(plain(), { highWaterMark: 1 }),
      createDeflateRaw({ level: 4 }),
      () => {},
    );
    for await (const chunk of packed as AsyncIterable<Uint8Array>) {
      packedSize += chunk.length;
      yield chunk;
    }
    const one = { name, crc, packedSize, size, offset };
    if (Math.max(size, packedSize, offset) > LARGEST) throw new RangeError('a zip of more than 4 GB');
    yield descriptor(one);
    written.push(one);
    offset += 30 + name.length + packedSize + 16;
  }
  const start = offset;
  for (const one of written) {
    yield centralHeader(one);
    yield one.name;
    offset += 46 + one.name.length;
  }
  yield endRecord(written.length, offset - start, start);
}
