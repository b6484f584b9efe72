import type { Content } from 'pdfmake/js/Printer.js';
import type {
  WordBlock,
  WordCell,
  WordDocument,
  WordLine,
  WordParagraph,
  WordRow,
  WordRun,
  WordStyle,
  WordTable,
} from '../word/word-document.js';
import type { FontUse } from './font/fonts.js';

/** A line of the text font, as a factor of its size: (1151 + 286) ⁄ 1000. */
const FONT_LINE = 1.437;
/** A single line of Word, by its own fonts for Chinese. */
const WORD_LINE = 1.3;

/** What a page knows of itself: for fields in header and footer. */
export interface PageNumbers {
  readonly page: number;
  readonly pageCount: number;
}

/** Turns the parts of a Word file into what pdfmake lays out. */
export class LayOut {
  readonly #images = new Map<Uint8Array, string>();

  constructor(
    readonly fonts: FontUse,
    readonly width: number,
    readonly numbers?: PageNumbers,
  ) {}

  blocks(blocks: readonly WordBlock[], width = this.width): Content[] {
    return blocks.flatMap((block) =>
      block.kind === 'table' ? [this.#table(block, width)] : this.#paragraph(block),
    );
  }

  /** A paragraph; several where a page ends within it. */
  #paragraph(paragraph: WordParagraph): Content[] {
    const pieces: WordRun[][] = [[]];
    for (const run of paragraph.runs) {
      if (run.kind === 'pageBreak') pieces.push([]);
      else pieces.at(-1)?.push(run);
    }
    return pieces.flatMap((runs, index) => {
      const breaks = index > 0 || paragraph.breaksBefore;
      return this.#piece(paragraph, runs, { breaks, first: index === 0, last: index === pieces.length - 1 });
    });
  }

  #piece(
    paragraph: WordParagraph,
    runs: readonly WordRun[],
    { breaks, first, last }: { readonly breaks: boolean; readonly first: boolean; readonly last: boolean },
  ): Content[] {
    const { alignment, left, right, firstLine, before, after, line, size } = paragraph;
    const images = runs.filter((run) => run.kind === 'image');
    const texts = runs.flatMap((run) => this.#texts(run));
    const largest = Math.max(size, ...runs.map((run) => ('style' in run ? run.style.size : 0)));
    const common = {
      alignment,
      margin: [left, first ? before : 0, right, last ? after : 0],
      ...(breaks ? { pageBreak: 'before' } : {}),
    };
    const pictures = images.map((image) => ({
      ...{ image: this.#image(image.bytes, image.mediaType), width: image.width, height: image.height },
      ...common,
    }));
    if (images.length > 0 && texts.length === 0) return pictures;
    return [
      ...pictures,
      {
        text: texts.length > 0 ? texts : ' ',
        fontSize: size,
        lineHeight: lineHeight(line, largest),
        preserveLeadingSpaces: true,
        ...(firstLine > 0 ? { leadingIndent: firstLine } : {}),
        ...common,
      },
    ];
  }

  #texts(run: WordRun): Content[] {
    if (run.kind === 'field') {
      const number = run.field === 'PAGE' ? this.numbers?.page : this.numbers?.pageCount;
      return [{ text: String(number ?? ''), ...styled(run.style) }];
    }
    if (run.kind !== 'text') return [];
    // Blanks that are underlined are a line to write on, at the end of a line too.
    const text = run.style.underline ? run.text.replaceAll(' ', '\u00a0') : run.text;
    return this.fonts.split(text).map((piece) => ({
      text: piece.text,
      ...styled(run.style),
      ...(piece.isRare ? { font: 'Rare' } : {}),
    }));
  }

  #image(bytes: Uint8Array, mediaType: string): string {
    const known =
      this.#images.get(bytes) ?? `data:${mediaType};base64,${Buffer.from(bytes).toString('base64')}`;
    this.#images.set(bytes, known);
    return known;
  }

  #table(table: WordTable, width: number): Content {
    const grid = fitted(table, width);
    const total = grid.reduce((sum, one) => sum + one, 0);
    const room = Math.max(0, width - total);
    const left = table.alignment === 'center' ? room / 2 : table.alignment === 'right' ? room : table.left;
    const [padding = 5.4] = table.rows.flatMap(({ cells }) => cells.map((cell) => cell.padding));
    const lines = table.rows.flatMap(({ cells }) => cells.flatMap(({ borders }) => Object.values(borders)));
    const thickness = Math.max(0, ...lines);
    const spans = spanRows(table.rows, grid.length);
    return {
      margin: [left, 0, 0, 0],
      table: {
        headerRows: table.headingRows,
        dontBreakRows: table.rows.every(({ height }) => height < 200),
        widths: grid.map((one) => Math.max(1, one - 2 * padding - thickness)),
        heights: table.rows.map(({ height }) => Math.max(0, height - 4)),
        body: spans.map((row) => row.map((slot) => this.#slot(slot, grid, padding))),
      },
      layout: {
        hLineWidth: () => thickness,
        vLineWidth: () => thickness,
        paddingLeft: () => padding,
        paddingRight: () => padding,
        paddingTop: () => 2,
        paddingBottom: () => 2,
      },
    };
  }

  #slot(slot: Slot, grid: readonly number[], padding: number): Content {
    const { cell } = slot;
    if (!cell) return {};
    const { left, top, right, bottom } = cell.borders;
    const width =
      grid.slice(slot.column, slot.column + cell.span).reduce((sum, one) => sum + one, 0) - 2 * padding;
    return {
      stack: this.blocks(cell.blocks, width),
      ...(cell.span > 1 ? { colSpan: cell.span } : {}),
      ...(slot.rowSpan > 1 ? { rowSpan: slot.rowSpan } : {}),
      ...(cell.vertical === 'top' ? {} : { verticalAlignment: cell.vertical }),
      border: [left > 0, top > 0, right > 0, slot.bottom ?? bottom > 0],
    };
  }
}

interface Slot {
  readonly column: number;
  /** Absent where another cell reaches. */
  readonly cell?: WordCell;
  rowSpan: number;
  /** Whether a cell over several rows has a line below its last one. */
  bottom?: boolean;
}

/** Every place of the grid, with the cells that begin there. */
function spanRows(rows: readonly WordRow[], count: number): Slot[][] {
  const open = new Map<number, Slot>();
  return rows.map(({ cells }) => {
    const slots: Slot[] = [];
    for (const cell of cells) {
      const column = slots.length;
      if (column >= count) break;
      const span = Math.min(cell.span, count - column);
      const above = cell.merge === 'continue' ? open.get(column) : undefined;
      if (above) {
        above.rowSpan += 1;
        above.bottom = cell.borders.bottom > 0;
        slots.push({ column, rowSpan: 1 });
      } else {
        const slot: Slot = { column, cell: { ...cell, span }, rowSpan: 1 };
        if (cell.merge === 'restart') open.set(column, slot);
        else open.delete(column);
        slots.push(slot);
      }
      for (let n = 1; n < span; n += 1) slots.push({ column: column + n, rowSpan: 1 });
    }
    while (slots.length < count) slots.push({ column: slots.length, cell: emptyCell, rowSpan: 1 });
    return slots;
  });
}

const emptyCell: WordCell = {
  span: 1,
  vertical: 'top',
  borders: { left: 0, top: 0, right: 0, bottom: 0 },
  padding: 5.4,
  blocks: [],
};

/** The columns, made narrower where the table would leave the page. */
function fitted({ columns, left }: WordTable, width: number): number[] {
  const total = columns.reduce((sum, one) => sum + one, 0);
  const room = width - Math.max(0, left);
  return total > room + 12 ? columns.map((one) => (one * room) / total) : [...columns];
}

function lineHeight(line: WordLine, size: number): number {
  if ('factor' in line) return (line.factor * WORD_LINE) / FONT_LINE;
  const asked = line.points / (size * FONT_LINE);
  return line.least ? Math.max(asked, WORD_LINE / FONT_LINE) : asked;
}

function styled({ size, bold, underline, color }: WordStyle): Content {
  return {
    fontSize: size,
    ...(bold ? { bold } : {}),
    ...(underline ? { decoration: 'underline' } : {}),
    ...(color ? { color } : {}),
  };
}

/** How wide the text of a page is. */
export function textWidth({ page }: WordDocument): number {
  return page.width - page.margins[0] - page.margins[2];
}
