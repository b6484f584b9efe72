import type { Chance } from '../../schema/shared/unit.js';

/** UUID version 7 (RFC 9562 §5.7): 48 bits of Unix milliseconds, then chance. */
export function uuid7(now: Date, chance: Chance): string {
  const bytes = chance.bytes(16);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const milliseconds = BigInt(now.getTime());
  view.setUint32(0, Number(milliseconds >> 16n));
  view.setUint16(4, Number(milliseconds & 0xffffn));
  view.setUint8(6, 0x70 | (view.getUint8(6) & 0x0f));
  view.setUint8(8, 0x80 | (view.getUint8(8) & 0x3f));
  const hex = Buffer.from(bytes).toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
