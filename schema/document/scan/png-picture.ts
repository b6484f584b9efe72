import { inflateSync } from 'node:zlib';
import { type Picture, PictureFault } from './picture.js';

const SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

export function isPng(bytes: Uint8Array): boolean {
  return SIGNATURE.every((byte, index) => bytes[index] === byte);
}

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly color: number;
}

const samplesOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Reads a PNG as shades of grey; a scan needs no more. Source: PNG (3rd edition) §§7, 9, 11. */
export function readPng(bytes: Uint8Array, mostPixels: number): Picture {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Header | undefined;
  let palette: Uint8Array = new Uint8Array();
  const data: Buffer[] = [];
  for (let at = 8; at + 12 <= view.length; ) {
    const length = view.readUInt32BE(at);
    const kind = view.toString('latin1', at + 4, at + 8);
    const body = view.subarray(at + 8, at + 8 + length);
    if (kind === 'IHDR') header = readHeader(body);
    if (kind === 'PLTE') palette = body;
    if (kind === 'IDAT') data.push(body);
    if (kind === 'IEND') break;
    at += 12 + length;
  }
  if (!header) throw new PictureFault('PNG 文件已损坏', 'The PNG is damaged');
  if (header.width * header.height > mostPixels)
    throw new PictureFault(
      '图片过大，请以 200 至 300 dpi 扫描',
      'The picture is too large; scan at 200 to 300 dpi',
    );
  const samples = samplesOf[header.color] as number;
  const stride = Math.ceil((header.width * samples * header.depth) / 8);
  const raw = unpack(Buffer.concat(data), (stride + 1) * header.height);
  unfilter(raw, header.height, stride, Math.max(1, (samples * header.depth) / 8));
  return toGrey(raw, header, stride, samples, palette);
}

function readHeader(body: Buffer): Header {
  const header = {
    width: body.readUInt32BE(0),
    height: body.readUInt32BE(4),
    depth: body[8] ?? 0,
    color: body[9] ?? 0,
  };
  const isKnown = samplesOf[header.color] !== undefined && [1, 2, 4, 8, 16].includes(header.depth);
  if (!isKnown || header.width === 0 || header.height === 0)
    throw new PictureFault('PNG 文件已损坏', 'The PNG is damaged');
  if (body[12] !== 0)
    throw new PictureFault(
      '不支持隔行扫描的 PNG，请另存为普通 PNG',
      'An interlaced PNG is not read; save it as a plain one',
    );
  return header;
}

function unpack(packed: Buffer, size: number): Buffer {
  try {
    const raw = inflateSync(packed, { maxOutputLength: size });
    if (raw.length === size) return raw;
  } catch {
    // Told below.
  }
  throw new PictureFault('PNG 文件已损坏', 'The PNG is damaged');
}

function unfilter(raw: Buffer, height: number, stride: number, step: number): void {
  for (let y = 0; y < height; y += 1) {
    const start = y * (stride + 1) + 1;
    const filter = raw[start - 1] ?? 0;
    if (filter === 0) continue;
    for (let x = 0; x < stride; x += 1) {
      const left = x >= step ? (raw[start + x - step] as number) : 0;
      const above = y > 0 ? (raw[start + x - stride - 1] as number) : 0;
      const corner = y > 0 && x >= step ? (raw[start + x - step - stride - 1] as number) : 0;
      const guess =
        filter === 1
          ? left
          : filter === 2
            ? above
            : filter === 3
              ? (left + above) >> 1
              : paeth(left, above, corner);
      raw[start + x] = ((raw[start + x] as number) + guess) & 0xff;
    }
  }
}

function paeth(left: number, above: number, corner: number): number {
  const p = left + above - corner;
  const [a, b, c] = [Math.abs(p - left), Math.abs(p - above), Math.abs(p - corner)];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

function toGrey(
  raw: Buffer,
  { width, height, depth, color }: Header,
  stride: number,
  samples: number,
  palette: Uint8Array,
): Picture {
  const grey = new Uint8ClampedArray(width * height);
  const most = 2 ** depth - 1;
  const sample = (row: number, index: number): number => {
    if (depth === 8) return raw[row + index] as number;
    if (depth === 16) return raw[row + index * 2] as number;
    const bit = index * depth;
    return ((raw[row + (bit >> 3)] as number) >> (8 - depth - (bit & 7))) & most;
  };
  const scale = depth < 8 ? 255 / most : 1;
  for (let y = 0; y < height; y += 1) {
    const row = y * (stride + 1) + 1;
    for (let x = 0; x < width; x += 1) {
      const at = x * samples;
      let value: number;
      if (color === 3) {
        const entry = sample(row, at) * 3;
        value = luma(palette[entry] ?? 0, palette[entry + 1] ?? 0, palette[entry + 2] ?? 0);
      } else if (samples >= 3) value = luma(sample(row, at), sample(row, at + 1), sample(row, at + 2));
      else value = sample(row, at) * scale;
      grey[y * width + x] = value;
    }
  }
  return { width, height, grey };
}

function luma(red: number, green: number, blue: number): number {
  return 0.299 * red + 0.587 * green + 0.114 * blue;
}
