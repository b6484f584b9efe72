import { fileRefused } from '../file-refusals.js';
import type { TableSource } from '../table-source.js';
import { unpacked } from './unpack.js';
import { attribute, type XmlHandler, XmlScanner } from './xml-scanner.js';
import type { ZipDirectory, ZipEntry } from './zip-directory.js';

/** More than any list of sheets, of relations or of styles. */
const MOST_SMALL_BYTES = 16 * 1024 * 1024;

/** The text of a part, piece by piece. */
export async function* textPieces(
  source: TableSource,
  entry: ZipEntry,
  mostBytes?: number,
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of unpacked(source, entry, mostBytes))
      yield decoder.decode(piece, { stream: true });
    yield decoder.decode();
  } catch (error) {
    if ((error as { code?: unknown }).code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw fileRefused('BROKEN_WORKBOOK');
    }
    throw error;
  }
}

/** Reads a part from beginning to end. */
export async function scanPart(
  source: TableSource,
  entry: ZipEntry,
  handler: XmlHandler,
  mostBytes?: number,
): Promise<void> {
  const scanner = new XmlScanner(handler);
  for await (const text of textPieces(source, entry, mostBytes)) scanner.push(text);
  scanner.end();
}

/** An element by its name and attributes. */
export interface Mark {
  readonly name: string;
  attribute(name: string): string | undefined;
}

/** Every element of a small part, in order; none where the part is not there. */
export async function marksOf(source: TableSource, files: ZipDirectory, path: string): Promise<Mark[]> {
  const entry = files.get(path.toLowerCase());
  const marks: Mark[] = [];
  if (entry === undefined) return marks;
  const handler = {
    open: (name: string, attributes: string) =>
      void marks.push({ name, attribute: (wanted) => attribute(attributes, wanted) }),
    close: () => {},
    text: () => {},
  };
  await scanPart(source, entry, handler, MOST_SMALL_BYTES);
  return marks;
}
