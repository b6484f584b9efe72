import { canonical } from './canonical.js';

/** One value that stands in a register, with the events that say so. */
export interface Standing<Value> {
  readonly value: Value;
  /** In the order of their ids. */
  readonly events: readonly string[];
}

/**
 * A register that keeps every value that nothing took the place of: none, one, or several that were said by people who did
 * not know of each other. Several are a conflict, which a person resolves by an event that replaces them.
 */
export type Register<Value> = readonly Standing<Value>[];

interface Said<Value> {
  readonly id: string;
  readonly value: Value;
}

/** The register of what was said and stands. The same value said twice is one. */
export function registerOf<Value extends object>(said: readonly Said<Value>[]): Register<Value> {
  const byValue = new Map<string, { value: Value; events: string[] }>();
  for (const { id, value } of said) {
    const key = canonical(value);
    const standing = byValue.get(key) ?? { value, events: [] };
    standing.events.push(id);
    byValue.set(key, standing);
  }
  return [...byValue]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { value, events }]) => ({ value, events: events.sort() }));
}

/** The one value of a register, or nothing where there is none or a conflict. */
export function settled<Value>(register: Register<Value>): Value | undefined {
  return register.length === 1 ? register[0]?.value : undefined;
}
