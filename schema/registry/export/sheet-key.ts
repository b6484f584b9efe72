import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';

/** What the hidden cell of an exported row tells: which row, which export, and what the row held then. */
export interface SheetKey {
  readonly exportId: string;
  /** The row's id in its table. */
  readonly rowId: string;
  /** `rowVersion`: six bytes, hex. */
  readonly version: string;
}

/** Of the 48 bytes of a key the last ten are its signature: 64 characters in a cell. */
const SIGNED = 38;
const LENGTH = 48;

/** The installation's secret, ready to sign half a million rows with. */
export function signingKey(secret: Uint8Array): KeyObject {
  return createSecretKey(secret);
}

/** Writes a key, signed for this installation. */
export function writeSheetKey(secret: KeyObject, { exportId, rowId, version }: SheetKey): string {
  const content = Buffer.from(exportId.replaceAll('-', '') + rowId.replaceAll('-', '') + version, 'hex');
  return Buffer.concat([content, sign(secret, content)]).toString('base64url');
}

/** Reads a key; undefined when this installation did not write it or somebody changed it. */
export function readSheetKey(secret: KeyObject, text: string): SheetKey | undefined {
  const bytes = Buffer.from(text, 'base64url');
  if (!/^[A-Za-z0-9_-]{64}$/.test(text) || bytes.length !== LENGTH) return undefined;
  const content = bytes.subarray(0, SIGNED);
  if (!timingSafeEqual(sign(secret, content), bytes.subarray(SIGNED))) return undefined;
  const hex = content.toString('hex');
  return { exportId: asUuid(hex.slice(0, 32)), rowId: asUuid(hex.slice(32, 64)), version: hex.slice(64) };
}

function sign(secret: KeyObject, content: Uint8Array): Buffer {
  return createHmac('sha256', secret)
    .update(content)
    .digest()
    .subarray(0, LENGTH - SIGNED);
}

function asUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
