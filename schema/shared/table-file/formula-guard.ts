/** Signs, in either width, at which a spreadsheet takes what follows for a formula. */
const SIGNS = '=+\\-@\\t\\r＝＋－＠';
const FORMULA = new RegExp(`^[${SIGNS}]`);
const GUARDED = new RegExp(`^'[\\d'${SIGNS}]`);
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/;
/** How some programs write a text that is to stay one. */
const AS_FORMULA = /^=\s*"((?:[^"]|"")*)"$/;
/** What neither can begin with: Chinese, letters and digits, which most cells do. */
const HARMLESS = /^[\w\u4e00-\u9fa5]/;

/**
 * A text as a CSV cell that no spreadsheet calculates: an apostrophe goes before a formula's sign. Where a text begins
 * with what reading takes for such a mark, another one goes before it, so that reading gives back exactly the text.
 * Plain numbers stay as they are.
 */
export function guarded(text: string): string {
  if (HARMLESS.test(text) || PLAIN_NUMBER.test(text)) return text;
  return FORMULA.test(text) || GUARDED.test(text) ? `'${text}` : text;
}

/**
 * The text of a CSV cell without the marks by which spreadsheets are kept from calculating it or turning it into a figure:
 * the apostrophe, and `="0123"`.
 */
export function unguarded(cell: string): string {
  if (cell.startsWith('=')) return AS_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell;
}
