import { workbookFile } from '../../../schema/shared/sheet-file/index.js';
import { fileSheets } from '../../../schema/shared/table-file/index.js';

/** A workbook with one sheet, as a system above would export it. */
export async function workbookOf(
  headings: readonly string[],
  rows: readonly (readonly string[])[],
): Promise<Buffer> {
  const pages = (async function* () {
    yield rows;
  })();
  const columns = headings.map((heading) => ({ heading, width: 12 }));
  const parts: Uint8Array[] = [];
  for await (const part of workbookFile('名单', columns, pages, () => ({ visible: [], hidden: [] }))) {
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** The first sheet of a workbook: each row by its headings. */
export async function rowsOfWorkbook(bytes: Uint8Array): Promise<Record<string, string>[]> {
  const [sheet] = await fileSheets(bytes);
  const rows: string[][] = [];
  if (sheet) for await (const { cells } of sheet.rows()) rows.push([...cells]);
  const [headings = [], ...data] = rows;
  return data.map((cells) => Object.fromEntries(headings.map((heading, at) => [heading, cells[at] ?? ''])));
}
