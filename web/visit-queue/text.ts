import { isAssigned } from '../../scheduler/draw/unicode-14.js';
import { PhoneRefusal } from './refusals.js';

/** Control characters, half characters, the mark of a faulty conversion, and those that turn the direction of writing. */
const faulty = /[\p{Cc}\p{Cs}\ufffd\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u;

function clean(text: string): string | PhoneRefusal {
  const plain = text.replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ').trim();
  const isTaken = !faulty.test(plain) && [...plain].every((sign) => isAssigned(sign.codePointAt(0) ?? 0));
  return isTaken ? plain.normalize('NFC') : new PhoneRefusal('TEXT_NOT_TAKEN');
}

/**
 * A value with every text in it as the server's gate lets it in (`Text` of the API): outer blanks and line breaks go, NFC.
 * What is signed is not changed any more, so it is made so before.
 */
export function cleaned<T>(value: T): T | PhoneRefusal {
  if (typeof value === 'string') return clean(value) as T | PhoneRefusal;
  if (Array.isArray(value)) return firstRefusal(value.map(cleaned)) as T | PhoneRefusal;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, one]) => [key, cleaned(one)] as const);
  const refusal = entries.find(([, one]) => one instanceof PhoneRefusal)?.[1];
  return (refusal ?? Object.fromEntries(entries)) as T | PhoneRefusal;
}

function firstRefusal(values: unknown[]): unknown {
  return values.find((one) => one instanceof PhoneRefusal) ?? values;
}
