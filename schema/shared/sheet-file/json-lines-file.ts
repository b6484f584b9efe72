import type { SheetColumn, SheetRows } from './sheet-rows.js';

/** A table as JSON Lines, piece by piece: one object for each row, every heading in it, all values texts. */
export async function* jsonLinesFile(
  columns: readonly SheetColumn[],
  rows: SheetRows,
): AsyncGenerator<Uint8Array> {
  const encoder = new TextEncoder();
  const keys = columns.map(({ heading }) => `${JSON.stringify(heading)}:`);
  for await (const page of rows) {
    const lines = page.map(
      (cells) => `{${keys.map((key, index) => key + JSON.stringify(cells[index] ?? '')).join(',')}}\n`,
    );
    if (lines.length > 0) yield encoder.encode(lines.join(''));
  }
}
