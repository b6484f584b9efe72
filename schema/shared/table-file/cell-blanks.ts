const INVISIBLE = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;
const BLANKS = /[\u00a0\u2000-\u200a\u202f\u205f]/g;
const EITHER = /[\u00a0\u00ad\u2000-\u200b\u200e\u200f\u202a-\u202f\u205f-\u2060\u2066-\u2069\ufeff]/;

/** A cell with plain blanks for those of typesetters, and without marks of no width that came in by pasting. */
export function withPlainBlanks(cell: string): string {
  return EITHER.test(cell) ? cell.replace(INVISIBLE, '').replace(BLANKS, ' ') : cell;
}
