import { taggedHash, toHex } from '../../scheduler/draw/index.js';

const form = /^[a-z0-9-]{1,32}$/;

/** True for a code as docs/draw.md §2 wants it. */
export function isNeutral(text: string): boolean {
  return form.test(text);
}

/** Codes of the texts that were asked for last; a register asks for the same few half a million times. */
const known = new Map<string, string>();
const mostKnown = 10_000;

/**
 * The code of a skill, district or ground in the files of a draw: the text itself in lower case where it is a code
 * already, else `n-` and twelve hex digits of its hash, the same on every installation.
 */
export function neutralCode(text: string): string {
  const found = known.get(text);
  if (found !== undefined) return found;
  const lower = text.toLowerCase();
  const code = isNeutral(lower) ? lower : `n-${toHex(taggedHash('fairdraw/code', [text])).slice(0, 12)}`;
  if (known.size >= mostKnown) known.clear();
  known.set(text, code);
  return code;
}
