import { isFailed, NOT_CALCULATED } from './cell-errors.js';
import { archiveTexts } from './workbook-archive.js';

/** Cells of a sheet without a usable result: text to show for each, by row (from 1), then by column (from 0). */
export type CellErrors = ReadonlyMap<number, ReadonlyMap<number, string>>;

/**
 * Cells that the reader of workbooks passes over as if they were blank: formulas that failed (`#N/A`) and formulas
 * whose result was never stored. By the sheet's place in the workbook.
 * Source: ECMA-376 part 1, §18.3.1.4 (`c`: `t="e"` an error, `f` the formula, `v` its last result).
 */
export async function cellErrors(path: string): Promise<readonly CellErrors[]> {
  const texts = await archiveTexts(path, (name) =>
    /^xl\/(?:.*\.xml|_rels\/workbook\.xml\.rels)$/i.test(name),
  );
  const files = new Map(
    elements(texts.get('xl/_rels/workbook.xml.rels') ?? '', 'Relationship').map(({ head }) => [
      attribute(head, 'Id'),
      placeOf(attribute(head, 'Target') ?? ''),
    ]),
  );
  return elements(texts.get('xl/workbook.xml') ?? '', 'sheet').map(({ head }) =>
    errorsOf(texts.get(files.get(attribute(head, 'id')) ?? '') ?? ''),
  );
}

function errorsOf(sheet: string): CellErrors {
  const found = new Map<number, Map<number, string>>();
  let row = 0;
  for (const { head, body } of elements(sheet, 'row')) {
    row = Number(attribute(head, 'r') ?? row + 1);
    let column = -1;
    for (const cell of elements(body, 'c')) {
      const letters = /^[A-Z]+/i.exec(attribute(cell.head, 'r') ?? '')?.[0];
      column = letters === undefined ? column + 1 : columnOf(letters);
      const error = errorOf(cell.head, cell.body);
      if (error !== undefined) found.set(row, (found.get(row) ?? new Map()).set(column, error));
    }
  }
  return found;
}

function errorOf(head: string, body: string): string | undefined {
  const value = elements(body, 'v')[0]?.body;
  const kind = attribute(head, 't');
  if (kind === 'e') return value !== undefined && isFailed(value) ? value : '#VALUE!';
  if (elements(body, 'f').length === 0) return undefined;
  // A text that is empty is a result too: programs write `t="str"` with an empty `v` for it.
  const isEmptyText = kind === 'str' && value === '';
  return value || isEmptyText ? undefined : NOT_CALCULATED;
}

/** Elements of a name, whatever its prefix; none of those looked for here holds another of its own name. */
function elements(xml: string, name: string): { readonly head: string; readonly body: string }[] {
  const form = new RegExp(
    `<(?:\\w+:)?${name}(?=[\\s/>])((?:"[^"]*"|'[^']*'|[^>"'])*?)(?:/>|>([^]*?)</(?:\\w+:)?${name}\\s*>)`,
    'g',
  );
  return [...xml.matchAll(form)].map(([, head = '', body = '']) => ({ head, body }));
}

function attribute(head: string, name: string): string | undefined {
  const [, double, single] =
    new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(head) ?? [];
  return double ?? single;
}

/** Names in the relations begin at the root of the archive, or at `xl/`. */
function placeOf(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`;
}

/** `A` is 0, `AA` is 26. */
function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
