import type PizZip from 'pizzip';
import type {
  WordAlignment,
  WordBlock,
  WordBorders,
  WordCell,
  WordDocument,
  WordPage,
  WordParagraph,
  WordRow,
  WordRun,
  WordStyle,
  WordTable,
} from './word-document.js';
import { type Relation, readPart, readRelations, WordFileError } from './word-package.js';
import { readParagraph, readRun, type Said, twips, WordStyles } from './word-styles.js';
import { WordWarnings } from './word-warnings.js';
import { at, childOf, findDeep, isOn, valOf, type Xml } from './xml-tree.js';

const A4 = { width: 595.3, height: 841.9 };

/** Names that say nothing about what is shown, or are read where they stand. */
const silent = new Set(
  `pPr rPr tblPr tblGrid trPr tcPr sectPr proofErr bookmarkStart bookmarkEnd lastRenderedPageBreak permStart permEnd
   commentRangeStart commentRangeEnd sdtPr sdtEndPr noBreakHyphen softHyphen tblPrEx moveFromRangeStart moveFromRangeEnd
   moveToRangeStart moveToRangeEnd fldData annotationRef`.split(/\s+/),
);
/** Wrappers whose content counts as if they were not there. */
const wrappers = new Set([
  'sdt',
  'sdtContent',
  'hyperlink',
  'smartTag',
  'ins',
  'moveTo',
  'customXml',
  'dir',
  'bdo',
]);
const noted = ['vertAlign', 'strike', 'dstrike', 'highlight', 'i'];

/** Reads a Word file as forms of offices use it; what else it holds is told by name. @throws WordFileError */
export function readWord(zip: PizZip): WordDocument {
  const document = readPart(zip, 'word/document.xml');
  const body = at(document, 'document', 'body');
  if (!body) throw new WordFileError('Word 文件没有正文', 'The Word file has no body');
  const warnings = new WordWarnings();
  const styles = new WordStyles(readPart(zip, 'word/styles.xml'));
  const section = childOf(body, 'sectPr');
  const reading = (name: string) => new Reading(zip, styles, warnings, readRelations(zip, name));
  const main = reading('document');
  const part = (kind: 'header' | 'footer'): WordBlock[] => {
    const reference = section?.children.find(
      (one) => one.name === `${kind}Reference` && (one.attribute('type') ?? 'default') === 'default',
    );
    const path = reference && main.relations.get(reference.attribute('id') ?? '')?.target;
    const root = path ? readPart(zip, path) : undefined;
    const name = path?.replace(/^word\//, '').replace(/\.xml$/, '') ?? '';
    return root?.children[0] ? reading(name).blocks(root.children[0]) : [];
  };
  return {
    page: readPage(section, warnings),
    body: main.blocks(body),
    header: part('header'),
    footer: part('footer'),
    warnings: warnings.list(),
  };
}

function readPage(section: Xml | undefined, warnings: WordWarnings): WordPage {
  const size = childOf(section, 'pgSz');
  const margins = childOf(section, 'pgMar');
  const points = (node: Xml | undefined, name: string, usual: number) =>
    twips(node?.attribute(name)) ?? usual;
  if (size?.attribute('orient') === 'landscape') warnings.add('landscape');
  if (Number(childOf(section, 'cols')?.attribute('num') ?? 1) > 1) warnings.add('cols');
  if (isOn(section, 'titlePg')) warnings.add('titlePg');
  return {
    ...A4,
    margins: [
      points(margins, 'left', 90),
      points(margins, 'top', 72),
      points(margins, 'right', 90),
      points(margins, 'bottom', 72),
    ],
    headerAt: points(margins, 'header', 42.5),
    footerAt: points(margins, 'footer', 49.6),
  };
}

/** Reads one part, with its relations. */
class Reading {
  constructor(
    readonly zip: PizZip,
    readonly styles: WordStyles,
    readonly warnings: WordWarnings,
    readonly relations: ReadonlyMap<string, Relation>,
  ) {}

  blocks(node: Xml): WordBlock[] {
    return node.children.flatMap((child): WordBlock[] => {
      if (child.name === 'p') return [this.paragraph(child)];
      if (child.name === 'tbl') return [this.table(child)];
      if (child.name === 'ins' || child.name === 'moveTo') this.warnings.add('ins');
      if (wrappers.has(child.name)) return this.blocks(child);
      if (!silent.has(child.name)) this.warnings.add(child.name);
      return [];
    });
  }

  paragraph(node: Xml): WordParagraph {
    const properties = childOf(node, 'pPr');
    const style = this.styles.ofParagraph(valOf(properties, 'pStyle'));
    const own = { ...style.paragraph, ...readParagraph(properties) };
    if (childOf(properties, 'numPr')) this.warnings.add('numPr');
    if (childOf(properties, 'sectPr')) this.warnings.add('section');
    const mark = { ...style.run, ...readRun(childOf(properties, 'rPr')) };
    const runs = this.runs(node, style.run ?? {});
    const size = runs.find((run) => run.kind === 'text')?.style.size ?? mark.size ?? 10.5;
    const { firstLineChars = 0 } = own;
    return {
      kind: 'paragraph',
      alignment: own.alignment ?? 'left',
      left: own.left ?? 0,
      right: own.right ?? 0,
      firstLine: firstLineChars > 0 ? firstLineChars * size : (own.firstLine ?? 0),
      before: own.before ?? 0,
      after: own.after ?? 0,
      line: own.line ?? { factor: 1 },
      breaksBefore: own.breaksBefore ?? false,
      runs,
      size,
    };
  }

  runs(node: Xml, ground: NonNullable<Said['run']>): WordRun[] {
    const runs: WordRun[] = [];
    const field = new FieldReading();
    const walk = (parent: Xml) => {
      for (const child of parent.children) {
        if (child.name === 'r') this.run(child, ground, field, runs);
        else if (child.name === 'fldSimple') this.simpleField(child, ground, runs);
        else if (wrappers.has(child.name)) {
          if (child.name === 'ins' || child.name === 'moveTo') this.warnings.add('ins');
          walk(child);
        } else if (child.name === 'del' || child.name === 'moveFrom') this.warnings.add('del');
        else if (!silent.has(child.name)) this.warnings.add(child.name);
      }
    };
    walk(node);
    return runs;
  }

  run(node: Xml, ground: NonNullable<Said['run']>, field: FieldReading, runs: WordRun[]): void {
    const properties = childOf(node, 'rPr');
    for (const name of noted)
      if (isOn(properties, name)) this.warnings.add(name === 'dstrike' ? 'strike' : name);
    if (isOn(properties, 'vanish')) return;
    const said = {
      ...ground,
      ...this.styles.ofRun(valOf(properties, 'rStyle')).run,
      ...readRun(properties),
    };
    const style: WordStyle = { bold: false, underline: false, size: 10.5, ...said };
    const text = (value: string) => {
      if (!field.isInstruction && !field.isShown) runs.push({ kind: 'text', text: value, style });
    };
    for (const child of node.children) {
      if (child.name === 't') text(child.text);
      else if (child.name === 'br' || child.name === 'cr') {
        if (child.attribute('type') === 'page') runs.push({ kind: 'pageBreak' });
        else text('\n');
      } else if (child.name === 'tab') {
        this.warnings.add('tab');
        text('\u3000\u3000');
      } else if (child.name === 'sym') text('□');
      else if (child.name === 'fldChar') field.mark(child.attribute('fldCharType') ?? '', runs, style);
      else if (child.name === 'instrText') field.instruct(child.text);
      else if (child.name === 'drawing') this.drawing(child, runs);
      else if (child.name === 'AlternateContent') this.warnings.add('pict');
      else if (child.name === 'commentReference') this.warnings.add('comments');
      else if (!silent.has(child.name)) this.warnings.add(child.name);
    }
  }

  simpleField(node: Xml, ground: NonNullable<Said['run']>, runs: WordRun[]): void {
    const field = fieldOf(node.attribute('instr') ?? '');
    if (!field) {
      runs.push(...this.runs(node, ground));
      return;
    }
    const said = readRun(findDeep(node, 'rPr'));
    runs.push({
      kind: 'field',
      field,
      style: { bold: false, underline: false, size: 10.5, ...ground, ...said },
    });
  }

  drawing(node: Xml, runs: WordRun[]): void {
    const inline = childOf(node, 'inline');
    if (!inline) {
      this.warnings.add('anchor');
      return;
    }
    const relation = this.relations.get(findDeep(inline, 'blip')?.attribute('embed') ?? '');
    if (!relation || relation.isExternal) {
      this.warnings.add('externalPicture');
      return;
    }
    const bytes = this.zip.files[relation.target]?.asUint8Array();
    const mediaType = bytes && mediaTypeOf(bytes);
    if (!bytes || !mediaType) {
      this.warnings.add('pictureForm');
      return;
    }
    const extent = childOf(inline, 'extent');
    // English metric units: 12,700 to a point.
    const points = (name: string) => Number(extent?.attribute(name) ?? 0) / 12_700;
    runs.push({ kind: 'image', bytes, mediaType, width: points('cx'), height: points('cy') });
  }

  table(node: Xml): WordTable {
    const properties = childOf(node, 'tblPr');
    if (childOf(properties, 'tblpPr')) this.warnings.add('tblpPr');
    const columns = (childOf(node, 'tblGrid')?.children ?? []).map(
      (column) => twips(column.attribute('w')) ?? 60,
    );
    const rows = rowsOf(node);
    const lines = childOf(properties, 'tblBorders');
    const padding = twips(at(properties, 'tblCellMar', 'left')?.attribute('w')) ?? 5.4;
    const headings = rows.findIndex((row) => !isOn(childOf(row, 'trPr'), 'tblHeader'));
    return {
      kind: 'table',
      alignment:
        ({ center: 'center', right: 'right' } as Record<string, WordAlignment>)[
          valOf(properties, 'jc') ?? ''
        ] ?? 'left',
      left: twips(childOf(properties, 'tblInd')?.attribute('w')) ?? 0,
      columns,
      headingRows: Math.max(headings, 0),
      rows: rows.map((row, index) =>
        this.row(row, { index, last: rows.length - 1, count: columns.length, lines, padding }),
      ),
    };
  }

  row(node: Xml, place: RowPlace): WordRow {
    let column = 0;
    const cells = cellsOf(node).map((cell): WordCell => {
      const properties = childOf(cell, 'tcPr');
      const span = Math.max(1, Number(valOf(properties, 'gridSpan') ?? 1));
      const merge = childOf(properties, 'vMerge');
      if (childOf(properties, 'textDirection')) this.warnings.add('textDirection');
      const borders = readBorders(
        childOf(properties, 'tcBorders'),
        place,
        column,
        column + span >= place.count,
      );
      column += span;
      return {
        span,
        merge: merge && (merge.attribute('val') === 'restart' ? 'restart' : 'continue'),
        vertical:
          ({ center: 'middle', bottom: 'bottom' } as const)[valOf(properties, 'vAlign') ?? ''] ?? 'top',
        borders,
        padding: place.padding,
        blocks: this.blocks(cell),
      };
    });
    return { height: twips(valOf(childOf(node, 'trPr'), 'trHeight')) ?? 0, cells };
  }
}

interface RowPlace {
  readonly index: number;
  readonly last: number;
  readonly count: number;
  readonly lines: Xml | undefined;
  readonly padding: number;
}

/** A line’s width in points; undefined where nothing is said of it. */
function lineOf(borders: Xml | undefined, ...names: readonly string[]): number | undefined {
  const line = names.map((name) => childOf(borders, name)).find(Boolean);
  if (!line) return undefined;
  const kind = line.attribute('val') ?? 'single';
  if (kind === 'nil' || kind === 'none') return 0;
  return Math.max(0.25, Number(line.attribute('sz') ?? 4) / 8);
}

function readBorders(own: Xml | undefined, place: RowPlace, column: number, isLast: boolean): WordBorders {
  const { lines, index, last } = place;
  const outer = (isOuter: boolean, edge: string[], inner: string) =>
    lineOf(own, ...edge) ?? lineOf(lines, ...(isOuter ? edge : [inner])) ?? 0;
  return {
    left: outer(column === 0, ['left', 'start'], 'insideV'),
    right: outer(isLast, ['right', 'end'], 'insideV'),
    top: outer(index === 0, ['top'], 'insideH'),
    bottom: outer(index === last, ['bottom'], 'insideH'),
  };
}

function rowsOf(node: Xml): Xml[] {
  return node.children.flatMap((child) =>
    child.name === 'tr' ? [child] : wrappers.has(child.name) ? rowsOf(child) : [],
  );
}

function cellsOf(node: Xml): Xml[] {
  return node.children.flatMap((child) =>
    child.name === 'tc' ? [child] : wrappers.has(child.name) ? cellsOf(child) : [],
  );
}

function fieldOf(instruction: string): 'PAGE' | 'NUMPAGES' | undefined {
  const [, name] = /^\s*(PAGE|NUMPAGES)\b/.exec(instruction) ?? [];
  return name as 'PAGE' | 'NUMPAGES' | undefined;
}

/** A field written as begin, instruction, separate, what was shown last, end. */
class FieldReading {
  isInstruction = false;
  isShown = false;
  #instruction = '';

  mark(kind: string, runs: WordRun[], style: WordStyle): void {
    if (kind === 'begin') {
      this.isInstruction = true;
      this.#instruction = '';
      return;
    }
    const field = fieldOf(this.#instruction);
    if (kind === 'separate') {
      this.isInstruction = false;
      this.isShown = field !== undefined;
    }
    if (kind === 'end') {
      if (field) runs.push({ kind: 'field', field, style });
      this.isInstruction = false;
      this.isShown = false;
      this.#instruction = '';
    }
  }

  instruct(text: string): void {
    this.#instruction += text;
  }
}

function mediaTypeOf(bytes: Uint8Array): 'image/png' | 'image/jpeg' | undefined {
  if (bytes[0] === 0x89 && bytes[1] === 0x50) return 'image/png';
  return bytes[0] === 0xff && bytes[1] === 0xd8 ? 'image/jpeg' : undefined;
}
