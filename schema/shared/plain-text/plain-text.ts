import { isAssigned } from '../../../scheduler/draw/index.js';

/** Why a text cannot enter the system. */
export type TextFaultCode =
  | 'CONTROL_CHARACTER'
  | 'REPLACEMENT_CHARACTER'
  | 'UNASSIGNED_CHARACTER'
  | 'LONE_SURROGATE';

/** A refused text: the first character at fault, as `U+0000`, and its place counted in characters from 1. */
export interface TextFault {
  readonly code: TextFaultCode;
  readonly character: string;
  readonly position: number;
  readonly zh: string;
  readonly en: string;
}

/** Everything an ordinary Chinese record consists of; it needs no closer look. */
const PLAIN = /^[\x20-\x7e\u3001-\u3011\u4e00-\u9fa5\uff01-\uff5e]*$/;

/**
 * The one gate for text: line breaks and tabs become a space, outer blanks go, the rest is normalised to NFC. Engine
 * and verifiers never normalise; they take the bytes made here (docs/draw.md §2).
 *
 * Refused: other control characters (NUL among them), U+FFFD (the mark of an earlier faulty conversion), lone
 * surrogates, and code points unassigned in Unicode 14.
 */
export function plainText(raw: string): { readonly value: string } | { readonly fault: TextFault } {
  if (PLAIN.test(raw)) return { value: raw.trim() };
  const text = raw.replace(/[\t\n\r\u0085\u2028\u2029]+/g, ' ').trim();
  let position = 0;
  for (const character of text) {
    position += 1;
    const code = faultOf(character.codePointAt(0) ?? 0);
    if (code !== undefined) return { fault: describe(code, character, position) };
  }
  return { value: text.normalize('NFC') };
}

function faultOf(codePoint: number): TextFaultCode | undefined {
  if (codePoint < 0x20 || (codePoint >= 0x7f && codePoint < 0xa0)) return 'CONTROL_CHARACTER';
  if (codePoint === 0xfffd) return 'REPLACEMENT_CHARACTER';
  if (codePoint >= 0xd800 && codePoint <= 0xdfff) return 'LONE_SURROGATE';
  return isAssigned(codePoint) ? undefined : 'UNASSIGNED_CHARACTER';
}

const WORDS: Record<TextFaultCode, { zh: string; en: string }> = {
  CONTROL_CHARACTER: { zh: '不可见的控制字符', en: 'a control character' },
  REPLACEMENT_CHARACTER: {
    zh: '乱码替换符（此前转码已出错）',
    en: 'a replacement mark left by a faulty conversion',
  },
  LONE_SURROGATE: { zh: '不完整的字符', en: 'half a character' },
  UNASSIGNED_CHARACTER: { zh: 'Unicode 14 未收录的字符', en: 'a character that Unicode 14 does not have' },
};

function describe(code: TextFaultCode, character: string, position: number): TextFault {
  const name = `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  const { zh, en } = WORDS[code];
  return {
    code,
    character: name,
    position,
    zh: `第 ${position} 个字符 ${name} 是${zh}。`,
    en: `Character ${position}, ${name}, is ${en}.`,
  };
}
