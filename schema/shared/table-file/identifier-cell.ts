import {
  checkCreditCode,
  checkIdentifier,
  type IdentifierFault,
  type IdScheme,
  identifierForm,
  looksLikeResident,
} from '../identifiers/index.js';

/** A number as a spreadsheet showed it, with the marks by which people keep it from being turned into a figure. */
export function numberAsWritten(cell: string): string {
  const formula = /^=\s*"(.*)"$/.exec(cell.trim());
  return identifierForm(formula?.[1] ?? cell.trim().replace(/^['‘’`]/, ''));
}

/** Whether a spreadsheet turned a long number into a figure: `9.1330E+17`. Its last digits are lost. */
export function isScientific(cell: string): boolean {
  return /^[0-9](?:\.[0-9]+)?E\+?[0-9]{1,3}$/.test(numberAsWritten(cell));
}

/** The scheme that a number's form suggests: 18 characters, 15 digits, an organisation code, or a resident's number. */
export function schemeOf(cell: string): IdScheme {
  const value = numberAsWritten(cell);
  if (/^[0-9]{15}$/.test(value)) return 'regno';
  if (/^[0-9A-Z]{8}-?[0-9X]$/.test(value)) return 'orgcode';
  if (looksLikeResident(value) && 'fault' in checkCreditCode(value)) return 'np';
  return 'uscc';
}

/** Checks a cell by the rules of a scheme; a natural person's is for `PersonNumbers`. */
export function checkNumberCell(
  scheme: IdScheme,
  cell: string,
): { readonly value: string } | { readonly fault: IdentifierFault } {
  return checkIdentifier(scheme, numberAsWritten(cell));
}
