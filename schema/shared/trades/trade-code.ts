import { type Checked, identifierForm, refuse } from '../identifiers/index.js';
import { tradeSections } from './trade-table.js';

/** A section or a division of GB/T 4754-2017. */
export interface Trade {
  /** `F`, or `F52`. */
  readonly code: string;
  readonly name: string;
}

const sectionOf = new Map<string, Trade>();
const divisionOf = new Map<string, Trade>();
for (const [letter, name, first, divisions] of tradeSections) {
  sectionOf.set(letter, { code: letter, name });
  divisions.forEach((division, index) => {
    const digits = String(first + index).padStart(2, '0');
    divisionOf.set(digits, { code: letter + digits, name: division });
  });
}

/** All sections and divisions in the order of the standard, each section before its divisions. */
export const trades: readonly Trade[] = [...sectionOf.values(), ...divisionOf.values()].sort((a, b) =>
  a.code < b.code ? -1 : 1,
);

/**
 * Checks a code of GB/T 4754-2017 and gives its one written form: the section's letter and none or two to four digits
 * (`F`, `F52`, `F521`, `F5211`). The letter must fit the division; where it is left out (`5211`) the division tells it.
 */
export function checkTradeCode(text: string): Checked {
  const value = identifierForm(text);
  if (value === '') return refuse('BLANK', '行业代码为空。', 'The trade code is blank.');
  const form = /^([A-Z]?)(\d{2,4})?$/.exec(value);
  if (!form) {
    return refuse(
      'CHARACTER',
      '行业代码应为一个门类字母和两至四位数字（GB/T 4754-2017），如 F5211。',
      'A trade code is the letter of its section and two to four digits (GB/T 4754-2017), such as F5211.',
    );
  }
  const [, letter = '', digits] = form;
  if (digits === undefined) return sectionOf.has(letter) ? { value } : unknown();
  const division = divisionOf.get(digits.slice(0, 2));
  if (!division) return unknown();
  const section = division.code.charAt(0);
  if (letter !== '' && letter !== section) {
    return refuse(
      'CHARACTER',
      `行业大类 ${digits.slice(0, 2)} 属于门类 ${section}，与所填字母不符。`,
      `Division ${digits.slice(0, 2)} is in section ${section}; the letter does not fit.`,
    );
  }
  return { value: section + digits };
}

function unknown(): Checked {
  return refuse(
    'CHARACTER',
    'GB/T 4754-2017 没有这个门类或大类。',
    'GB/T 4754-2017 has no such section or division.',
  );
}

/** The division that a checked code is in; its section where the code is a letter alone. */
export function tradeOf(code: string): Trade | undefined {
  return divisionOf.get(code.slice(1, 3)) ?? sectionOf.get(code);
}

/** The prefix that a word of a filter stands for, where it is a code: `F52` takes F52 and all below it. */
export function tradePrefix(word: string): string | undefined {
  const checked = checkTradeCode(word);
  return 'value' in checked && checked.value === word ? word : undefined;
}

/**
 * Whether a target's trades are among those of a filter: a word is a trade as the source words it (`-` for none), or a
 * code, which takes all below it.
 */
export function isInTrades(
  wanted: readonly string[],
  { trade, tradeCodes }: { readonly trade?: string | null; readonly tradeCodes: readonly string[] },
): boolean {
  if (wanted.includes(trade ?? '-')) return true;
  return wanted.some((word) => {
    const prefix = tradePrefix(word);
    return prefix !== undefined && tradeCodes.some((code) => code.startsWith(prefix));
  });
}
