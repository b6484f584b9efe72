import { bytesOf, type TableSource } from '../table-source.js';

/** The bytes of a source from `start` to before `end`; what lies before is passed over. */
export async function* bytesBetween(
  source: TableSource,
  start: number,
  end: number,
): AsyncGenerator<Uint8Array> {
  if (source instanceof Uint8Array) {
    if (start < end) yield* bytesOf(source.subarray(start, end));
    return;
  }
  let at = source.from === undefined ? 0 : start;
  for await (const chunk of source.from?.(start) ?? source()) {
    const piece = chunk.subarray(Math.max(0, start - at), Math.max(0, end - at));
    if (piece.length > 0) yield piece;
    at += chunk.length;
    if (at >= end) return;
  }
}

/** The same in one piece. For short ranges. */
export async function joinedBytes(source: TableSource, start: number, end: number): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of bytesBetween(source, start, end)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** The last bytes of a source, and how many it has. */
export async function tailOf(
  source: TableSource,
  length: number,
): Promise<{ readonly tail: Buffer; readonly size: number }> {
  if (source instanceof Uint8Array) {
    return { tail: Buffer.from(source.subarray(-length)), size: source.length };
  }
  let tail: Buffer = Buffer.alloc(0);
  let size = 0;
  for await (const chunk of bytesOf(source)) {
    size += chunk.length;
    tail = Buffer.concat([tail, chunk]).subarray(-length);
  }
  return { tail, size };
}
