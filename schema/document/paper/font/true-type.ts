import type { Glyph } from 'fontkit';

/** A glyph with the character that it stands for. */
export interface CharacterGlyph {
  readonly codePoint: number;
  readonly glyph: Glyph;
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly isOnCurve: boolean;
}

/** Measures of the font, in units of its em. */
export interface FontMeasures {
  readonly unitsPerEm: number;
  readonly ascent: number;
  readonly descent: number;
}

/**
 * A TrueType font of a few glyphs. fontkit reads outlines of WOFF2, but cannot take a part of such a font: its glyph table
 * is transformed. So the few that a paper needs are written into a font of their own. Source: OpenType 1.9, `glyf`, `cmap`.
 */
export function writeTrueType(glyphs: readonly CharacterGlyph[], measures: FontMeasures): Buffer {
  const sorted = [...glyphs].sort((a, b) => a.codePoint - b.codePoint);
  const outlines = [emptyOutline, ...sorted.map(({ glyph }) => writeOutline(contoursOf(glyph)))];
  const advances = [measures.unitsPerEm, ...sorted.map(({ glyph }) => Math.round(glyph.advanceWidth))];
  const offsets = [0];
  for (const outline of outlines) offsets.push((offsets.at(-1) ?? 0) + outline.length);
  return joinTables({
    cmap: writeCmap(sorted),
    glyf: Buffer.concat(outlines),
    head: writeHead(measures),
    hhea: writeHhea(measures, outlines.length),
    hmtx: numbers(advances.flatMap((advance) => [u16(advance), u16(0)])),
    loca: numbers(offsets.map(u32)),
    maxp: writeMaxp(outlines.length),
    name: writeName(sorted),
    post: numbers([u32(0x00030000), u32(0), u32(0), u32(0), u32(0), u32(0), u32(0), u32(0)]),
  });
}

const emptyOutline = Buffer.alloc(0);

const u16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16BE(value & 0xffff);
  return bytes;
};
const u32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value >>> 0);
  return bytes;
};
const numbers = (parts: readonly Buffer[]) => Buffer.concat(parts);

function contoursOf(glyph: Glyph): Point[][] {
  const contours: Point[][] = [];
  for (const { command, args } of glyph.path.commands) {
    const [a = 0, b = 0, c = 0, d = 0] = args.map(Math.round);
    const last = contours.at(-1);
    if (command === 'moveTo') contours.push([{ x: a, y: b, isOnCurve: true }]);
    else if (command === 'lineTo') last?.push({ x: a, y: b, isOnCurve: true });
    else if (command === 'quadraticCurveTo') {
      last?.push({ x: a, y: b, isOnCurve: false }, { x: c, y: d, isOnCurve: true });
    }
  }
  return contours.filter((contour) => contour.length > 1);
}

function writeOutline(contours: readonly Point[][]): Buffer {
  if (contours.length === 0) return emptyOutline;
  const points = contours.flat();
  const xs = points.map(({ x }) => x);
  const ys = points.map(({ y }) => y);
  let end = -1;
  const ends = contours.map((contour) => {
    end += contour.length;
    return u16(end);
  });
  const deltas = (values: readonly number[]) =>
    values.map((value, index) => u16(value - (index === 0 ? 0 : (values[index - 1] as number))));
  const bytes = numbers([
    ...[contours.length, Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)].map(u16),
    ...ends,
    u16(0),
    Buffer.from(points.map(({ isOnCurve }) => (isOnCurve ? 1 : 0))),
    ...deltas(xs),
    ...deltas(ys),
  ]);
  return Buffer.concat([bytes, Buffer.alloc((4 - (bytes.length % 4)) % 4)]);
}

function writeCmap(glyphs: readonly CharacterGlyph[]): Buffer {
  const groups = glyphs.flatMap(({ codePoint }, index) => [u32(codePoint), u32(codePoint), u32(index + 1)]);
  const length = 16 + 12 * glyphs.length;
  return numbers([
    ...[u16(0), u16(1), u16(3), u16(10), u32(12)],
    ...[u16(12), u16(0), u32(length), u32(0), u32(glyphs.length)],
    ...groups,
  ]);
}

function writeHead({ unitsPerEm, ascent, descent }: FontMeasures): Buffer {
  return numbers([
    ...[u32(0x00010000), u32(0x00010000), u32(0), u32(0x5f0f3cf5), u16(0), u16(unitsPerEm)],
    ...[u32(0), u32(0), u32(0), u32(0)],
    ...[u16(0), u16(descent), u16(unitsPerEm), u16(ascent)],
    ...[u16(0), u16(8), u16(2), u16(1), u16(0)],
  ]);
}

function writeHhea({ unitsPerEm, ascent, descent }: FontMeasures, count: number): Buffer {
  return numbers([
    ...[u32(0x00010000), u16(ascent), u16(descent), u16(0), u16(unitsPerEm), u16(0), u16(0), u16(unitsPerEm)],
    ...[u16(1), u16(0), u16(0), u16(0), u16(0), u16(0), u16(0), u16(0), u16(count)],
  ]);
}

function writeMaxp(count: number): Buffer {
  return numbers([
    u32(0x00010000),
    u16(count),
    ...Array.from({ length: 13 }, (_, n) => u16(n === 0 ? 4096 : n === 4 ? 2 : 0)),
  ]);
}

/** The name tells two such fonts of one document apart. */
function writeName(glyphs: readonly CharacterGlyph[]): Buffer {
  const text = `FairdrawRare${glyphs
    .map(({ codePoint }) => codePoint.toString(16))
    .join('')
    .slice(0, 40)}`;
  const encoded = Buffer.from(text, 'utf16le').swap16();
  const ids = [1, 4, 6];
  const records = ids.flatMap((id) => [u16(3), u16(1), u16(0x409), u16(id), u16(encoded.length), u16(0)]);
  return numbers([u16(0), u16(ids.length), u16(6 + 12 * ids.length), ...records, encoded]);
}

function checksum(bytes: Buffer): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 4) sum = (sum + bytes.readUInt32BE(at)) >>> 0;
  return sum;
}

function joinTables(tables: Readonly<Record<string, Buffer>>): Buffer {
  const names = Object.keys(tables).sort();
  const power = 2 ** Math.floor(Math.log2(names.length));
  const directory = [
    ...[
      u32(0x00010000),
      u16(names.length),
      u16(power * 16),
      u16(Math.log2(power)),
      u16((names.length - power) * 16),
    ],
  ];
  const bodies: Buffer[] = [];
  let offset = 12 + 16 * names.length;
  let headAt = 0;
  for (const name of names) {
    const body = tables[name] as Buffer;
    const padded = Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
    if (name === 'head') headAt = offset;
    directory.push(Buffer.from(name, 'latin1'), u32(checksum(padded)), u32(offset), u32(body.length));
    bodies.push(padded);
    offset += padded.length;
  }
  const font = Buffer.concat([...directory, ...bodies]);
  font.writeUInt32BE((0xb1b0afba - checksum(font)) >>> 0, headAt + 8);
  return font;
}
