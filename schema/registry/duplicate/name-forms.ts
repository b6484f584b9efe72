import { halfWidth } from '../../shared/identifiers/index.js';

/** Names of places that a name may begin with, also without 省, 市, 区, 县. */
export function placeNames(divisionNames: Iterable<string>): ReadonlySet<string> {
  const names = [...divisionNames].filter((name) => name.length >= 2);
  const short = names.map((name) => name.replace(/(?:省|市|区|县)$/, '')).filter((name) => name.length >= 2);
  return new Set([...names, ...short]);
}

const LONGEST_PLACE = 12;

/** A name in the form in which two spellings of it are equal: width, blanks, brackets, 有限责任公司, the place before it. */
export function nameForm(name: string, places: ReadonlySet<string>): string {
  const bare = plainForm(name).replaceAll('有限责任公司', '有限公司');
  let rest = bare;
  for (let length = Math.min(LONGEST_PLACE, rest.length - 2); length >= 2; length -= 1) {
    if (!places.has(rest.slice(0, length))) continue;
    rest = rest.slice(length);
    length = Math.min(LONGEST_PLACE, rest.length - 2) + 1;
  }
  return rest;
}

/** An address in the form in which two spellings of it are equal; undefined where it says too little. */
export function addressForm(address: string | null | undefined): string | undefined {
  const form = plainForm(address ?? '').replace(/(?<=\d)(?:号|室|铺|房)/g, '#');
  return form.length >= 6 ? form : undefined;
}

function plainForm(text: string): string {
  return halfWidth(text)
    .toLowerCase()
    .replace(/[\s()[\]{}<>【】《》〔〕“”"'·.,，。、\-—_]/g, '');
}

/** A name's pairs of neighbouring characters. */
export function characterPairs(text: string): ReadonlySet<string> {
  return new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, at) => text.slice(at, at + 2)));
}

/** How much of their pairs of characters two names share (Dice): 1 for the same, 0 for nothing. */
export function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  if (one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const pair of one) if (other.has(pair)) shared += 1;
  return (2 * shared) / (one.size + other.size);
}
