import type { FieldFault, RowFields, RowReader } from '../../schema/shared/table-file/index.js';

/** What stands for a formula whose result the file does not hold. */
export const NOT_CALCULATED = '#未计算';

/** What a spreadsheet program shows where a formula failed; in a CSV file it stands as text. */
const failed =
  /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA)$/i;

/** Whether a cell's text is what a program shows for a formula that failed. */
export function isFailed(text: string): boolean {
  return failed.test(text);
}

/** A reader that refuses rows in which a formula failed or was never calculated: such a cell is not a blank one. */
export function refusingErrors<T>(reader: RowReader<T>): RowReader<T> {
  return {
    ...reader,
    parse(fields, mapping) {
      const faults = Object.entries(fields).flatMap(([field, text]) => errorIn(field, text));
      if (faults.length === 0) return reader.parse(fields, mapping);
      // Only what has nothing to do with these cells is told beside them.
      const broken = new Set(faults.map(({ field }) => field));
      const parsed = reader.parse(fields, mapping);
      const others = 'faults' in parsed ? parsed.faults.filter(({ field }) => !broken.has(field)) : [];
      return { faults: [...faults, ...others] };
    },
  };
}

function errorIn(field: string, text: RowFields[string]): FieldFault[] {
  const cell = text?.trim() ?? '';
  if (cell === NOT_CALCULATED) return [{ field, code: 'BAD_TEXT', ...notCalculated }];
  if (!isFailed(cell)) return [];
  return [
    {
      field,
      code: 'BAD_TEXT',
      zh: `单元格是公式错误 ${cell}，不能当作空白。`,
      en: `The cell holds the error ${cell}, which is not a blank.`,
      remedy: { zh: '请改正公式，或直接填写内容。', en: 'Correct the formula, or type the content.' },
    },
  ];
}

const notCalculated = {
  zh: '单元格是公式，文件里没有它的结果，不能当作空白。',
  en: 'The cell is a formula whose result is not in the file, which is not a blank.',
  remedy: {
    zh: '请用表格软件打开、计算后保存，或直接填写内容。',
    en: 'Open it in a spreadsheet program and save it, or type the content.',
  },
};
