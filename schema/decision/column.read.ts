import { checkPersonPaper, halfWidth, type Identify, type PersonPaper } from '../shared/identifiers/index.js';
import { type FaultWords, type FieldReader, isScientific, scientific } from '../shared/table-file/index.js';
import type { Column } from './columns/index.js';
import { yuanOfTenThousands } from './yuan.js';

const unreadableMoney: FaultWords = {
  zh: '金额应以万元为单位，写成不带分隔符的数字，最多 6 位小数。',
  en: 'An amount in units of 10,000 yuan is needed: digits without separators, at most 6 decimals.',
  remedy: { zh: '如罚款 5000 元，请填写 0.5。', en: 'A fine of 5,000 yuan is written 0.5.' },
};

const formula: FaultWords = {
  zh: '内容以公式符号（= + - @）开头，表格软件会把它当作公式执行。',
  en: 'The text begins with a sign (= + - @) at which a spreadsheet calculates it.',
  remedy: {
    zh: '请删去开头的符号，按决定书原文填写。',
    en: 'Take the sign out; write what the document says.',
  },
};

const FORMULA = /^[=+@＝＋＠]|^[-－](?![-－\s\d]|$)/;

/** A natural person's paper with its id under the authority's key. */
export interface NumberedPaper {
  readonly id: string;
  readonly paper: PersonPaper;
}

/** Reads a person's number. No digest will do: the report to the credit portal needs the number itself. */
export function readPaper(
  reader: FieldReader,
  identify: Identify,
  column: { readonly field: string; readonly word?: string },
): NumberedPaper | undefined {
  const text = reader.text(column.field, 64);
  if (text === undefined) return undefined;
  if (isScientific(text)) return reader.refuse(column.field, 'SCIENTIFIC_NOTATION', scientific);
  const checked = checkPersonPaper(halfWidth(text).replace(/^['’]/, ''), column.word);
  if ('value' in checked) {
    const { kind, number } = checked.value;
    return { id: `np:${identify(`person:${kind}:${number}`)}`, paper: checked.value };
  }
  const { zh, en } = checked.fault;
  const remedy = { zh: '请核对证件后更正。', en: 'Compare it with the paper and correct it.' };
  return reader.refuse(column.field, 'BAD_IDENTIFIER', { zh, en, remedy }, true);
}

function readText(reader: FieldReader, column: Column): string | undefined {
  const { field, maxLength } = column;
  const text = reader.text(field, maxLength);
  if (text === undefined) return undefined;
  if (FORMULA.test(text)) return reader.refuse(field, 'BAD_TEXT', formula);
  if (isScientific(text)) return reader.refuse(field, 'SCIENTIFIC_NOTATION', scientific);
  return text;
}

function readMoney(reader: FieldReader, { field, maxLength }: Column): string | undefined {
  const text = reader.text(field, maxLength);
  if (text === undefined) return undefined;
  return yuanOfTenThousands(halfWidth(text)) ?? reader.refuse(field, 'BAD_NUMBER', unreadableMoney);
}

/** The text of a column in its one written form; undefined where it is blank or faulty, which the reader keeps. */
export function readColumn(reader: FieldReader, column: Column, isOlder: boolean): string | undefined {
  const { field, form } = column;
  const choices = (isOlder && column.olderChoices) || column.choices;
  if (column.isMandatory && reader.isBlank(field)) reader.requiredText(field);
  if (choices) return reader.choice(field, choices);
  switch (form) {
    case 'day':
      return reader.date(field);
    case 'dayOrLongTerm':
      return reader.date(field, true);
    case 'money':
      return readMoney(reader, column);
    case 'creditCode':
      return reader.identifier(field, 'uscc');
    case 'organisationCode':
      return reader.identifier(field, 'orgcode');
    case 'registrationNo':
      return reader.identifier(field, 'regno');
    case 'freeNumber':
      return reader.identifier(field, 'licence');
    default:
      return readText(reader, column);
  }
}
