import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { CsvRecords } from '../../../../schema/shared/table-file/csv-records.js';

function recordsOf(text: string, delimiter: string, cut: number): string[][] {
  const records = new CsvRecords(delimiter);
  const found: string[][] = [];
  for (let at = 0; at < text.length; at += cut) found.push(...records.read(text.slice(at, at + cut), false));
  return [...found, ...records.read('', true)];
}

const cell = fc.array(fc.constantFrom('演', 'a', ',', ';', '"', '\n', '\r', '\r\n', ' ', '\t'), {
  maxLength: 6,
});

/** A table as programs write it: what needs quotation marks has them, and some of the rest. */
const written = fc
  .array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 1, maxLength: 4 }), {
    minLength: 1,
    maxLength: 6,
  })
  .chain((rows) =>
    fc.tuple(fc.constant(rows), fc.constantFrom('\n', '\r\n', '\r'), fc.constantFrom(',', ';', '\t')),
  );

test('a table is split as csv-parse splits it, however its text is cut into pieces', () => {
  fc.assert(
    fc.property(written, fc.integer({ min: 1, max: 9 }), ([rows, end, delimiter], cut) => {
      const text = rows
        .map((cells) => cells.map(([parts, isQuoted]) => asCell(parts.join(''), isQuoted)).join(delimiter))
        .join(end);
      const options = { delimiter, record_delimiter: ['\r\n', '\n', '\r'], relax_column_count: true };
      expect(recordsOf(text, delimiter, cut)).toEqual(parse(text, options));
    }),
    { numRuns: 300 },
  );
});

function asCell(text: string, isQuoted: boolean): string {
  return isQuoted || /[",;\t\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

test('marks that belong to nothing stand as they are', () => {
  expect(recordsOf('a"b",c\n"d"e,f"\n', ',', 3)).toEqual([
    ['a"b"', 'c'],
    ['"d"e', 'f"'],
  ]);
});
