/** Numbers as people read them, the same in both languages. */

export function percent(p: number): string {
  if (p === 0 || p === 1) return `${100 * p}%`;
  const digits = p >= 0.0995 ? 1 : p >= 0.001 ? 2 : 4;
  return `${(100 * p).toFixed(digits)}%`;
}

/** 1,234 */
export function count(n: number): string {
  return n.toLocaleString('en-US');
}

/** One decimal below ten, none above. */
export function about(n: number): string {
  return count(Number(n.toFixed(n < 10 ? 1 : 0)));
}

/** Millionths of a place as places. */
export function placesOf(millionths: number): string {
  return about(millionths / 1_000_000);
}

/** A p-value: never said to be zero. */
export function pValue(p: number): string {
  return p < 0.0001 ? '< 0.0001' : p.toFixed(p < 0.001 ? 4 : 3);
}
