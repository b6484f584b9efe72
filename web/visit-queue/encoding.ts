import { toHex } from '../../scheduler/draw/bytes.js';
import { scalarSha256 } from '../../scheduler/draw/sha256/sha256-scalar.js';

const encoder = new TextEncoder();

export function utf8(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text) as Uint8Array<ArrayBuffer>;
}

/** SHA-256 of a text, lower-case hex: at once, as the fold asks. */
export function hashText(text: string): string {
  return toHex(scalarSha256.digest(utf8(text)));
}

/** SHA-256 of bytes, lower-case hex. */
export async function hashBytes(bytes: ArrayBuffer): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)));
}

export function base64url(bytes: ArrayBuffer): string {
  const binary = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(binary).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

/** A UUID of 16 random bytes (RFC 9562, version 4). */
export function uuidOf(random: Uint8Array): string {
  const bytes = Uint8Array.from(random);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return toHex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}

export { toHex };
