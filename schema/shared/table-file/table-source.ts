/** Opens a file anew each time. */
export interface OpenBytes {
  (): AsyncIterable<Uint8Array>;
  /** From a byte on, where that is cheaper than passing over what lies before it: a workbook is read here and there. */
  readonly from?: (start: number) => AsyncIterable<Uint8Array>;
}

/**
 * Where a file's bytes come from: an array in memory, or a function that opens the file. The file is read several times
 * (to find out what it is, for its heading, for its rows) and never held as a whole.
 */
export type TableSource = Uint8Array | OpenBytes;

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
