import type { Content } from 'pdfmake/js/Printer.js';
import printer from 'pdfmake/js/Printer.js';
import { CharacterWithoutFont, followFonts, serifFiles } from './font/fonts.js';
import { LayOut, textWidth } from './lay-out.js';
import { type Paper, writePageMark } from './paper.js';
import { drawQr } from './qr.js';

const RARE_FILE = 'rare.ttf';

/** Millimetres in points. */
const MM = 72 / 25.4;
const QR_SIZE = 18 * MM;
const QR_EDGE = 7 * MM;

/** A printed file, and how many pages each paper has in it. */
export interface Printed {
  readonly bytes: Uint8Array;
  readonly pageCounts: readonly number[];
}

/** A node of pdfmake's, once it is laid out. */
interface Placed {
  readonly positions?: readonly { readonly pageNumber: number }[];
}

/**
 * Prints papers one after the other into one PDF of A4 pages, fonts embedded, each page with its QR.
 * @throws CharacterWithoutFont where a character would be an empty box
 */
export async function printPapers(
  papers: readonly Paper[],
  title: string,
  watermark?: string,
): Promise<Printed> {
  const [first] = papers;
  if (!first) throw new RangeError('nothing to print');
  const fonts = followFonts();
  // What the footers hold is met before the fonts are made.
  for (const { document } of papers) {
    const probe = new LayOut(fonts, textWidth(document), { page: 1, pageCount: 1 });
    probe.blocks([...document.header, ...document.footer]);
  }
  const bodies = papers.map(({ document }, index): Content & Placed => ({
    stack: new LayOut(fonts, textWidth(document)).blocks(document.body),
    ...(index > 0 ? { pageBreak: 'before' } : {}),
  }));
  const missing = fonts.missing();
  if (missing.length > 0) throw new CharacterWithoutFont(missing);
  const places = new PagePlaces(bodies);
  const ofPage = (page: number, count: number) => {
    const place = places.of(page, count);
    return { ...place, paper: papers[place.index] as Paper };
  };
  const { margins } = first.document.page;
  const definition: Content = {
    info: { title, creator: 'Fairdraw', producer: 'Fairdraw' },
    language: 'zh-CN',
    pageSize: 'A4',
    pageMargins: margins,
    defaultStyle: { font: 'Serif', fontSize: 10.5 },
    content: bodies,
    ...(watermark ? { watermark: { text: watermark, font: 'Serif', color: '#c00000', opacity: 0.12 } } : {}),
    header: (page: number, count: number) => {
      const { paper, ...numbers } = ofPage(page, count);
      return edge(paper, numbers, 'header', fonts);
    },
    footer: (page: number, count: number) => {
      const { paper, ...numbers } = ofPage(page, count);
      return edge(paper, numbers, 'footer', fonts);
    },
  };
  const { bytes, pageCount } = await write(definition, fonts.rareFont());
  return { bytes, pageCounts: places.counts(pageCount()) };

  async function write(content: Content, rare: Buffer | undefined) {
    let pages = 0;
    const counted = {
      ...content,
      header: counting(content.header, (count) => {
        pages = count;
      }),
    };
    return { bytes: await render(counted, rare), pageCount: () => pages };
  }
}

function counting(header: unknown, tell: (count: number) => void) {
  return (page: number, count: number) => {
    tell(count);
    return (header as (page: number, count: number) => unknown)(page, count);
  };
}

/** Which paper a page of the file belongs to: known once everything is laid out, when headers and footers are asked for. */
class PagePlaces {
  #starts: number[] | undefined;

  constructor(readonly bodies: readonly Placed[]) {}

  of(page: number, count: number) {
    const starts = this.#read();
    const index = starts.findLastIndex((start) => start <= page);
    const start = starts[index] ?? 1;
    const next = starts[index + 1] ?? count + 1;
    return { index: Math.max(0, index), page: page - start + 1, pageCount: next - start };
  }

  counts(count: number): number[] {
    const starts = this.#read();
    return starts.map((start, index) => (starts[index + 1] ?? count + 1) - start);
  }

  #read(): number[] {
    this.#starts ??= this.bodies.map((body) => firstPage(body) ?? 1);
    return this.#starts;
  }
}

/** The first page that anything of a node stands on. */
function firstPage(node: unknown): number | undefined {
  const { positions, stack, table } = node as Placed & {
    readonly stack?: readonly unknown[];
    readonly table?: { readonly body: readonly (readonly unknown[])[] };
  };
  const own = positions?.[0]?.pageNumber;
  if (own !== undefined) return own;
  for (const child of [...(stack ?? []), ...(table?.body.flat() ?? [])]) {
    const found = firstPage(child);
    if (found !== undefined) return found;
  }
  return undefined;
}

function edge(
  { document, mark }: Paper,
  numbers: { readonly page: number; readonly pageCount: number },
  kind: 'header' | 'footer',
  fonts: ReturnType<typeof followFonts>,
): Content {
  const { page } = document;
  const [left, , right] = page.margins;
  const blocks = new LayOut(fonts, textWidth(document), numbers).blocks(document[kind]);
  const top = kind === 'header' ? page.headerAt : Math.max(0, page.margins[3] - page.footerAt - 18);
  if (kind === 'header' || !mark) return { margin: [left, top, right, 0], stack: blocks };
  const qr = { svg: drawQr(writePageMark({ ...mark, ...numbers })), width: QR_SIZE, height: QR_SIZE };
  const qrTop = Math.max(0, page.margins[3] - QR_SIZE - QR_EDGE);
  return {
    margin: [left, 0, QR_EDGE, 0],
    columns: [
      // As far from the left as the text of the page is from the right, so that the number stands in the middle.
      { width: textWidth(document), margin: [0, top, 0, 0], stack: blocks },
      { width: '*', text: '' },
      { ...qr, margin: [0, qrTop, 0, 0] },
    ],
  };
}

function render(definition: Content, rare: Buffer | undefined): Promise<Uint8Array> {
  const fonts = {
    Serif: { normal: serifFiles.normal, bold: serifFiles.bold },
    ...(rare ? { Rare: { normal: RARE_FILE, bold: RARE_FILE } } : {}),
  };
  const files = {
    existsSync: (path: string) => path === RARE_FILE,
    readFileSync: () => rare ?? new Uint8Array(),
  };
  const urls = { resolve: () => {}, resolved: () => Promise.resolve() };
  // A template names no file of the machine: only the fonts are opened.
  const mayOpen = (path: string) => Object.values(serifFiles).includes(path);
  const Printer = printer.default;
  return new Promise((resolve, reject) => {
    new Printer(fonts, files, urls, mayOpen).createPdfKitDocument(definition).then((pdf) => {
      const chunks: Uint8Array[] = [];
      pdf.on('data', (chunk) => void chunks.push(chunk));
      pdf.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
      pdf.on('error', reject);
      pdf.end();
    }, reject);
  });
}
