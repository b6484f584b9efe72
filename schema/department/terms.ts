import { addDays } from '../../scheduler/calendar/index.js';

/** Days on which something stood as it did, both within; the last has no end while it holds. */
export interface Term {
  readonly fromOn: string;
  readonly toOn?: string | null;
}

/** Later than every day of a term without an end. */
export const FOREVER = '9999-12-31';

/** The first of these days. */
export function earliest(...days: readonly string[]): string {
  return [...days].sort()[0] ?? FOREVER;
}

/** The last of these days. */
export function latest(...days: readonly string[]): string {
  return [...days].sort().at(-1) ?? '';
}

function covers(term: Term, on: string): boolean {
  return term.fromOn <= on && on <= (term.toOn ?? FOREVER);
}

/** How it stood on a day; nothing before its first day and after its last. */
export function termOn<T extends Term>(terms: readonly T[], on: string): T | undefined {
  return terms.find((term) => covers(term, on));
}

/**
 * Changes values from a day on. What a field was on that day is replaced until the day on which that field was next
 * changed anyway: a name given back in time does not undo a later one. Terms stay without overlap and without a hole.
 */
export function changeTerms<T extends Term>(
  terms: readonly T[],
  on: string,
  change: Partial<NoInfer<T>>,
): T[] {
  const cut = terms.flatMap((term) =>
    covers(term, on) && term.fromOn < on
      ? [
          { ...term, toOn: addDays(on, -1) },
          { ...term, fromOn: on },
        ]
      : [{ ...term }],
  );
  const start = cut.findIndex((term) => term.fromOn === on);
  if (start < 0) throw new Error(`no term holds on ${on}`);
  for (const [key, value] of Object.entries(change)) {
    const field = key as keyof T;
    const was = cut[start]?.[field];
    for (let at = start; at < cut.length && cut[at]?.[field] === was; at++) {
      cut[at] = { ...(cut[at] as T), [field]: value };
    }
  }
  return joined(cut);
}

/** Ends the last term on a day; what was planned for later is dropped. */
export function endTerms<T extends Term>(terms: readonly T[], lastOn: string): T[] {
  return terms
    .filter((term) => term.fromOn <= lastOn)
    .map((term) => ((term.toOn ?? FOREVER) > lastOn ? { ...term, toOn: lastOn } : term));
}

/** Neighbours that say the same are one term. */
function joined<T extends Term>(terms: readonly T[]): T[] {
  const rows: T[] = [];
  for (const term of terms) {
    const last = rows.at(-1);
    if (last && saysSame(last, term)) rows[rows.length - 1] = { ...last, toOn: term.toOn };
    else rows.push(term);
  }
  return rows;
}

function saysSame<T extends Term>(a: T, b: T): boolean {
  const fields = (Object.keys(b) as (keyof T)[]).filter((field) => field !== 'fromOn' && field !== 'toOn');
  return fields.every((field) => a[field] === b[field]);
}

/** A way from something up to itself, on a day. */
export interface Cycle {
  readonly on: string;
  /** Keys from the one that was changed up to itself again. */
  readonly path: readonly string[];
}

/**
 * A cycle through this one on any day from `fromOn` on. Between two days on which some term begins nothing changes, so
 * those are the days to look at.
 */
export function findCycle<T extends Term>(
  termsOf: ReadonlyMap<string, readonly T[]>,
  key: string,
  fromOn: string,
  parentOf: (term: T) => string | null | undefined,
): Cycle | undefined {
  const begins = [...termsOf.values()].flatMap((terms) => terms.map((term) => term.fromOn));
  const days = new Set([fromOn, ...begins.filter((day) => day > fromOn)]);
  for (const on of [...days].sort()) {
    const path = [key];
    const above = (one: string) => {
      const term = termOn(termsOf.get(one) ?? [], on);
      return term && parentOf(term);
    };
    for (let next = above(key); next; next = above(next)) {
      path.push(next);
      if (next === key) return { on, path };
      if (path.indexOf(next) < path.length - 1) break;
    }
  }
  return undefined;
}

/** The first day of a term on which its parent does not stand, of all terms that name one. */
export function findOrphan<T extends Term>(
  termsOf: ReadonlyMap<string, readonly T[]>,
  key: string,
  parentOf: (term: T) => string | null | undefined,
): { readonly parent: string; readonly on: string } | undefined {
  for (const term of termsOf.get(key) ?? []) {
    const parent = parentOf(term);
    if (!parent) continue;
    const above = termsOf.get(parent) ?? [];
    const [first, last] = [above[0]?.fromOn ?? FOREVER, above.at(-1)?.toOn ?? FOREVER];
    if (first > term.fromOn) return { parent, on: term.fromOn };
    if (last < (term.toOn ?? FOREVER)) return { parent, on: addDays(last, 1) };
  }
  return undefined;
}
