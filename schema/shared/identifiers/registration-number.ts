import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';

/** The 15th digit of a registration number: ISO 7064 MOD 11,10 over the first fourteen (GS 15-2006, annex A). */
export function registrationCheckDigit(first14: string): string {
  let product = 10;
  for (const digit of first14) {
    const sum = (product + Number(digit)) % 10 || 10;
    product = (sum * 2) % 11;
  }
  return String((11 - product) % 10);
}

/** Checks a 15-digit registration number (工商注册号), the identifier of firms from before the credit code. */
export function checkRegistrationNumber(text: string): Checked {
  const value = identifierForm(text);
  if (value === '') return refuse('BLANK', '注册号为空。', 'The registration number is blank.');
  if (!/^[0-9]+$/.test(value))
    return refuse('CHARACTER', '注册号应全为数字。', 'A registration number consists of digits.');
  if (value.length !== 15)
    return refuse('LENGTH', '注册号应为 15 位。', 'A registration number has 15 digits.');
  if (registrationCheckDigit(value.slice(0, 14)) !== value.charAt(14)) {
    return refuse(
      'CHECK_CHARACTER',
      '注册号第 15 位校验不符，请核对执照。',
      'The 15th digit of the registration number does not match; compare it with the licence.',
    );
  }
  return { value };
}
