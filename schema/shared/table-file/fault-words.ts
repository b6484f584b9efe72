import type { IdentifierFault } from '../identifiers/index.js';

/** A fault's wording with what to do about it. No wording repeats the value: it may be a person's. */
export interface FaultWords {
  readonly zh: string;
  readonly en: string;
  readonly remedy: { readonly zh: string; readonly en: string };
}

const CHECK_SOURCE = {
  zh: '请核对原件后更正该单元格。',
  en: 'Compare the cell with the document and correct it.',
};

export const blank: FaultWords = {
  zh: '必填项为空。',
  en: 'A mandatory field is blank.',
  remedy: { zh: '请补填后重新导入。', en: 'Fill it in and import again.' },
};

export const scientific: FaultWords = {
  zh: '号码被表格软件变成了科学记数（如 9.1330E+17），末尾数字已丢失。',
  en: 'The spreadsheet turned the number into a figure such as 9.1330E+17; its last digits are lost.',
  remedy: {
    zh: '把该列单元格格式设为“文本”，从原系统重新导出或重新填写。',
    en: 'Set the column’s format to "text" and export or enter it again.',
  },
};

export const impossibleDate: FaultWords = {
  zh: '该日期不存在。',
  en: 'There is no such date.',
  remedy: CHECK_SOURCE,
};

export const extraCells: FaultWords = {
  zh: '该行的单元格多于表头，内容可能错位。',
  en: 'The row has more cells than the heading; its contents may be shifted.',
  remedy: { zh: '请检查单元格内是否有多余的分隔符。', en: 'Look for a delimiter inside a cell.' },
};

/** A period whose end lies before its beginning. */
export function dateOrder(zh: string, en: string): FaultWords {
  return { zh, en, remedy: { zh: '请核对并更正日期。', en: 'Check and correct the dates.' } };
}

export function tooLong(maxLength: number): FaultWords {
  return {
    zh: `内容超过 ${maxLength} 个字符。`,
    en: `The text has more than ${maxLength} characters.`,
    remedy: CHECK_SOURCE,
  };
}

export function identifier({ zh, en }: IdentifierFault): FaultWords {
  return { zh, en, remedy: CHECK_SOURCE };
}

export const serialDate = {
  zh: '日期是表格软件的序列号，已按 1900 日期系统换算，请核对。',
  en: 'The date is a spreadsheet’s serial number; it was counted from 1900. Please check it.',
};

export function unreadableDate(kind: 'ambiguous' | 'unreadable' | 'longTerm'): FaultWords {
  const remedy = {
    zh: '请写成 2026-01-05 的样式，并把单元格格式设为“文本”或“日期”。',
    en: 'Write it as 2026-01-05, with the cell’s format set to "text" or "date".',
  };
  switch (kind) {
    case 'ambiguous':
      return {
        zh: '日期没有以年份开头，日、月无法区分。',
        en: 'The date does not begin with the year; day and month are uncertain.',
        remedy,
      };
    case 'longTerm':
      return {
        zh: '此处须为具体日期，不能是长期。',
        en: 'A certain date is needed here, not "long term".',
        remedy,
      };
    default:
      return { zh: '无法识别的日期。', en: 'This is not readable as a date.', remedy };
  }
}

export function notInRange(min: number, max: number): FaultWords {
  return {
    zh: `应为 ${min} 至 ${max} 之间的数字。`,
    en: `A number from ${min} to ${max} is needed.`,
    remedy: CHECK_SOURCE,
  };
}

export function unknownValue(known: readonly string[]): FaultWords {
  const some = known.slice(0, 12).join('、');
  return {
    zh: '该值不在可识别的范围内。',
    en: 'This value is not known.',
    remedy: { zh: `可用的值：${some}。`, en: `Known values: ${some}.` },
  };
}

export function notMapped(field: string): FaultWords {
  return {
    zh: '该值没有列入字段对照文件的值表。',
    en: 'The mapping file’s value table does not list this value.',
    remedy: {
      zh: `请在对照文件 values.${field} 中补充。`,
      en: `Add it under values.${field} in the mapping file.`,
    },
  };
}

export function duplicateOf(firstRow: number): FaultWords {
  return {
    zh: `与第 ${firstRow} 行的标识重复。`,
    en: `The identifier is already that of row ${firstRow}.`,
    remedy: {
      zh: '请删除重复的一行，或更正号码。',
      en: 'Remove one of the two rows, or correct the number.',
    },
  };
}
