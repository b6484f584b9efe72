import { type IdentifierFault, type IdentifierFaultCode, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';

/**
 * Papers by which natural persons are told apart. `resident` are the 18-digit numbers of GB 11643: identity cards,
 * residence permits of Hong Kong, Macao and Taiwan residents (810000, 820000, 830000), and foreigners' permanent
 * residence cards of today (they begin with 9).
 */
export type PersonPaperKind = 'resident' | 'passport' | 'hkMacaoPermit' | 'taiwanPermit' | 'foreignResident';

/** A natural person's number with the paper it stands on. */
export interface PersonPaper {
  readonly kind: PersonPaperKind;
  /** In its one written form. */
  readonly number: string;
}

/** What papers are called in lists; the first is the one that messages use. */
export const paperWords: Readonly<Record<PersonPaperKind, readonly string[]>> = {
  resident: ['居民身份证', '身份证', '公民身份号码', '港澳台居民居住证', '居住证', 'resident'],
  passport: ['护照', '护照号', 'passport'],
  hkMacaoPermit: ['港澳居民来往内地通行证', '回乡证', '港澳通行证', 'hkMacaoPermit'],
  taiwanPermit: ['台湾居民来往大陆通行证', '台胞证', 'taiwanPermit'],
  foreignResident: ['外国人永久居留身份证', '外国人永久居留证', 'foreignResident'],
};

const kindOfWord = new Map(
  Object.entries(paperWords).flatMap(([kind, words]) =>
    words.map((word) => [word.toLowerCase(), kind as PersonPaperKind]),
  ),
);

/** First two digits of a resident's number: provinces, Hong Kong, Macao and Taiwan, and 9 of foreigners' cards. */
const PLACE = /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9])/;
const RESIDENT = /^[0-9]{17}[0-9X]$/;
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643-1999, ISO 7064 MOD 11-2: the check character of 17 digits. */
export function residentCheckCharacter(digits: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  return '10X98765432'[sum % 11] as string;
}

/** Whether the digits of a birthday could be one: a resident's number is told by it from a code of 18 digits. */
function hasBirthday(number: string): boolean {
  const [year, month, day] = [number.slice(6, 10), number.slice(10, 12), number.slice(12, 14)].map(Number);
  if (!year || !month || !day || year < 1850 || year > 2150 || month > 12) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether a text has the form of a resident's number, its check character apart. */
export function looksLikeResident(text: string): boolean {
  const number = identifierForm(text);
  return RESIDENT.test(number) && PLACE.test(number) && hasBirthday(number);
}

type CheckedPaper = { readonly value: PersonPaper } | { readonly fault: IdentifierFault };

const forms: Readonly<Record<Exclude<PersonPaperKind, 'resident'>, RegExp>> = {
  passport: /^[A-Z0-9]{5,17}$/,
  hkMacaoPermit: /^[HM](?:[0-9]{8}|[0-9]{10})$/,
  taiwanPermit: /^(?:[0-9]{8}|[0-9]{10}(?:[A-Z]|\([A-Z]\))?)$/,
  foreignResident: /^[A-Z]{3}[0-9]{12}$/,
};

const fault = (code: IdentifierFaultCode, zh: string, en: string) => refuse(code, zh, en);

function checkResident(number: string): CheckedPaper {
  if (/^[0-9]{15}$/.test(number)) {
    return fault(
      'LENGTH',
      '15 位的第一代身份证号已停止使用，请填写 18 位公民身份号码。',
      'Numbers of 15 digits are no longer in use; enter the one of 18.',
    );
  }
  if (number.length !== 18)
    return fault('LENGTH', '公民身份号码应为 18 位。', 'A resident’s number has 18 characters.');
  if (!RESIDENT.test(number)) {
    return fault(
      'CHARACTER',
      '公民身份号码应为 17 位数字和一位数字或 X。',
      'A resident’s number is 17 digits and a digit or X.',
    );
  }
  if (!PLACE.test(number)) {
    return fault(
      'UNKNOWN_PROVINCE',
      '公民身份号码的地址码不存在。',
      'The number’s place code does not exist.',
    );
  }
  if (!hasBirthday(number)) {
    return fault(
      'CHARACTER',
      '公民身份号码中的出生日期不存在。',
      'There is no such day of birth as the number has.',
    );
  }
  if (residentCheckCharacter(number) !== number[17]) {
    return fault(
      'CHECK_CHARACTER',
      '公民身份号码的校验码不符（GB 11643）。',
      'The check character of the resident’s number is wrong (GB 11643).',
    );
  }
  return { value: { kind: 'resident', number } };
}

/** Whether a text is a whole resident's number. */
export function isResidentNumber(text: string): boolean {
  const number = identifierForm(text);
  return looksLikeResident(number) && residentCheckCharacter(number) === number[17];
}

/** `护照:E12345678` says its paper; of any other number the form must tell it. */
function splitPaper(text: string): { readonly word?: string; readonly number: string } {
  const [, word, number] = /^([^:：]{2,20})[:：](.+)$/u.exec(text.trim()) ?? [];
  return word === undefined || number === undefined ? { number: text } : { word, number };
}

/**
 * Checks a natural person's number and returns it in its one written form. A resident's number says what it is by
 * itself; any other comes with its paper, in a column of its own or before a colon: the same characters stand on a
 * passport and on a permit of somebody else. No wording repeats the number.
 */
export function checkPersonPaper(text: string, paperWord?: string): CheckedPaper {
  const given = splitPaper(text);
  const word = given.word ?? paperWord;
  const number = identifierForm(given.number).replace(/[\s-]/g, '');
  if (number === '') return fault('BLANK', '证件号码为空。', 'The number is blank.');
  if (/[*＊※•·]|X{3,}/u.test(number)) {
    return fault(
      'CHARACTER',
      '证件号码已被遮盖：遮盖后的号码不唯一，不能用作标识，请提供完整号码。',
      'The number is masked: several people share what is left, so that it identifies nobody. Give the whole number.',
    );
  }
  const kind = word === undefined ? undefined : kindOfWord.get(word.trim().toLowerCase());
  if (word !== undefined && kind === undefined) {
    const known = Object.values(paperWords).map(([first]) => first);
    return fault('UNKNOWN_SCHEME', `证件类型应为：${known.join('、')}。`, 'This kind of paper is not known.');
  }
  if (kind === 'resident' || (kind === 'foreignResident' && number.length === 18))
    return checkResident(number);
  if (kind !== undefined) {
    return forms[kind].test(number)
      ? { value: { kind, number: number.replace(/[()]/g, '') } }
      : fault(
          'CHARACTER',
          `${paperWords[kind][0]}号码的格式不符。`,
          'The number has not the form of its paper.',
        );
  }
  if (number.length === 18 || /^[0-9]{15,18}X?$/.test(number)) return checkResident(number);
  return fault(
    'UNKNOWN_SCHEME',
    '不是 18 位公民身份号码；其他证件请注明类型，写作“护照:号码”，或另填“证件类型”一列。',
    'This is no resident’s number of 18 digits; of another paper say which, as 护照:<number>, or in a column 证件类型.',
  );
}

/** A text in which every number that may be a resident’s is masked: for what is shown of a faulty cell. */
export function withoutPersonNumbers(text: string): string {
  return text.replace(/(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])/g, (number) =>
    looksLikeResident(number) ? `${number.slice(0, 6)}${'*'.repeat(12)}` : number,
  );
}
