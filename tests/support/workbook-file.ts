import { type ZipFile, zipArchive } from './zip-archive.js';

/** A cell: a text, or its XML's attributes and content. */
export type WrittenCell = string | { readonly attributes?: string; readonly content: string };

/** A sheet of a workbook made by hand. */
export interface WrittenSheet {
  readonly name?: string;
  readonly state?: 'hidden' | 'veryHidden';
  readonly rows?: readonly (readonly WrittenCell[])[];
  /** The XML instead of rows. */
  readonly xml?: string;
  readonly merges?: readonly string[];
}

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGES = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** Styles by number: 0 none, 1 a day, 2 a day in Chinese, 3 a time, 4 per cent. */
const FORMATS = [0, 14, 176, 20, 9];

/** Options for hostile and odd workbooks. */
export interface WorkbookOptions {
  readonly epoch1904?: boolean;
  /** Texts that cells refer to with `t="s"`. */
  readonly strings?: readonly string[];
  /** More files, or others in place of those made here. */
  readonly files?: readonly ZipFile[];
}

/** The files of an .xlsx workbook, deflated. */
export function workbookFile(sheets: readonly WrittenSheet[], options: WorkbookOptions = {}): Buffer {
  const { strings = [], files = [], epoch1904 = false } = options;
  const list = sheets.map(({ name, state }, at) => {
    const shown = state === undefined ? '' : ` state="${state}"`;
    return `<sheet name="${name ?? `Sheet${at + 1}`}" sheetId="${at + 1}"${shown} r:id="rId${at + 1}"/>`;
  });
  const relations = sheets.map(
    (_, at) =>
      `<Relationship Id="rId${at + 1}" Type="${RELATIONS}/worksheet" Target="worksheets/sheet${at + 1}.xml"/>`,
  );
  const made: ZipFile[] = [
    {
      name: '[Content_Types].xml',
      content:
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    },
    {
      name: '_rels/.rels',
      content: `<Relationships xmlns="${PACKAGES}"><Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    },
    {
      name: 'xl/workbook.xml',
      content: `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><workbookPr${epoch1904 ? ' date1904="1"' : ''}/><sheets>${list.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: `<Relationships xmlns="${PACKAGES}">${relations.join('')}</Relationships>`,
    },
    {
      name: 'xl/sharedStrings.xml',
      content: `<sst xmlns="${MAIN}">${strings.map((text) => (text.startsWith('<') ? `<si>${text}</si>` : `<si><t>${escaped(text)}</t></si>`)).join('')}</sst>`,
    },
    {
      name: 'xl/styles.xml',
      content: `<styleSheet xmlns="${MAIN}"><numFmts><numFmt numFmtId="176" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${FORMATS.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`,
    },
    ...sheets.map((sheet, at) => ({
      name: `xl/worksheets/sheet${at + 1}.xml`,
      content: sheet.xml ?? sheetXml(sheet),
    })),
  ];
  const replaced = new Set(files.map(({ name }) => name));
  return zipArchive([...made.filter(({ name }) => !replaced.has(name)), ...files]);
}

/** A sheet's XML. */
export function sheetXml({ rows = [], merges = [] }: WrittenSheet): string {
  const data = rows.map(
    (row, r) =>
      `<row r="${r + 1}">${row.map((cell, c) => cellXml(cell, `${letters(c)}${r + 1}`)).join('')}</row>`,
  );
  const merged = merges.map((ref) => `<mergeCell ref="${ref}"/>`).join('');
  return `<worksheet xmlns="${MAIN}"><sheetData>${data.join('')}</sheetData>${merged && `<mergeCells>${merged}</mergeCells>`}</worksheet>`;
}

function cellXml(cell: WrittenCell, at: string): string {
  if (cell === '') return `<c r="${at}"/>`;
  if (typeof cell === 'string') return `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;
  return `<c r="${at}" ${cell.attributes ?? ''}>${cell.content}</c>`;
}

function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** A number in a cell, with the style of its place in the list above. */
export function numberCell(value: string, style = 0): WrittenCell {
  return { attributes: `s="${style}"`, content: `<v>${value}</v>` };
}
