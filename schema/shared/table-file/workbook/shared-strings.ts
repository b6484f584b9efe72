import { fileRefused } from '../file-refusals.js';
import type { TableSource } from '../table-source.js';
import { scanPart } from './xml-part.js';
import type { XmlHandler } from './xml-scanner.js';
import type { ZipEntry } from './zip-directory.js';

const MOST_TEXT_BYTES = 192 * 1024 * 1024;
const MOST_TEXTS = 8_000_000;

/** The texts that cells refer to by number, held as bytes: as many strings would take several times the memory. */
export class SharedStrings {
  private bytes = Buffer.allocUnsafe(65_536);
  private ends = new Uint32Array(1_024);
  private count = 0;
  private used = 0;

  add(text: string): void {
    const length = Buffer.byteLength(text);
    if (this.used + length > MOST_TEXT_BYTES || this.count >= MOST_TEXTS)
      throw fileRefused('UNPACKS_TOO_LARGE');
    while (this.used + length > this.bytes.length) {
      this.bytes = Buffer.concat([this.bytes, Buffer.allocUnsafe(this.bytes.length)]);
    }
    this.used += this.bytes.write(text, this.used);
    if (this.count === this.ends.length) {
      const ends = new Uint32Array(2 * this.count);
      ends.set(this.ends);
      this.ends = ends;
    }
    this.ends[this.count] = this.used;
    this.count += 1;
  }

  /** The text of a number; undefined where there is none. */
  at(n: number): string | undefined {
    if (!(n >= 0 && n < this.count)) return undefined;
    return this.bytes.toString('utf8', n === 0 ? 0 : this.ends[n - 1], this.ends[n]);
  }
}

/** Reads the part of shared texts; the runs of a rich text are put together, its pronunciation is left out. */
export async function readSharedStrings(
  source: TableSource,
  entry: ZipEntry | undefined,
): Promise<SharedStrings> {
  const strings = new SharedStrings();
  if (entry === undefined) return strings;
  const reader = new RichText();
  await scanPart(source, entry, {
    open: (name) => reader.open(name),
    close: (name) => {
      reader.close(name);
      if (name === 'si') strings.add(reader.take());
    },
    text: (text) => reader.text(text),
  });
  return strings;
}

/** Gathers the text of an `si` or `is` element. Source: ECMA-376 part 1, §18.4.8 (`rPh` is pronunciation). */
export class RichText implements XmlHandler {
  private gathered = '';
  private inText = false;
  private inPronunciation = false;

  open(name: string): void {
    if (name === 't') this.inText = true;
    else if (name === 'rPh') this.inPronunciation = true;
  }

  close(name: string): void {
    if (name === 't') this.inText = false;
    else if (name === 'rPh') this.inPronunciation = false;
  }

  text(text: string): void {
    if (this.inText && !this.inPronunciation) this.gathered += text;
  }

  /** The text so far, and begins anew. */
  take(): string {
    const text = this.gathered;
    this.gathered = '';
    return text;
  }
}
