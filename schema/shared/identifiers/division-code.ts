import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';

/** How deep a code of GB/T 2260 and its extension for townships and villages goes. */
export type DivisionLevel = 'province' | 'city' | 'county' | 'township' | 'village';

/** The first two digits that GB/T 2260 uses. */
const PROVINCES = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82'.split(
    ' ',
  ),
);

/** A development zone or a foreign district has a local code: lower-case letters, digits and hyphens. */
const LOCAL_CODE = /^[a-z][a-z0-9-]{0,31}$/;

/**
 * Checks the form of a division code (区划代码): 6 digits of GB/T 2260, 9 with the township, 12 with the village, or a
 * local code that begins with a letter. Whether the division exists is for the registry to say: codes of merged
 * divisions stay in use.
 */
export function checkDivisionCode(text: string): Checked {
  const value = identifierForm(text).toLowerCase();
  if (value === '') return refuse('BLANK', '区划代码为空。', 'The division code is blank.');
  if (LOCAL_CODE.test(value)) return { value };
  if (!/^[0-9]+$/.test(value)) {
    return refuse(
      'CHARACTER',
      '区划代码应为数字，或以字母开头的本地代码（小写字母、数字、连字符）。',
      'A division code is digits, or a local code that begins with a letter (letters, digits, hyphens).',
    );
  }
  if (![6, 9, 12].includes(value.length)) {
    return refuse('LENGTH', '区划代码应为 6、9 或 12 位。', 'A division code has 6, 9 or 12 digits.');
  }
  if (!PROVINCES.has(value.slice(0, 2))) {
    return refuse(
      'UNKNOWN_PROVINCE',
      '区划代码前两位不是省级代码。',
      'The first two digits are no province.',
    );
  }
  return { value };
}

/** The level of a checked code; undefined for a local code, which stands outside the hierarchy. */
export function divisionLevel(code: string): DivisionLevel | undefined {
  if (LOCAL_CODE.test(code)) return undefined;
  if (code.length === 12) return 'village';
  if (code.length === 9) return 'township';
  if (code.endsWith('0000')) return 'province';
  return code.endsWith('00') ? 'city' : 'county';
}

/** The code one level up, e.g. 440802 → 440800 → 440000; undefined for a province or a local code. */
export function parentDivision(code: string): string | undefined {
  switch (divisionLevel(code)) {
    case 'village':
      return code.slice(0, 9);
    case 'township':
      return code.slice(0, 6);
    case 'county':
      return `${code.slice(0, 4)}00`;
    case 'city':
      return `${code.slice(0, 2)}0000`;
    default:
      return undefined;
  }
}
