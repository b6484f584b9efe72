/**
 * The one written form of an identifier: full width to half width, outer blanks and zero-width marks removed, upper
 * case, NFC. Inner blanks stay, so that two identifiers in one field are never glued together.
 */
export function identifierForm(text: string): string {
  if (/^[0-9A-Z]+$/.test(text)) return text;
  return halfWidth(text)
    .replace(/^[\s\u200b-\u200f\u2060]+|[\s\u200b-\u200f\u2060]+$/gu, '')
    .toUpperCase()
    .normalize('NFC');
}

/** Full-width letters, digits, signs and blank (as typed by a Chinese input method) to their ASCII twins. */
export function halfWidth(text: string): string {
  if (!/[\uff01-\uff5e\u3000]/.test(text)) return text;
  return text.replace(/[\uff01-\uff5e\u3000]/g, (character) =>
    character === '\u3000' ? ' ' : String.fromCharCode(character.charCodeAt(0) - 0xfee0),
  );
}
