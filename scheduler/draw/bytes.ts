/** Bytes as the protocol writes them (§2): UTF-8, lower-case hex, length prefixes, byte order. */
import { DrawFault, malformed } from './faults.js';

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** UTF-8 of a well-formed text; a lone surrogate is refused (`NOT_UTF8`), never replaced. */
export function utf8(text: string): Uint8Array {
  if (!text.isWellFormed()) throw new DrawFault('NOT_UTF8', { at: 'text' });
  return encoder.encode(text);
}

/** Text of UTF-8 bytes, a byte-order mark kept as the character it is; `NOT_UTF8` names `at`. */
export function fromUtf8(bytes: Uint8Array, at: string): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DrawFault('NOT_UTF8', { at });
  }
}

/** A file as text, whichever it came as; `NOT_UTF8` names `at`. */
export function asText(file: Uint8Array | string, at: string): string {
  return typeof file === 'string' ? file : fromUtf8(file, at);
}

/** A file as bytes, whichever it came as. */
export function asBytes(file: Uint8Array | string): Uint8Array {
  return typeof file === 'string' ? utf8(file) : file;
}

const hexPairs = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexPairs[byte];
  return text;
}

/** Bytes of lower-case hex; anything else is `MALFORMED`, naming `at`. */
export function fromHex(text: string, at = 'hex'): Uint8Array {
  if (!/^(?:[0-9a-f]{2})*$/.test(text)) throw malformed(at, 'lower-case hex', '小写十六进制');
  const bytes = new Uint8Array(text.length / 2);
  for (let i = 0; i < bytes.length; i++) bytes[i] = Number.parseInt(text.slice(2 * i, 2 * i + 2), 16);
  return bytes;
}

export function concat(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += part.length;
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** `lp(x1) ‖ lp(x2) ‖ …`: each part after its length as four bytes, big-endian. */
export function lengthPrefixed(parts: readonly Uint8Array[]): Uint8Array {
  let length = 0;
  for (const part of parts) length += 4 + part.length;
  const whole = new Uint8Array(length);
  const view = new DataView(whole.buffer);
  let offset = 0;
  for (const part of parts) {
    view.setUint32(offset, part.length);
    whole.set(part, offset + 4);
    offset += 4 + part.length;
  }
  return whole;
}

/**
 * Order of two texts by their UTF-8 bytes: negative, 0 or positive.
 *
 * UTF-16 order agrees except between a surrogate pair (U+10000 and up) and U+E000…U+FFFF, where UTF-8 puts
 * the pair last; lifting surrogates above those units gives the same order without encoding.
 */
export function compareUtf8(a: string, b: string): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    const x = a.charCodeAt(i);
    const y = b.charCodeAt(i);
    if (x !== y) return lifted(x) - lifted(y);
  }
  return a.length - b.length;
}

function lifted(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

/** Order of two byte strings of any length: negative, 0 or positive. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    if (a[i] !== b[i]) return a[i]! - b[i]!;
  }
  return a.length - b.length;
}
