import { halfWidth } from '../identifiers/index.js';
import { withPlainBlanks } from './cell-blanks.js';

/** Headings compare without blanks, case, width, a star or a remark in brackets such as （必填）. */
export function headingKey(text: string): string {
  return halfWidth(withPlainBlanks(text))
    .replace(/[\s*]/g, '')
    .replace(/\((?:必填|选填|非必填|必填项|选填项|required|optional)\)$/i, '')
    .toLowerCase();
}
