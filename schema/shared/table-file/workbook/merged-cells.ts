import { fileRefused, MOST_COLUMNS } from '../file-refusals.js';
import type { TableSource } from '../table-source.js';
import { columnOf } from './column-letters.js';
import { unpacked } from './unpack.js';
import { attribute, XmlScanner } from './xml-scanner.js';
import type { ZipEntry } from './zip-directory.js';

/** Cells of one column, merged over several rows (from 1, both included). */
export interface MergedRows {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

const MOST_MERGES = 500_000;
const RANGE = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/i;

/**
 * The merges of a sheet that span rows, by their first row. They stand behind the rows in the file and count for those,
 * so the part is looked through once beforehand; before the first of them there is nothing to understand.
 */
export async function readMergedRows(source: TableSource, entry: ZipEntry): Promise<readonly MergedRows[]> {
  const merges: MergedRows[] = [];
  const scanner = new XmlScanner({
    open: (name, attributes) => {
      const merge = name === 'mergeCell' ? rowsOf(attribute(attributes, 'ref') ?? '') : undefined;
      if (merge !== undefined) merges.push(merge);
      if (merges.length > MOST_MERGES) throw fileRefused('UNPACKS_TOO_LARGE');
    },
    close: () => {},
    text: () => {},
  });
  for await (const text of textFrom(MERGES, unpacked(source, entry))) scanner.push(text);
  return inOrder(merges);
}

const MERGES = Buffer.from('mergeCells');

/** The text from the first element of a name on; what lies before is not even decoded. */
async function* textFrom(name: Buffer, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let behind: Buffer = Buffer.alloc(0);
  let found = false;
  for await (const piece of pieces) {
    if (found) {
      yield decoder.decode(piece, { stream: true });
      continue;
    }
    const bytes = Buffer.concat([behind, piece]);
    const at = bytes.indexOf(name);
    found = at >= 0;
    if (found) yield decoder.decode(bytes.subarray(bytes.lastIndexOf('<', at)), { stream: true });
    else behind = bytes.subarray(-64);
  }
}

/** By their first row. Merges never overlap: so few are open at a time, and a file in which they do is damaged. */
function inOrder(merges: MergedRows[]): readonly MergedRows[] {
  const bottoms = new Map<number, number>();
  merges.sort((a, b) => a.top - b.top);
  for (const { column, top, bottom } of merges) {
    if (top <= (bottoms.get(column) ?? 0)) throw fileRefused('BROKEN_WORKBOOK');
    bottoms.set(column, bottom);
  }
  return merges;
}

function rowsOf(ref: string): MergedRows | undefined {
  const [, left = '', top, , bottom] = RANGE.exec(ref) ?? [];
  const column = columnOf(left);
  if (top === undefined || Number(top) >= Number(bottom) || column >= MOST_COLUMNS) return undefined;
  return { column, top: Number(top), bottom: Number(bottom) };
}

/** Carries the value of a merged cell down to each row that it covers, one row after the other. */
export class MergedValues {
  private next = 0;
  private open: { readonly merge: MergedRows; value: string }[] = [];

  constructor(private readonly merges: readonly MergedRows[]) {}

  /** Fills in what is merged. Rows come in order; those between may be missing. */
  fill(row: number, cells: string[]): void {
    if (this.merges.length === 0) return;
    if (this.open.length > 0) this.open = this.open.filter(({ merge }) => merge.bottom >= row);
    for (const { merge, value } of this.open) {
      while (cells.length <= merge.column) cells.push('');
      if (cells[merge.column] === '') cells[merge.column] = value;
    }
    for (let merge = this.merges[this.next]; merge !== undefined && merge.top <= row; ) {
      // A merge whose first row holds nothing at all has nothing to carry down.
      if (merge.top === row) this.open.push({ merge, value: cells[merge.column] ?? '' });
      this.next += 1;
      merge = this.merges[this.next];
    }
  }
}
