/** Text on entry to the system (§2). The engine and the verifiers never normalise: they take the bytes. */
import { DrawFault } from './faults.js';
import { isAssigned } from './unicode-14.js';

/** Returns the text in NFC; `TEXT_NOT_ACCEPTED` for a lone surrogate, NUL or a code point not in Unicode 14. */
export function assertText(text: string): string {
  if (!text.isWellFormed()) throw refusal(text.toWellFormed(), 'a lone surrogate');
  for (const character of text) {
    const codePoint = character.codePointAt(0)!;
    if (codePoint === 0) throw refusal(text.replaceAll('\0', '␀'), 'NUL');
    if (!isAssigned(codePoint)) {
      throw refusal(text, `U+${codePoint.toString(16).toUpperCase()} is not assigned in Unicode 14`);
    }
  }
  return text.normalize('NFC');
}

function refusal(text: string, reason: string): DrawFault {
  return new DrawFault('TEXT_NOT_ACCEPTED', { text, reason });
}
