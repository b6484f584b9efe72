import type { Sheet, SheetRow } from '../../schema/shared/table-file/index.js';
import { TableFileError } from '../../schema/shared/table-file/index.js';

/** A cell as the reader of workbooks gives it; its own types take the constructor of Date for a date. */
type Cell = unknown;

/** The sheets of an .xlsx file. Dates come as `YYYY-MM-DD`, numbers in decimal, formulas by their last value. */
export async function workbookSheets(path: string): Promise<readonly Sheet[]> {
  const { default: readWorkbook } = await import('read-excel-file/node');
  try {
    // Numbers stay texts: 18 digits of a credit code do not fit a floating-point number.
    const sheets = await readWorkbook(path, { parseNumber: (text: string) => text as unknown as number });
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

async function* rowsOf(data: readonly (readonly Cell[])[]): AsyncGenerator<SheetRow> {
  for (const [i, cells] of data.entries()) yield { row: i + 1, cells: cells.map(textOf) };
}

function textOf(cell: Cell): string {
  if (cell === null || cell === undefined) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  if (typeof cell === 'boolean') return cell ? '是' : '否';
  return String(cell);
}
