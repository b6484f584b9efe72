import { crc32, deflateSync } from 'node:zlib';
import { create } from 'qrcode';

function chunk(kind: string, body: Buffer): Buffer {
  const head = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
  const bytes = Buffer.alloc(8);
  bytes.writeUInt32BE(body.length);
  bytes.writeUInt32BE(crc32(head), 4);
  return Buffer.concat([bytes.subarray(0, 4), head, bytes.subarray(4)]);
}

/** A PNG of shades of grey. */
export function writePng(width: number, height: number, shade: (x: number, y: number) => number): Buffer {
  const raw = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) raw[y * (width + 1) + 1 + x] = shade(x, y);
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** A scanned sheet of A4 at 100 dpi, with a QR at the foot and some writing; `grain` makes two scans differ. */
export function scannedSheet(text: string, grain = 0): Buffer {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules;
  const [width, height, module, edge] = [827, 1169, 3, 28];
  const [left, top] = [width - edge - size * module, height - edge - size * module];
  return writePng(width, height, (x, y) => {
    const [mx, my] = [Math.floor((x - left) / module), Math.floor((y - top) / module)];
    if (mx >= 0 && my >= 0 && mx < size && my < size) return data[my * size + mx] ? 40 : 225;
    return (x * 7 + y * 13 + grain) % 97 === 0 ? 180 : 240;
  });
}
