/** Why an identifier is not one. */
export type IdentifierFaultCode =
  | 'BLANK'
  | 'LENGTH'
  | 'CHARACTER'
  | 'CHECK_CHARACTER'
  | 'ORGANISATION_CHECK_CHARACTER'
  | 'UNKNOWN_PROVINCE'
  | 'UNKNOWN_SCHEME';

/** A refused identifier, in words an official understands. It never repeats the value. */
export interface IdentifierFault {
  readonly code: IdentifierFaultCode;
  readonly zh: string;
  readonly en: string;
}

/** The normalised identifier, or the reason why there is none. */
export type Checked = { readonly value: string } | { readonly fault: IdentifierFault };

/** A fault as a value. */
export function refuse(
  code: IdentifierFaultCode,
  zh: string,
  en: string,
): { readonly fault: IdentifierFault } {
  return { fault: { code, zh, en } };
}
