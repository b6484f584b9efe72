import { checkCertificateNumber } from './certificate-number.js';
import { checkCreditCode } from './credit-code.js';
import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';
import { checkOrganisationCode } from './organisation-code.js';
import { isResidentNumber } from './person-paper.js';
import { checkRegistrationNumber } from './registration-number.js';

/** Schemes of targets, in their fixed priority: the first that a target has is its id. */
export const TARGET_SCHEMES = ['uscc', 'orgcode', 'regno', 'licence', 'foreign', 'np'] as const;

/** Schemes of inspectors, in their fixed priority. */
export const INSPECTOR_SCHEMES = ['cert', 'staff'] as const;

/** Every scheme, in one line of priority. */
export const ID_SCHEMES = [...TARGET_SCHEMES, ...INSPECTOR_SCHEMES] as const;

/**
 * `uscc` unified social credit code; `orgcode` organisation code; `regno` 15-digit registration number; `licence` a
 * licence number; `foreign` a register abroad; `np` a natural person, HMAC of the number under the authority's key in
 * 64 hex digits; `cert` an enforcement certificate; `staff` a staff number.
 */
export type IdScheme = (typeof ID_SCHEMES)[number];

/** What is known about one unit: for each scheme one or more written numbers. */
export type KnownNumbers = Partial<Record<IdScheme, string | readonly string[]>>;

/** The id that a draw is keyed by. */
export interface RealWorldId {
  /** `<scheme>:<value>`; `/` and `%` in the value are written `%2F` and `%25`, as `/` begins a target below it. */
  readonly id: string;
  readonly scheme: IdScheme;
  /** The number in its one written form, as printed. */
  readonly value: string;
}

/**
 * The one id of a unit: the first scheme of `ID_SCHEMES` for which a number is known; of several numbers of that scheme
 * the smallest by bytes. Draws are keyed by what the real world calls a unit and never by a database key, so that the
 * same inputs give the same draw on every installation.
 *
 * A number that is present and wrong is a fault; it is not passed over for the next scheme, which would give one unit
 * two ids. Faults: those of the scheme, `BLANK` when no number is known.
 */
export function realWorldId(
  numbers: KnownNumbers,
): RealWorldId | { readonly fault: { readonly scheme?: IdScheme } & FaultOf } {
  for (const scheme of ID_SCHEMES) {
    const given = [numbers[scheme] ?? []].flat().filter((text) => identifierForm(text) !== '');
    const values: string[] = [];
    for (const text of given) {
      const checked = checkIdentifier(scheme, text);
      if ('fault' in checked) return { fault: { ...checked.fault, scheme } };
      values.push(checked.value);
    }
    const value = values.sort(byCodePoint)[0];
    if (value !== undefined) return { id: formatId(scheme, value), scheme, value };
  }
  return refuse('BLANK', '没有可用作标识的号码。', 'There is no number to identify this unit by.');
}

type FaultOf = Extract<Checked, { readonly fault: unknown }>['fault'];

/** Checks a number by the rules of its scheme and returns its one written form. */
export function checkIdentifier(scheme: IdScheme, text: string): Checked {
  switch (scheme) {
    case 'uscc':
      return checkCreditCode(text);
    case 'orgcode':
      return checkOrganisationCode(text);
    case 'regno':
      return checkRegistrationNumber(text);
    case 'cert':
      return checkCertificateNumber(text);
    case 'np':
      return /^[0-9a-f]{64}$/.test(text)
        ? { value: text }
        : refuse(
            'CHARACTER',
            '自然人标识应为 64 位十六进制摘要。',
            'A natural person’s id is a digest of 64 hex digits.',
          );
    case 'licence':
    case 'foreign':
      return isResidentNumber(text) ? personsNumber : checkFreeNumber(text);
    default:
      return checkFreeNumber(text);
  }
}

/** Writes an id. `value` must be in its checked form. */
export function formatId(scheme: IdScheme, value: string): string {
  return `${scheme}:${escaped(value)}`;
}

/** The id of what stands below an entity: `<entity's id>/<number>`. `number` must be in its checked form. */
export function idBelow(entityId: string, number: string): string {
  return `${entityId}/${escaped(number)}`;
}

function escaped(value: string): string {
  return value.replace(/[%/]/g, (sign) => (sign === '/' ? '%2F' : '%25'));
}

/** The number in a part of an id, as printed. */
export function unescapedNumber(part: string): string {
  return part.replace(/%2F/gi, '/').replace(/%25/g, '%');
}

/** Ascending by code point, which is the order of UTF-8 bytes; never by locale and never by UTF-16 unit. */
export function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const difference = (left[index]?.codePointAt(0) ?? 0) - (right[index]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const personsNumber = refuse(
  'UNKNOWN_SCHEME',
  '这是公民身份号码，不是许可证号：请填入“公民身份号码”一列，或按自然人登记。',
  'This is a resident’s number, no licence: enter it in a column 公民身份号码, or as a natural person.',
);

function checkFreeNumber(text: string): Checked {
  const value = identifierForm(text);
  if (value === '') return refuse('BLANK', '号码为空。', 'The number is blank.');
  if ([...value].length > 64)
    return refuse('LENGTH', '号码不得超过 64 个字符。', 'A number has at most 64 characters.');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused here
  if (/[\s\u0000-\u001f\u007f-\u009f]/u.test(value)) {
    return refuse(
      'CHARACTER',
      '号码含有空格或控制字符。',
      'The number has a blank or a control character in it.',
    );
  }
  return { value };
}
