import PizZip from 'pizzip';
import type { Form, FormBlock, FormCell, FormRow, FormTable, FormText } from './form.js';

const twips = (points: number) => Math.round(points * 20);
const millimetres = (mm: number) => Math.round((mm * 1440) / 25.4);

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const main = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

function runProperties({ size = 12, bold = false }: Pick<FormText, 'size' | 'bold'>): string {
  return `<w:rPr>${bold ? '<w:b/>' : ''}<w:sz w:val="${size * 2}"/><w:szCs w:val="${size * 2}"/></w:rPr>`;
}

function paragraph(block: FormText): string {
  const { text, align = 'left', size = 12, indent = 0, before = 0, after = 0, line = size * 1.6 } = block;
  const spacing = `<w:spacing w:before="${twips(before)}" w:after="${twips(after)}" w:line="${twips(line)}" w:lineRule="exact"/>`;
  const first =
    indent > 0 ? `<w:ind w:firstLineChars="${indent * 100}" w:firstLine="${twips(indent * size)}"/>` : '';
  const jc = align === 'left' ? '' : `<w:jc w:val="${align === 'justify' ? 'both' : align}"/>`;
  const marks = runProperties(block);
  const runs = text
    .split('\n')
    .map(
      (one, index) =>
        `<w:r>${marks}${index > 0 ? '<w:br/>' : ''}<w:t xml:space="preserve">${escaped(one)}</w:t></w:r>`,
    );
  return `<w:p><w:pPr>${spacing}${first}${jc}${marks}</w:pPr>${text === '' ? '' : runs.join('')}</w:p>`;
}

function cellText({ text, isLabel, align }: FormCell): readonly FormText[] {
  if (typeof text !== 'string') return text;
  return [{ text, align: align ?? (isLabel ? 'center' : 'left'), size: 12, line: 19 }];
}

function cell(one: FormCell, width: number): string {
  const {
    span = 1,
    merge,
    isLabel,
    vertical = isLabel || typeof one.text === 'string' ? 'middle' : 'top',
  } = one;
  const properties = [
    `<w:tcW w:w="${millimetres(width)}" w:type="dxa"/>`,
    span > 1 ? `<w:gridSpan w:val="${span}"/>` : '',
    merge === 'restart' ? '<w:vMerge w:val="restart"/>' : merge === 'continue' ? '<w:vMerge/>' : '',
    vertical === 'top' ? '' : `<w:vAlign w:val="${vertical === 'middle' ? 'center' : 'bottom'}"/>`,
  ];
  return `<w:tc><w:tcPr>${properties.join('')}</w:tcPr>${cellText(one).map(paragraph).join('')}</w:tc>`;
}

function tableRow({ cells, height, isHeading }: FormRow, columns: readonly number[]): string {
  let column = 0;
  const written = cells.map((one) => {
    const span = one.span ?? 1;
    const width = columns.slice(column, column + span).reduce((sum, mm) => sum + mm, 0);
    column += span;
    return cell(one, width);
  });
  const tall = height ? `<w:trHeight w:val="${millimetres(height)}" w:hRule="atLeast"/>` : '';
  return `<w:tr><w:trPr>${tall}${isHeading ? '<w:tblHeader/>' : ''}</w:trPr>${written.join('')}</w:tr>`;
}

function table({ columns, rows, isRuled = true }: FormTable): string {
  const edges = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'];
  const line = isRuled ? 'w:val="single" w:sz="6" w:space="0" w:color="000000"' : 'w:val="nil"';
  const width = columns.reduce((sum, mm) => sum + millimetres(mm), 0);
  return `<w:tbl><w:tblPr><w:tblW w:w="${width}" w:type="dxa"/><w:jc w:val="center"/><w:tblBorders>${edges
    .map((edge) => `<w:${edge} ${line}/>`)
    .join(
      '',
    )}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="85" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>${columns
    .map((mm) => `<w:gridCol w:w="${millimetres(mm)}"/>`)
    .join('')}</w:tblGrid>${rows.map((one) => tableRow(one, columns)).join('')}</w:tbl>`;
}

/** Two tables that follow one another are one to Word: a small paragraph parts them, and ends the text. */
function body(blocks: readonly FormBlock[]): string {
  const small = paragraph({ text: '', size: 5, line: 6 });
  return blocks
    .map((block, index) => {
      if ('text' in block) return paragraph(block);
      const next = blocks[index + 1];
      return table(block) + (next && 'text' in next ? '' : small);
    })
    .join('');
}

function field(name: string): string {
  const marks = runProperties({ size: 9 });
  const part = (content: string) => `<w:r>${marks}${content}</w:r>`;
  return [
    part('<w:fldChar w:fldCharType="begin"/>'),
    part(`<w:instrText xml:space="preserve"> ${name} </w:instrText>`),
    part('<w:fldChar w:fldCharType="separate"/>'),
    part('<w:t>1</w:t>'),
    part('<w:fldChar w:fldCharType="end"/>'),
  ].join('');
}

function footer(foot: string | undefined): string {
  const marks = runProperties({ size: 9 });
  const text = (value: string) => `<w:r>${marks}<w:t xml:space="preserve">${escaped(value)}</w:t></w:r>`;
  const line = foot ? `<w:p><w:pPr><w:jc w:val="left"/></w:pPr>${text(foot)}</w:p>` : '';
  const pages = `${text('第 ')}${field('PAGE')}${text(' 页 共 ')}${field('NUMPAGES')}${text(' 页')}`;
  return `${declaration}<w:ftr xmlns:w="${main}">${line}<w:p><w:pPr><w:jc w:val="center"/></w:pPr>${pages}</w:p></w:ftr>`;
}

const contentTypes = `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/word/footer1.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"/></Types>`;

const packageRelations = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/officeDocument" Target="word/document.xml"/></Relationships>`;

const documentRelations = `${declaration}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${relations}/styles" Target="styles.xml"/><Relationship Id="rId2" Type="${relations}/footer" Target="footer1.xml"/></Relationships>`;

const styles = `${declaration}<w:styles xmlns:w="${main}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="宋体" w:cs="Times New Roman"/><w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:qFormat/></w:style></w:styles>`;

/** A4, with margins that leave a line of 156 mm and room for the QR at the foot. */
const section = `<w:sectPr><w:footerReference w:type="default" r:id="rId2"/><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="${millimetres(25)}" w:right="${millimetres(27)}" w:bottom="${millimetres(30)}" w:left="${millimetres(27)}" w:header="851" w:footer="${millimetres(14)}" w:gutter="0"/></w:sectPr>`;

/** The Word file of a form: the same bytes from the same description. */
export function writeForm(form: Form): Uint8Array {
  const document = `${declaration}<w:document xmlns:w="${main}" xmlns:r="${relations}"><w:body>${body(form.blocks)}${section}</w:body></w:document>`;
  const zip = new PizZip();
  const parts: Readonly<Record<string, string>> = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': packageRelations,
    'word/document.xml': document,
    'word/_rels/document.xml.rels': documentRelations,
    'word/styles.xml': styles,
    'word/footer1.xml': footer(form.foot),
  };
  // Dated by the epoch of the archive's format, so that nothing but the description tells two files apart.
  const date = new Date(Date.UTC(1980, 0, 1));
  for (const [name, content] of Object.entries(parts))
    zip.file(name, content, { date, createFolders: false });
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}
