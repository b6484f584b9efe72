import type { Sheet, SheetRow } from '../../schema/shared/table-file/index.js';
import { TableFileError } from '../../schema/shared/table-file/index.js';

/** A cell as the reader of workbooks gives it; its own types take the constructor of Date for a date. */
type Cell = unknown;

/** The sheets of an .xlsx file. Dates come as `YYYY-MM-DD`, numbers in decimal, formulas by their last value. */
export async function workbookSheets(path: string): Promise<readonly Sheet[]> {
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    const sheets = await readWorkbook(path, { parseNumber: wholeDigits as (text: string) => never });
    return sheets.map(({ sheet, data }) => ({
      description: `XLSX, ${sheet}`,
      rows: () => rowsOf(data as readonly (readonly Cell[])[]),
    }));
  } catch (error) {
    throw new TableFileError(
      'NOT_A_TEXT_FILE',
      `不是可读的 .xlsx 工作簿（${(error as Error).message}）。请在表格软件中另存为 .xlsx 或 CSV UTF-8。`,
      'This is not a readable .xlsx workbook. Save it again as .xlsx or as CSV UTF-8.',
    );
  }
}

/**
 * A number stays the text that it is in the file: 18 digits do not fit a floating-point number. What some programs
 * write as `4.40802000000011E14` or `440802.0` is spelt out where no digit can have been lost; else it stays as it is, to
 * be refused where it should be a number of somebody.
 */
export function wholeDigits(text: string): string {
  const plain = text.replace(/^(-?\d+)\.0+$/, '$1');
  const value = Number(plain);
  return /[eE]/.test(plain) && Number.isSafeInteger(value) ? String(value) : plain;
}

async function* rowsOf(data: readonly (readonly Cell[])[]): AsyncGenerator<SheetRow> {
  for (const [i, cells] of data.entries()) yield { row: i + 1, cells: cells.map(textOf) };
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return calendarDay(cell);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}

/**
 * The day of a cell. A date is stored as a number of days and comes as midnight UTC. A few programs store it as text
 * without a zone, which the reader takes for the machine's own: where that would be another day the cell is marked as
 * unreadable, and so refused by name.
 */
function calendarDay(date: Date): string {
  const written = date.toISOString();
  const isMidnightHere = date.getHours() + date.getMinutes() + date.getSeconds() === 0;
  const isAnotherDay = date.getDate() !== date.getUTCDate();
  return `${written.slice(0, 10)}${isMidnightHere && isAnotherDay && !written.includes('T00:00:00') ? '?' : ''}`;
}
