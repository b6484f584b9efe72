/**
 * Checks of shapes at the door: a document that passes has exactly the fields its type states.
 *
 * A check takes a value and the path that names it, and returns it typed or throws `MALFORMED`.
 */
import { compareUtf8 } from './bytes.js';
import { malformed } from './faults.js';

export type Check<T> = (value: unknown, at: string) => T;

const maxInteger = Number.MAX_SAFE_INTEGER;

function refuse(at: string, expected: string, expectedZh: string): never {
  throw malformed(at, expected, expectedZh);
}

export function integer(min = 0, max = maxInteger): Check<number> {
  return (value, at) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : refuse(at, `an integer from ${min} to ${max}`, `${min} 至 ${max} 的整数`);
}

export function matching(pattern: RegExp, expected: string, expectedZh: string): Check<string> {
  return (value, at) =>
    typeof value === 'string' && pattern.test(value) ? value : refuse(at, expected, expectedZh);
}

export const text: Check<string> = matching(/^[^\0]*$/, 'a text', '文字');

/** `bytes` bytes in lower-case hex. */
export function hex(bytes: number): Check<string> {
  return matching(
    new RegExp(`^[0-9a-f]{${2 * bytes}}$`),
    `${bytes} bytes in lower-case hex`,
    `${bytes} 字节的小写十六进制`,
  );
}

export const hash: Check<string> = hex(32);

export function oneOf<T extends string | boolean>(...values: readonly T[]): Check<T> {
  return (value, at) =>
    values.includes(value as T)
      ? (value as T)
      : refuse(at, `one of ${values.join(', ')}`, `以下之一：${values.join('、')}`);
}

export function optional<T>(check: Check<T>): Check<T | undefined> {
  return (value, at) => (value === undefined ? undefined : check(value, at));
}

export function list<T>(check: Check<T>, min = 0, max = Number.POSITIVE_INFINITY): Check<T[]> {
  return (value, at) => {
    if (!Array.isArray(value) || value.length < min)
      refuse(at, `a list of at least ${min}`, `至少 ${min} 项的列表`);
    if ((value as unknown[]).length > max) refuse(at, `a list of at most ${max}`, `至多 ${max} 项的列表`);
    return (value as unknown[]).map((item, i) => check(item, `${at}[${i}]`));
  };
}

/** A list whose keys ascend strictly in UTF-8 order: the protocol's map, or a set of texts. */
export function ascending<T>(check: Check<T>, key: (item: T) => string, min = 0): Check<T[]> {
  const items = list(check, min);
  return (value, at) => {
    const checked = items(value, at);
    for (let i = 1; i < checked.length; i++) {
      if (compareUtf8(key(checked[i - 1]!), key(checked[i]!)) >= 0)
        refuse(`${at}[${i}]`, 'ascending order', '升序且不重复');
    }
    return checked;
  };
}

/** An object with exactly these fields; with `open` further fields are allowed and kept. */
export function shape<T extends object>(
  fields: { readonly [K in keyof T]-?: Check<T[K]> },
  open = false,
): Check<T> {
  return (value, at) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      refuse(at, 'an object', '对象（JSON object）');
    const given = value as Record<string, unknown>;
    for (const name of Object.keys(given)) {
      if (!open && !Object.hasOwn(fields, name)) refuse(`${at}.${name}`, 'no such field', '不存在的字段');
    }
    for (const name of Object.keys(fields) as (keyof T & string)[]) {
      fields[name](Object.hasOwn(given, name) ? given[name] : undefined, `${at}.${name}`);
    }
    return value as T;
  };
}
