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

/** How much of their pairs of characters two names share (Dice): 1 for the same, 0 for nothing. */
export function likeness(one: string, other: string): number {
  const left = pairs(one);
  const right = pairs(other);
  if (left.size === 0 || right.size === 0) return one === other ? 1 : 0;
  let shared = 0;
  for (const pair of left) if (right.has(pair)) shared += 1;
  return (2 * shared) / (left.size + right.size);
}

function pairs(text: string): Set<string> {
  return new Set(
    Array.from({ length: Math.max(0, text.length - 1) }, (_, index) => text.slice(index, index + 2)),
  );
}
