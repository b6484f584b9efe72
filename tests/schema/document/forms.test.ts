import { readFileSync } from 'node:fs';
import PizZip from 'pizzip';
import { basicForms } from '../../../schema/document/forms/basic-forms.js';
import { writeForm } from '../../../schema/document/forms/write-form.js';
import { DocumentKind, DocumentSubject, documentKinds, fieldsOf } from '../../../schema/document/index.js';
import { CharacterWithoutFont, followFonts, listMissing } from '../../../schema/document/paper/font/fonts.js';
import { printPapers } from '../../../schema/document/paper/print.js';
import { checkTemplate } from '../../../schema/document/template/template.check.js';
import { fillWord } from '../../../schema/document/word/fill.js';
import { readWord } from '../../../schema/document/word/read-word.js';
import type { WordBlock } from '../../../schema/document/word/word-document.js';
import { admitWord, openWord } from '../../../schema/document/word/word-package.js';

const basic = Object.entries(basicForms) as [
  Exclude<DocumentKind, DocumentKind.OTHER>,
  (typeof basicForms)['NOTICE'],
][];
const rare = '㐂𠀀𪚥𫝀䶮𬭚';

/** The text of a Word file, cells included. */
function textOf(blocks: readonly WordBlock[]): string {
  return blocks
    .map((block) =>
      block.kind === 'table'
        ? block.rows.map(({ cells }) => cells.map((cell) => textOf(cell.blocks)).join('|')).join('\n')
        : block.runs.map((run) => (run.kind === 'text' ? run.text : '')).join(''),
    )
    .join('\n');
}

/** A form whose text part was changed, as Word would write it. */
function changed(change: (xml: string) => string, form = writeForm(basicForms.NOTICE)): Uint8Array {
  const zip = new PizZip(form as unknown as ArrayBuffer);
  zip.file('word/document.xml', change(zip.file('word/document.xml')?.asText() ?? ''));
  return zip.generate({ type: 'uint8array', compression: 'DEFLATE' });
}

const check = (bytes: Uint8Array) => checkTemplate(bytes, DocumentSubject.VISIT);

describe('the basic forms', () => {
  test.each(basic)('%s asks only for fields that there are, and its PDF shows all of it', (kind, form) => {
    expect(checkTemplate(writeForm(form), documentKinds[kind].subject)).toMatchObject({ warnings: [] });
  });

  test.each(basic)('%s stands in docs/forms as it is made', (kind, form) => {
    const kept = readFileSync(new URL(`../../../docs/forms/${kind}.docx`, import.meta.url));
    expect(Buffer.from(writeForm(form)).equals(kept)).toBe(true);
  });

  test.each(basic)('%s is printed on A4, with nothing filled in and with everything', async (_kind, form) => {
    for (const values of [{}, { 对象名称: rare, 检查情况: '情况。'.repeat(400) }]) {
      const document = readWord(fillWord(openWord(writeForm(form)), values));
      const { bytes, pageCounts } = await printPapers([{ document }], form.title);
      expect(Buffer.from(bytes.subarray(0, 5)).toString()).toBe('%PDF-');
      expect(pageCounts[0]).toBeGreaterThan(0);
    }
  });
});

describe('filling', () => {
  test('rows repeat, blanks stay blank, line feeds and signs of XML are kept', () => {
    const values = {
      对象名称: '甲<乙>&“丙”',
      检查组: [
        { 序号: '1', 姓名: '演员一' },
        { 序号: '2', 姓名: '演员二' },
      ],
    };
    const text = textOf(readWord(fillWord(openWord(writeForm(basicForms.NOTICE)), values)).body);
    expect(text).toContain('甲<乙>&“丙”：');
    expect(text).toContain('1|演员一||');
    expect(text).toContain('2|演员二||');
    expect(text).not.toMatch(/[{}]|undefined/);
  });

  test('a field that Word has split into runs is filled', () => {
    const split = changed((xml) => xml.replace('{文号}', '{文</w:t></w:r><w:r><w:t>号}'));
    expect(textOf(readWord(fillWord(openWord(split), { 文号: '湛卫〔2026〕1号' })).body)).toContain(
      '湛卫〔2026〕1号',
    );
  });

  test('a template computes nothing and reaches no property of the program', () => {
    expect(check(changed((xml) => xml.replace('{文号}', '{constructor}')))).toMatchObject({
      __typename: 'TemplateFieldUnknown',
      unknownFields: ['constructor'],
    });
    expect(check(changed((xml) => xml.replace('{文号}', '{@文号}')))).toMatchObject({
      unknownFields: ['@文号'],
    });
  });
});

describe('a template that is refused', () => {
  test('an unknown field is named, with those that there are', () => {
    const refused = check(changed((xml) => xml.replace('{文号}', '{文件号}')));
    expect(refused).toMatchObject({ __typename: 'TemplateFieldUnknown', unknownFields: ['文件号'] });
    const { knownFields, message } = refused as unknown as { knownFields: string[]; message: string };
    expect(knownFields).toEqual(expect.arrayContaining(['文号', '对象名称', '检查组/姓名']));
    expect(message).toMatch(/\{文件号\}.*文号/);
  });

  test('a paper about a campaign knows no single visit', () => {
    expect(fieldsOf(DocumentSubject.CAMPAIGN).map(({ name }) => name)).not.toContain('对象名称');
    expect(checkTemplate(writeForm(basicForms.NOTICE), DocumentSubject.CAMPAIGN)).toMatchObject({
      unknownFields: expect.arrayContaining(['对象名称', '检查组']),
    });
  });

  test.each([
    ['a brace that is not closed', (xml: string) => xml.replace('{文号}', '{文号')],
    ['a repeated part that does not end', (xml: string) => xml.replace('{/检查组}', '')],
  ])('%s', (_what, change) => {
    expect(check(changed(change))).toMatchObject({ __typename: 'TemplateFileInvalid' });
  });

  test('no Word file, one with macros, and one that unpacks too large', () => {
    expect(check(new TextEncoder().encode('not a file'))).toMatchObject({
      __typename: 'TemplateFileInvalid',
    });
    const zip = new PizZip(writeForm(basicForms.NOTICE) as unknown as ArrayBuffer);
    zip.file('word/vbaProject.bin', 'macro');
    expect(check(zip.generate({ type: 'uint8array' }))).toMatchObject({
      message: expect.stringContaining('宏'),
    });
    const bomb = new PizZip(writeForm(basicForms.NOTICE) as unknown as ArrayBuffer);
    bomb.file('word/media/image1.png', new Uint8Array(60_000_000));
    const packed = bomb.generate({ type: 'uint8array', compression: 'DEFLATE' });
    expect(packed.length).toBeLessThan(200_000);
    expect(() => admitWord(packed)).toThrow(/unpacks too large/);
  });

  test('a character that no font has is named with its code point', () => {
    expect(check(changed((xml) => xml.replace('行政检查通知书', '通知书\u{1f600}')))).toMatchObject({
      __typename: 'CharacterUnprintable',
      characters: ['\u{1f600} (U+1F600)'],
    });
  });
});

test('what the PDF does not show as Word does is told by name', () => {
  const odd = changed((xml) =>
    xml
      .replace('<w:pPr>', '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>')
      .replace('{文号}</w:t>', '{文号}</w:t><w:tab/><w:footnoteReference w:id="1"/>'),
  );
  const { warnings } = check(odd) as unknown as { warnings: { element: string; zh: string }[] };
  expect(warnings.map(({ element }) => element).sort()).toEqual(['footnoteReference', 'numPr', 'tab']);
  expect(warnings.find(({ element }) => element === 'numPr')?.zh).toContain('自动编号');
});

describe('rare characters', () => {
  test('each has a font: the text font, or another by its block', () => {
    expect(listMissing(`虚构${rare}店〔2026〕①㎡℃☑`)).toEqual([]);
    const fonts = followFonts();
    expect(
      fonts
        .split(`虚构${rare}店`)
        .filter(({ isRare }) => isRare)
        .map(({ text }) => text)
        .join(''),
    ).toBe('𠀀𪚥𫝀');
    expect(fonts.rareFont()?.subarray(0, 4)).toEqual(Buffer.from([0, 1, 0, 0]));
  });

  test('a sample of every extension from A to F is found', () => {
    const samples = [
      0x3400, 0x4db5, 0x20000, 0x2a6d6, 0x2a700, 0x2b734, 0x2b740, 0x2b81d, 0x2b820, 0x2cea1, 0x2ceb0,
      0x2ebe0,
    ];
    expect(listMissing(String.fromCodePoint(...samples))).toEqual([]);
  });

  test('marks that show nothing are left out; a character of no font is an error, never a box', async () => {
    expect(listMissing('葛\u{e0100}城\u200b')).toEqual([]);
    const document = readWord(fillWord(openWord(writeForm(basicForms.NOTICE)), { 对象名称: '\u{1f600}店' }));
    await expect(printPapers([{ document }], '通知')).rejects.toThrow(CharacterWithoutFont);
  });
});
