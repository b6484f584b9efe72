/** Signs, in either width, at which a spreadsheet takes what follows for a formula. */
const FORMULA = /^'*[=+\-@\t\r＝＋－＠]/;
const GUARDED = /^'+[=+\-@\t\r＝＋－＠]/;
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;

/**
 * A text as a cell that no spreadsheet calculates: an apostrophe goes before a formula's sign, and before apostrophes
 * that stand before one, so that `unguarded` gives back exactly what was there. Plain numbers stay as they are.
 */
export function guarded(text: string): string {
  return FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** The text of a cell without the apostrophe that `guarded` puts there. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell;
}
