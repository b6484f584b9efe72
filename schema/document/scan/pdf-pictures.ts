import { inflateSync } from 'node:zlib';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFNumber, PDFRawStream } from 'pdf-lib';
import { readJpeg } from './jpeg-picture.js';
import { MOST_PIXELS, type Picture, PictureFault } from './picture.js';

export function isPdf(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.subarray(0, 1024)).includes('%PDF-');
}

/** The largest picture of each page, one after the other: scanners put one on each, a JPEG, or points packed without loss. Fax forms (CCITT, JBIG2) are not read. @throws PictureFault */
export async function* readPdfPages(
  bytes: Uint8Array,
  mostPages: number,
): AsyncGenerator<Picture | undefined> {
  const pdf = await open(bytes);
  if (pdf.getPageCount() > mostPages) {
    throw new PictureFault(
      `PDF 超过 ${mostPages} 页，请分开上传`,
      `The PDF has more than ${mostPages} pages; split it`,
    );
  }
  for (const page of pdf.getPages()) {
    const objects = page.node.Resources()?.lookupMaybe(PDFName.of('XObject'), PDFDict);
    const streams = (objects?.keys() ?? []).flatMap((key) => {
      const stream = objects?.lookup(key);
      return stream instanceof PDFRawStream && isImage(stream) ? [stream] : [];
    });
    const [largest] = streams.sort((a, b) => pixelsOf(b) - pixelsOf(a));
    yield largest && readStream(largest);
  }
}

async function open(bytes: Uint8Array): Promise<PDFDocument> {
  try {
    return await PDFDocument.load(bytes, { updateMetadata: false });
  } catch {
    throw new PictureFault('PDF 已损坏或加密', 'The PDF is damaged or encrypted');
  }
}

function isImage(stream: PDFRawStream): boolean {
  return stream.dict.lookupMaybe(PDFName.of('Subtype'), PDFName) === PDFName.of('Image');
}

function numberOf(stream: PDFRawStream, name: string): number {
  return stream.dict.lookupMaybe(PDFName.of(name), PDFNumber)?.asNumber() ?? 0;
}

const pixelsOf = (stream: PDFRawStream) => numberOf(stream, 'Width') * numberOf(stream, 'Height');

function filterOf(stream: PDFRawStream): string | undefined {
  const filter = stream.dict.lookup(PDFName.of('Filter'));
  if (filter instanceof PDFName) return filter.asString();
  return filter instanceof PDFArray && filter.size() === 1 ? String(filter.get(0)) : undefined;
}

/** A page that cannot be read is one without a QR: the others of the file may still be taken. */
function tryJpeg(bytes: Uint8Array): Picture | undefined {
  try {
    return readJpeg(bytes, MOST_PIXELS);
  } catch (error) {
    if (error instanceof PictureFault) return undefined;
    throw error;
  }
}

function readStream(stream: PDFRawStream): Picture | undefined {
  const [width, height] = [numberOf(stream, 'Width'), numberOf(stream, 'Height')];
  const depth = numberOf(stream, 'BitsPerComponent');
  if (width * height === 0 || width * height > MOST_PIXELS) return undefined;
  if (filterOf(stream) === '/DCTDecode') return tryJpeg(stream.contents);
  if (filterOf(stream) !== '/FlateDecode') return undefined;
  if (stream.dict.has(PDFName.of('DecodeParms'))) return undefined;
  const samples = ({ '/DeviceGray': 1, '/DeviceRGB': 3 } as const)[
    String(stream.dict.lookup(PDFName.of('ColorSpace')))
  ];
  if (!samples || (depth !== 8 && !(depth === 1 && samples === 1))) return undefined;
  const stride = Math.ceil((width * samples * depth) / 8);
  let raw: Buffer;
  try {
    raw = inflateSync(stream.contents, { maxOutputLength: stride * height + 1024 });
  } catch {
    return undefined;
  }
  const grey = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const at = y * stride;
      grey[y * width + x] =
        depth === 1
          ? (((raw[at + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1) * 255
          : samples === 1
            ? (raw[at + x] ?? 255)
            : ((raw[at + x * 3] ?? 255) + (raw[at + x * 3 + 1] ?? 255) + (raw[at + x * 3 + 2] ?? 255)) / 3;
    }
  }
  return { width, height, grey };
}
