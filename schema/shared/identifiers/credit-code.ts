import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';
import { organisationCheckCharacter } from './organisation-code.js';

/** GB 32100-2015: no I, O, S, V, Z, which are read as 1, 0, 5, U and 2. */
export const CREDIT_CODE_ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';

const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}[0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}$/;

/** The 18th character: weights 3^(i−1) mod 31 over the first seventeen (GB 32100-2015 §5). */
export function creditCheckCharacter(first17: string): string {
  let weight = 1;
  let sum = 0;
  for (let index = 0; index < 17; index += 1) {
    sum += weight * CREDIT_CODE_ALPHABET.indexOf(first17.charAt(index));
    weight = (weight * 3) % 31;
  }
  return CREDIT_CODE_ALPHABET.charAt((31 - (sum % 31)) % 31);
}

/**
 * Checks a unified social credit code (统一社会信用代码) and returns it in its one written form. Both checks are made: the
 * code's own, and that of the organisation code in positions 9 to 17 (GB 11714). The division in positions 3 to 8 is
 * not compared with today's list: a code stays valid when its division is merged.
 */
export function checkCreditCode(text: string): Checked {
  const value = identifierForm(text);
  if (value === '')
    return refuse('BLANK', '统一社会信用代码为空。', 'The unified social credit code is blank.');
  if (value.length !== 18) {
    return refuse(
      'LENGTH',
      '统一社会信用代码应为 18 位。',
      'A unified social credit code has 18 characters.',
    );
  }
  if (!FORM.test(value)) {
    return refuse(
      'CHARACTER',
      '统一社会信用代码含有不允许的字符（不使用 I、O、S、V、Z，第 3 至 8 位为数字）。',
      'The unified social credit code has a character it may not have (no I, O, S, V, Z; positions 3 to 8 are digits).',
    );
  }
  if (creditCheckCharacter(value) !== value.charAt(17)) {
    return refuse(
      'CHECK_CHARACTER',
      '统一社会信用代码第 18 位校验不符，请核对执照。',
      'The 18th character of the unified social credit code does not match; compare it with the licence.',
    );
  }
  if (organisationCheckCharacter(value.slice(8, 16)) !== value.charAt(16)) {
    return refuse(
      'ORGANISATION_CHECK_CHARACTER',
      '统一社会信用代码第 9 至 17 位（组织机构代码）校验不符，请核对执照。',
      'Positions 9 to 17 (the organisation code) of the unified social credit code do not match; compare them with the licence.',
    );
  }
  return { value };
}

/** What a made credit code is put together from. */
export interface CreditCodeParts {
  /** Registering department and kind of body, e.g. `91` enterprise, `92` individual business, `12` public institution. */
  readonly prefix: string;
  /** Six digits (GB/T 2260). */
  readonly divisionCode: string;
  /** Eight characters of the credit code's alphabet; the ninth, their check character, is computed. */
  readonly body: string;
}

/** Puts a valid code together, for demo data and tests. Throws when a part cannot be in any code. */
export function makeCreditCode({ prefix, divisionCode, body }: CreditCodeParts): string {
  const first17 = `${prefix}${divisionCode}${body}${organisationCheckCharacter(body)}`;
  const code = first17 + creditCheckCharacter(first17);
  const checked = checkCreditCode(code);
  if ('fault' in checked || checked.value !== code)
    throw new RangeError('a part of this credit code is not possible');
  return code;
}
