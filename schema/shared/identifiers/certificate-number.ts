import { type Checked, refuse } from './identifier-fault.js';
import { identifierForm } from './normal-form.js';

const FORM = /^[\p{Script=Han}0-9A-Z〔〕()[\]【】\-./_]{3,40}$/u;

/**
 * Checks the form of a certificate or licence number: 3 to 40 Chinese characters, letters, digits and the usual
 * brackets and hyphens, without blanks. There is no national check character: provinces number in their own ways.
 */
export function checkCertificateNumber(text: string): Checked {
  const value = identifierForm(text);
  if (value === '') return refuse('BLANK', '证号为空。', 'The certificate number is blank.');
  const { length } = [...value];
  if (length < 3 || length > 40) {
    return refuse('LENGTH', '证号应为 3 至 40 个字符。', 'A certificate number has 3 to 40 characters.');
  }
  if (!FORM.test(value)) {
    return refuse(
      'CHARACTER',
      '证号含有空格或不允许的字符。',
      'The certificate number has a blank or a character it may not have.',
    );
  }
  return { value };
}
