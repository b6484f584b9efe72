import { halfWidth } from '../shared/identifiers/index.js';

/** A document number as it is compared, with its place in a series where it has one. */
export interface DecisionNumber {
  /** One written form for all ways of writing it. */
  readonly key: string;
  /** `湛市监处罚`; absent where the number is not of the form 〔year〕n号. */
  readonly series?: string;
  readonly year?: number;
  readonly no?: number;
}

const IN_SERIES = /^(.{1,60})〔((?:19|20)\d{2})〕第?0*([1-9]\d{0,8})号?$/u;

/** Reads a document number: brackets, blanks, width, 第 and leading zeros do not make another one. */
export function readDecisionNumber(text: string): DecisionNumber {
  const plain = halfWidth(text)
    .replace(/\s/g, '')
    .replace(/[[(【［〖{﹝]((?:19|20)\d{2})年?[\])】］〗}﹞]/u, '〔$1〕')
    .toUpperCase();
  const [, series, year, no] = IN_SERIES.exec(plain) ?? [];
  if (!series) return { key: plain };
  return { key: `${series}〔${year}〕${no}号`, series, year: Number(year), no: Number(no) };
}

/** A number of a series as it is written. */
export function numberText(series: string, year: number, no: number): string {
  return `${series}〔${year}〕${no}号`;
}
