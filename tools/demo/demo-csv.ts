const ROWS_PER_CHUNK = 500;

/**
 * Writes rows as a CSV file in UTF-8 with a byte-order mark and CRLF, as spreadsheets want it, a few hundred rows at a
 * time. The bytes depend on nothing but the rows.
 */
export function* csvBytes(
  headings: readonly string[],
  rows: Iterable<readonly (string | number | undefined)[]>,
): Generator<Uint8Array> {
  const encoder = new TextEncoder();
  let text = `\ufeff${line(headings)}`;
  let count = 0;
  for (const row of rows) {
    text += line(row);
    count += 1;
    if (count % ROWS_PER_CHUNK === 0) {
      yield encoder.encode(text);
      text = '';
    }
  }
  if (text !== '') yield encoder.encode(text);
}

function line(cells: readonly (string | number | undefined)[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
