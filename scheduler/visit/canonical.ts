/**
 * The one text of a value: its keys ascend, and nothing stands between the signs (RFC 8785, of texts, whole numbers, truth
 * values, lists and objects). A key whose value is `undefined` is absent.
 */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value).filter(([, one]) => one !== undefined);
  const sorted = entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${sorted.map(([key, one]) => `${JSON.stringify(key)}:${canonical(one)}`).join(',')}}`;
}

function scalar(value: unknown): string {
  const isKnown = typeof value === 'string' || typeof value === 'boolean' || Number.isSafeInteger(value);
  if (!isKnown) throw new TypeError('an event holds texts, whole numbers and truth values');
  return JSON.stringify(value);
}
