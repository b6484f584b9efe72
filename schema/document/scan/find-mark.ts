import qrModule from 'jsqr';
import { type PageMark, readPageMark } from '../paper/paper.js';
import type { Picture } from './picture.js';

type Reader = typeof import('jsqr').default;
// A CommonJS module: what stands under `default` differs by how it is loaded.
const readQr = ((qrModule as unknown as { default?: Reader }).default ?? qrModule) as Reader;

/** A part of a picture, as the reader of QR takes it, made smaller by a whole factor. */
function cut({ width, height, grey }: Picture, box: Box, factor: number) {
  const [w, h] = [Math.floor(box.width / factor), Math.floor(box.height / factor)];
  const data = new Uint8ClampedArray(w * h * 4);
  for (let y = 0; y < h; y += 1) {
    for (let x = 0; x < w; x += 1) {
      let sum = 0;
      for (let dy = 0; dy < factor; dy += 1) {
        for (let dx = 0; dx < factor; dx += 1) {
          const [px, py] = [box.x + x * factor + dx, box.y + y * factor + dy];
          sum += px < width && py < height ? (grey[py * width + px] as number) : 255;
        }
      }
      const value = sum / (factor * factor);
      const at = (y * w + x) * 4;
      data[at] = value;
      data[at + 1] = value;
      data[at + 2] = value;
      data[at + 3] = 255;
    }
  }
  return { data, width: w, height: h };
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where our QR stands, on a sheet that lies right or on its head or side: in one of the corners; at last, the whole sheet. */
function boxesOf({ width, height }: Picture): Box[] {
  const side = Math.round(Math.min(width, height) * 0.32);
  const corner = (x: number, y: number) => ({ x, y, width: side, height: side });
  return [
    corner(width - side, height - side),
    corner(0, 0),
    corner(0, height - side),
    corner(width - side, 0),
    { x: 0, y: 0, width, height },
  ];
}

/** A QR is read best where its squares are a few points wide: sides of some hundred points, and once in full. */
function factorsOf(box: Box, isWhole: boolean): number[] {
  const least = Math.max(1, Math.round(Math.max(box.width, box.height) / (isWhole ? 1_400 : 450)));
  return isWhole || least === 1 ? [least] : [least, least - 1];
}

/** Which page of which paper a scan shows, or nothing. */
export function findPageMark(picture: Picture): PageMark | undefined {
  const boxes = boxesOf(picture);
  for (const [index, box] of boxes.entries()) {
    for (const factor of factorsOf(box, index === boxes.length - 1)) {
      const { data, width, height } = cut(picture, box, factor);
      const text = readQr(data, width, height, { inversionAttempts: 'dontInvert' })?.data;
      const mark = text ? readPageMark(text) : undefined;
      if (mark) return mark;
    }
  }
  return undefined;
}
