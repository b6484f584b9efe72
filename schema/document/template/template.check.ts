import { fieldsOf } from '../document.fields.js';
import type { DocumentSubject } from '../document.kinds.js';
import { followFonts, nameOf } from '../paper/font/fonts.js';
import { readTags, TemplateFault, type TemplateTags } from '../word/fill.js';
import { readWord } from '../word/read-word.js';
import type { WordBlock, WordDocument, WordWarning } from '../word/word-document.js';
import { admitWord, WordFileError } from '../word/word-package.js';
import { CharacterUnprintable, TemplateFieldUnknown, TemplateFileInvalid } from './template.errors.js';

/** What a template that was let in asks for, and what its PDF will not show. */
export interface CheckedTemplate {
  readonly fields: string[];
  readonly warnings: WordWarning[];
}

/** Whether a file can be a template: a Word file whose fields there are, and whose characters can be printed. */
export function checkTemplate(
  bytes: Uint8Array,
  subject: DocumentSubject,
): CheckedTemplate | TemplateFileInvalid | TemplateFieldUnknown | CharacterUnprintable {
  try {
    const tags = readTags(admitWord(bytes));
    const unknown = listUnknown(tags, subject);
    if (unknown.length > 0) {
      return new TemplateFieldUnknown(
        unknown,
        fieldsOf(subject).flatMap(({ name, rows }) => [name, ...rowNames(name, rows)]),
      );
    }
    const document = readWord(admitWord(bytes));
    const missing = listMissingIn(document);
    if (missing.length > 0) return new CharacterUnprintable(missing.map(nameOf));
    return { fields: Object.keys(tags), warnings: [...document.warnings] };
  } catch (error) {
    if (error instanceof WordFileError) return new TemplateFileInvalid(error.zh, error.en);
    if (error instanceof TemplateFault) {
      const told = error.faults.join('；');
      return new TemplateFileInvalid(`字段的括号不成对：${told}`, `braces of fields do not match: ${told}`);
    }
    throw error;
  }
}

function rowNames(name: string, rows: Readonly<Record<string, string>> | undefined): string[] {
  return Object.keys(rows ?? {}).map((inner) => `${name}/${inner}`);
}

/** Fields at the top stand anywhere; those of a row only within its repeated part. */
function listUnknown(tags: TemplateTags, subject: DocumentSubject): string[] {
  const fields = new Map(fieldsOf(subject).map((field) => [field.name, field]));
  return Object.entries(tags).flatMap(([name, inner]) => {
    const field = fields.get(name);
    if (!field) return [name];
    return Object.keys(inner)
      .filter((one) => !fields.has(one) && !Object.hasOwn(field.rows ?? {}, one))
      .map((one) => `${name}/${one}`);
  });
}

function listMissingIn({ body, header, footer }: WordDocument): string[] {
  const fonts = followFonts();
  const walk = (blocks: readonly WordBlock[]) => {
    for (const block of blocks) {
      if (block.kind === 'table') {
        for (const { cells } of block.rows) for (const cell of cells) walk(cell.blocks);
      } else for (const run of block.runs) if (run.kind === 'text') fonts.split(run.text);
    }
  };
  walk([...body, ...header, ...footer]);
  return fonts.missing();
}
