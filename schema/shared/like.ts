/** The condition that a text contains another, taken literally: `%` and `_` match themselves. */
export function containing(text: string): { $ilike: string } {
  return { $ilike: `%${text.replace(/[\\%_]/g, '\\$&')}%` };
}
