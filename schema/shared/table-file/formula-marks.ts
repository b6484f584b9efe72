const AS_FORMULA = /^=\s*"((?:[^"]|"")*)"$/;

/**
 * The text of a CSV cell without the marks by which spreadsheets are kept from changing it: `="0123"`, and the
 * apostrophe before a figure, a formula or another apostrophe.
 */
export function unmarked(cell: string): string {
  const first = cell.charCodeAt(0);
  if (first === 0x3d) return AS_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? cell;
  return first === 0x27 && /^'[\d=+\-@\t\r']/.test(cell) ? cell.slice(1) : cell;
}
