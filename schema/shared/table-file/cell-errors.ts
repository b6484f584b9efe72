import type { FaultWords } from './fault-words.js';

/** What stands for a formula whose result the file does not hold. */
export const NOT_CALCULATED = '#未计算';

/** What a spreadsheet program shows where a formula failed; in a CSV file it stands as text. */
const FAILED =
  /^#(?:N\/A|NULL!|DIV\/0!|VALUE!|REF!|NAME\?|NUM!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|GETTING_DATA|未计算)$/i;

const notCalculated: FaultWords = {
  zh: '单元格是公式，文件里没有它的结果，不能当作空白。',
  en: 'The cell is a formula whose result is not in the file, which is not a blank.',
  remedy: {
    zh: '请用表格软件打开、计算后保存，或直接填写内容。',
    en: 'Open it in a spreadsheet program and save it, or type the content.',
  },
};

/** What is wrong with a cell in which a formula failed or was never calculated: it is not a blank one. */
export function cellError(text: string): FaultWords | undefined {
  if (text.charCodeAt(0) !== 0x23) return undefined;
  const cell = text.trim();
  if (!FAILED.test(cell)) return undefined;
  if (cell === NOT_CALCULATED) return notCalculated;
  return {
    zh: `单元格是公式错误 ${cell}，不能当作空白。`,
    en: `The cell holds the error ${cell}, which is not a blank.`,
    remedy: { zh: '请改正公式，或直接填写内容。', en: 'Correct the formula, or type the content.' },
  };
}
