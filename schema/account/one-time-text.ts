import type { Chance } from '../shared/unit.js';

/** Without letters that are taken for one another. */
const alphabet = 'abcdefghjkmnpqrstuvwxyz23456789';
/** Bytes above are thrown away, so that every letter is as likely. */
const fair = 256 - (256 % alphabet.length);

/** Letters of chance in groups of five, `x7k2m-…`: almost five bits each. For what is shown once and typed by hand. */
export function makeOneTimeText(chance: Chance, length: number): string {
  const letters: string[] = [];
  while (letters.length < length) {
    for (const byte of chance.bytes(length)) {
      if (byte < fair && letters.length < length) letters.push(alphabet[byte % alphabet.length] as string);
    }
  }
  return letters.join('').replace(/(.{5})(?=.)/g, '$1-');
}

/** The letters as they were made, however they were typed. */
export function readOneTimeText(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(/[\s-]/g, '');
}
