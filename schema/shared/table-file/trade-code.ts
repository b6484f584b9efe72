import { identifierForm } from '../identifiers/index.js';
import type { FaultWords } from './fault-words.js';
import type { FieldReader } from './field-reader.js';

/** Sections of GB/T 4754-2017 by the highest division of each: A 01–05, B 06–12, and so on. */
const SECTIONS: readonly (readonly [string, number])[] = [
  ['A', 5],
  ['B', 12],
  ['C', 43],
  ['D', 46],
  ['E', 50],
  ['F', 52],
  ['G', 60],
  ['H', 62],
  ['I', 65],
  ['J', 69],
  ['K', 70],
  ['L', 72],
  ['M', 75],
  ['N', 79],
  ['O', 82],
  ['P', 83],
  ['Q', 85],
  ['R', 90],
  ['S', 96],
  ['T', 97],
];

const badTradeCode: FaultWords = {
  zh: '行业代码不是 GB/T 4754 的写法，或门类字母与数字不符。',
  en: 'This is no trade code of GB/T 4754, or its letter does not belong to its digits.',
  remedy: {
    zh: '请写门类字母加二至四位数字（如 F5213），或只写数字；前导零不能省略。',
    en: 'Write the section’s letter with two to four digits (F5213), or the digits alone with their leading zero.',
  },
};

/** The section that a division of GB/T 4754 belongs to: `52` is in F. */
function sectionOf(division: number): string | undefined {
  return division < 1 ? undefined : SECTIONS.find(([, last]) => division <= last)?.[0];
}

/** A trade code in its written form, letter first, or undefined: `5213` and `f5213` are `F5213`, `F` stays `F`. */
export function tradeCode(text: string): string | undefined {
  const [, letter = '', digits = ''] = /^([A-T]?)(\d{2,4})?$/.exec(identifierForm(text)) ?? [];
  if (digits === '') return letter === '' ? undefined : letter;
  const section = sectionOf(Number(digits.slice(0, 2)));
  return section !== undefined && (letter === '' || letter === section) ? section + digits : undefined;
}

/** The trades of a row, the main one first; each in its form, none twice. */
export function readTradeCodes(reader: FieldReader, field: string): string[] {
  const codes = reader.list(field).flatMap((cell) => {
    const code = tradeCode(/^[A-T]?\d*/i.exec(identifierForm(cell))?.[0] ?? '');
    return code ?? reader.refuse(field, 'BAD_IDENTIFIER', badTradeCode) ?? [];
  });
  return [...new Set(codes)];
}
