/**
 * Where a file's bytes come from: an array in memory, or a function that opens the file anew each time it is called.
 * The file is read twice (once to find out its encoding, once for its rows) and never held as a whole.
 */
export type TableSource = Uint8Array | (() => AsyncIterable<Uint8Array>);

const CHUNK_BYTES = 65_536;

/** The bytes of a source, in pieces. */
export async function* bytesOf(source: TableSource): AsyncGenerator<Uint8Array> {
  if (typeof source === 'function') {
    yield* source();
    return;
  }
  for (let start = 0; start < source.length; start += CHUNK_BYTES) {
    yield source.subarray(start, start + CHUNK_BYTES);
  }
}
