/**
 * Canonical JSON: RFC 8785 limited to objects with ASCII keys, arrays, strings, booleans and integers of at
 * most 2^53 − 1 (§2). No null, no float. A key whose value is `undefined` is absent.
 */
import { asText } from './bytes.js';
import { DrawFault } from './faults.js';

export type CanonicalValue =
  | string
  | number
  | boolean
  | readonly CanonicalValue[]
  | { readonly [key: string]: CanonicalValue | undefined }
  | object;

/** Objects and lists within one another. */
const maxDepth = 32;
const asciiKey = /^[\x20-\x7e]*$/;

/** The one text of a value; `NOT_CANONICAL` for whatever the protocol does not admit. */
export function canonical(value: CanonicalValue, at = 'value'): string {
  return write(value, at, 0);
}

/** Parses text and refuses it (`NOT_CANONICAL`) unless it is exactly the canonical text of its value. */
export function parseCanonical(bytes: Uint8Array | string, at: string): CanonicalValue {
  const text = asText(bytes, at);
  let value: CanonicalValue;
  try {
    value = JSON.parse(text) as CanonicalValue;
  } catch {
    throw refusal(at, 'not JSON');
  }
  const known = isAdmitted(value, 0) && JSON.stringify(value) === text;
  if (!known && canonical(value, at) !== text) throw refusal(at, 'written otherwise than RFC 8785 does');
  return value;
}

/**
 * Whether JSON.stringify, which is several times faster, writes a value as `write` does: everything in it is
 * admitted and its keys already ascend. (It escapes strings and writes integers as RFC 8785 says.)
 */
function isAdmitted(value: unknown, depth: number): boolean {
  if (typeof value === 'string') return value.isWellFormed();
  if (typeof value === 'number') return Number.isSafeInteger(value) && !Object.is(value, -0);
  if (typeof value === 'boolean') return true;
  if (depth >= maxDepth) return false;
  if (Array.isArray(value)) return isAdmittedList(value, depth);
  return isPlainObject(value) && isAdmittedObject(value, depth);
}

/** Not `every`, which skips holes. */
function isAdmittedList(items: readonly unknown[], depth: number): boolean {
  for (let i = 0; i < items.length; i++) {
    if (!isAdmitted(items[i], depth + 1)) return false;
  }
  return true;
}

/** The order of the keys first: what is written in another order is soon known to be. */
function isAdmittedObject(object: Record<string, unknown>, depth: number): boolean {
  const keys = Object.keys(object);
  for (let i = 0; i < keys.length; i++) {
    if ((i > 0 && keys[i - 1]! >= keys[i]!) || !asciiKey.test(keys[i]!)) return false;
  }
  for (let i = 0; i < keys.length; i++) {
    if (!isAdmitted(object[keys[i]!], depth + 1)) return false;
  }
  return true;
}

function write(value: unknown, at: string, depth: number): string {
  if (typeof value === 'string') return writeText(value, at);
  if (typeof value === 'number') return writeInteger(value, at);
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (depth >= maxDepth) throw refusal(at, 'nested too deep');
  if (isAdmitted(value, depth)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => write(item, at, depth + 1)).join(',')}]`;
  if (isPlainObject(value)) return writeObject(value, at, depth);
  throw refusal(at, value === null ? 'null' : `a ${typeof value}`);
}

function writeText(text: string, at: string): string {
  if (!text.isWellFormed()) throw refusal(at, 'a lone surrogate');
  return JSON.stringify(text);
}

function writeInteger(n: number, at: string): string {
  if (!Number.isSafeInteger(n) || Object.is(n, -0)) throw refusal(at, 'not an integer of at most 2^53 − 1');
  return String(n);
}

function writeObject(object: Record<string, unknown>, at: string, depth: number): string {
  const members: string[] = [];
  for (const key of Object.keys(object).sort()) {
    if (object[key] === undefined) continue;
    if (!asciiKey.test(key)) throw refusal(at, 'a key that is not ASCII');
    members.push(`${JSON.stringify(key)}:${write(object[key], at, depth + 1)}`);
  }
  return `{${members.join(',')}}`;
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function refusal(at: string, reason: string): DrawFault {
  return new DrawFault('NOT_CANONICAL', { at, reason });
}
