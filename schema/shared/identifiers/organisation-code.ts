import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

/**
 * The check character of an eight-character organisation code (GB 11714-1997): 11 less the weighted sum mod 11, where
 * 10 is written X and 11 is written 0. The body is digits and capital letters.
 */
export function organisationCheckCharacter(body: string): string {
  const sum = WEIGHTS.reduce(
    (total, weight, index) => total + weight * ALPHABET.indexOf(body.charAt(index)),
    0,
  );
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Checks a nine-character organisation code (组织机构代码); a hyphen before the last character is dropped. */
export function checkOrganisationCode(text: string): Checked {
  const value = identifierForm(text).replace(/^(.{8})-(.)$/, '$1$2');
  if (value === '') return refuse('BLANK', '组织机构代码为空。', 'The organisation code is blank.');
  if (value.length !== 9)
    return refuse('LENGTH', '组织机构代码应为 9 位。', 'An organisation code has 9 characters.');
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(value)) {
    return refuse(
      'CHARACTER',
      '组织机构代码含有不允许的字符。',
      'The organisation code has a character it may not have.',
    );
  }
  if (organisationCheckCharacter(value) !== value.charAt(8)) {
    return refuse(
      'CHECK_CHARACTER',
      '组织机构代码校验位不符，请核对原件。',
      'The check character of the organisation code is wrong.',
    );
  }
  return { value };
}
