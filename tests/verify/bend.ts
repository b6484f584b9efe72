/** Bending a JSON value, the lines of a file, the files of a bundle: seeded, and often so that it stays plausible. */
import type { Dice } from './dice.js';
import { type Json, linesOf, toLines, write } from './rewrite.js';

/** Values that a place may not hold, or may, but not there. */
const strangers: Json[] = [
  ...[0, 1, -1, 2, 3, 101, 1_000_001, 100_000_001, 2 ** 32, 2 ** 53 - 1, 2 ** 53, 1.5, -0],
  ...['', 'x', 'a-1', 'A', '0', '\u0000', 'licence:L1', '2026-02-30', '2026-10-09', '0'.repeat(64)],
  ...['targets', 'both', 'open', 'confidential', 'ceil', 'floor', 'sr-pps/1', 'sr-assign-me/1', 'dr/2'],
  ...[
    's1',
    's2',
    'beacon',
    'expert',
    'suspended',
    'closed',
    true,
    false,
    null,
    [],
    {},
    [0],
    [[]],
    { id: 'x' },
  ],
];

const stranger = (dice: Dice): Json => structuredClone(dice.pick(strangers));

interface Place {
  holder: Json;
  key: string | number;
}

function placesOf(holder: Json, found: Place[] = []): Place[] {
  if (typeof holder !== 'object' || holder === null) return found;
  for (const key of Array.isArray(holder) ? holder.keys() : Object.keys(holder)) {
    found.push({ holder, key });
    placesOf(holder[key], found);
  }
  return found;
}

/** The value with one change somewhere in it. */
export function bend(dice: Dice, value: Json): Json {
  const root = { it: structuredClone(value) };
  const { holder, key } = dice.pick(placesOf(root));
  const old = holder[key];
  const change = dice.from(0, 11);
  const alike = placesOf(root)
    .map((place) => place.holder[place.key])
    .filter((other) => typeof other === typeof old && other !== old && lengthOf(other) === lengthOf(old));
  if (change <= 3 && typeof old === 'number') holder[key] = old + dice.pick([-1, 1, 1]);
  else if (change <= 3 && alike.length > 0) holder[key] = structuredClone(dice.pick(alike));
  else if (change <= 4 && typeof old === 'string') holder[key] = bentText(dice, old);
  else if (change <= 5 && holder !== root) remove(holder, key);
  else if (change <= 7 && Array.isArray(old)) bendList(dice, old);
  else if (change === 8 && typeof old === 'object' && old !== null && !Array.isArray(old))
    old[dice.pick(['x', 'at', 'bound', 'total', 'entity', 'capacity', 'extra', 'lead', '粤', ''])] =
      stranger(dice);
  else if (change === 9) holder[key] = anyOf(dice, root);
  else holder[key] = stranger(dice);
  return root.it;
}

function anyOf(dice: Dice, root: Json): Json {
  const { holder, key } = dice.pick(placesOf(root));
  return structuredClone(holder[key]);
}

/** Of a text alone. */
const lengthOf = (value: Json): number => (typeof value === 'string' ? value.length : 0);

function remove(holder: Json, key: string | number): void {
  if (Array.isArray(holder)) holder.splice(key as number, 1);
  else delete holder[key];
}

function bendList(dice: Dice, list: Json[]): void {
  const at = dice.from(0, Math.max(0, list.length - 1));
  const change = dice.from(0, 3);
  if (change === 0) list.reverse();
  else if (change === 1) list.splice(at, 0, structuredClone(list[at] ?? 0));
  else if (change === 2) list.splice(at, 1);
  else list.push(stranger(dice));
}

/** One character other, more or less. */
function bentText(dice: Dice, text: string): string {
  const at = dice.from(0, Math.max(0, text.length - 1));
  const other = dice.pick(['0', '1', '2', 'a', 'b', '-', ' ', 'é', '\u{20000}']);
  return text.slice(0, at) + other + text.slice(at + dice.from(0, 1));
}

/** Lines of a record file: one bent, gone, twice, out of place. */
export function bendLines(dice: Dice, text: string): string {
  const values = linesOf(text);
  if (values.length === 0) return `${write(stranger(dice))}\n`;
  const at = dice.from(0, values.length - 1);
  const change = dice.from(0, 9);
  if (change === 0) values.splice(at, 1);
  else if (change === 1) values.splice(at, 0, structuredClone(values[at]));
  else if (change === 2) values.push(...values.splice(at, 1));
  else if (change === 3) values.reverse();
  else values[at] = bend(dice, values[at]);
  return toLines(values);
}

/** Text that is no longer written as it must be. */
export function bendText(dice: Dice, text: string): string | Uint8Array {
  const at = dice.from(0, text.length);
  const insert = (more: string) => text.slice(0, at) + more + text.slice(at);
  return dice.pick<() => string | Uint8Array>([
    () => '',
    () => text.slice(0, at),
    () => `${text}\n`,
    () => `\ufeff${text}`,
    () => insert(dice.pick([' ', '\n', '\\u0041', '"', '{', ',', '\r', '[[[[[[[[[[', '1', 'null'])),
    () => text.replace('{', `{"${dice.pick(['alg', 'id', 'C', 'authority'])}":1,`),
    () => Buffer.concat([Buffer.from(text.slice(0, at)), Buffer.of(0xff), Buffer.from(text.slice(at))]),
  ])();
}

const names = [
  ...[
    'draw.json',
    'table.json',
    'probabilities.jsonl',
    'substitutions.jsonl',
    'selected.jsonl',
    'nodes.json',
  ],
  ...[
    'weights/s1.json',
    'weights/s9.json',
    'pool/s1.jsonl',
    'pool/s9.jsonl',
    'pool-key.json',
    'results.jsonl',
  ],
  ...['receipt.json', 'statement.json', 'reasons.jsonl', 'notes.txt', 'constructor', 'pool/../x.jsonl'],
];

/** A file gone, one too many, two exchanged. */
export function bendFiles(dice: Dice, files: Record<string, string>): Record<string, string> {
  const name = dice.pick(Object.keys(files));
  const change = dice.from(0, 2);
  if (change === 0) return Object.fromEntries(Object.entries(files).filter(([other]) => other !== name));
  if (change === 1) return { ...files, [dice.pick(names)]: dice.pick(['', '{}', '[]', files[name]!]) };
  const other = dice.pick(Object.keys(files));
  return { ...files, [name]: files[other]!, [other]: files[name]! };
}
