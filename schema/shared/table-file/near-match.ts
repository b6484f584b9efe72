import { headingKey } from './heading-key.js';

const LONGEST = 40;

/** The heading of a file that a missing one was most likely meant to be, or undefined. */
export function nearMatch(wanted: string, present: readonly string[]): string | undefined {
  const key = headingKey(wanted);
  let best: { readonly heading: string; readonly distance: number } | undefined;
  for (const heading of present) {
    const other = headingKey(heading);
    if (other === '' || other.length > LONGEST || key.length > LONGEST) continue;
    const distance = key.includes(other) || other.includes(key) ? 1 : editDistance(key, other);
    if (distance <= Math.max(1, Math.floor(key.length / 2)) && distance < (best?.distance ?? LONGEST)) {
      best = { heading: heading.trim(), distance };
    }
  }
  return best?.heading;
}

/** How many letters must be changed, put in or taken out. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const swapped = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swapped, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
