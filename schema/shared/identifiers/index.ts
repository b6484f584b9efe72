export { checkCertificateNumber } from './certificate-number.js';
export {
  CREDIT_CODE_ALPHABET,
  type CreditCodeParts,
  checkCreditCode,
  creditCheckCharacter,
  makeCreditCode,
} from './credit-code.js';
export { checkDivisionCode, type DivisionLevel, divisionLevel, parentDivision } from './division-code.js';
export { type Checked, type IdentifierFault, type IdentifierFaultCode, refuse } from './identifier-fault.js';
export { maskedIdentityNumber, maskedName, maskedPhone } from './masked-person.js';
export { halfWidth, identifierForm } from './normal-form.js';
export { checkOrganisationCode } from './organisation-code.js';
export { type Identify, type NumberedPerson, PersonNumbers } from './person-numbers.js';
export {
  checkPersonPaper,
  looksLikeResident,
  type PersonPaper,
  type PersonPaperKind,
  paperWords,
  residentCheckCharacter,
  withoutPersonNumbers,
} from './person-paper.js';
export {
  byCodePoint,
  checkIdentifier,
  formatId,
  ID_SCHEMES,
  type IdScheme,
  INSPECTOR_SCHEMES,
  idBelow,
  type KnownNumbers,
  type RealWorldId,
  realWorldId,
  TARGET_SCHEMES,
  unescapedNumber,
} from './real-world-id.js';
export { checkRegistrationNumber, registrationCheckDigit } from './registration-number.js';
