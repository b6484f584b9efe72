import { createHash } from 'node:crypto';
import { recordEvent } from '../../audit/index.js';
import { HandedList, HandedListNotFound, HandedRow, ResultField, resultHeadings } from '../../plan/index.js';
import { type SheetColumn, workbookFile } from '../../shared/sheet-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { readUploadRows, type UploadRow, waitingStates } from './upload.read.js';

/** What every platform is told, also where its list has no column for it. */
const alwaysTold = [ResultField.RESULT_CODE, ResultField.RESULT_TEXT, ResultField.VISITED_ON];

const textOf: Readonly<Record<ResultField, (row: UploadRow) => string>> = {
  RESULT_CODE: ({ resultCode }) => resultCode ?? '',
  RESULT_TEXT: ({ resultText }) => resultText ?? '',
  VISITED_ON: ({ visitedOn }) => visitedOn ?? '',
  OFFICERS: ({ officers }) => officers.join('、'),
  METHOD: ({ method }) => method ?? '',
  DISPOSITION: ({ disposition }) => disposition ?? '',
};

/**
 * The results of a list that wait to go back up, as a workbook in the columns in which it came and in the codes of its
 * platform. Rows without a code there are left out and told on the second sheet. States are marked when the platform has
 * answered (`markUploads`): making the file changes none.
 */
export async function exportUploads(unit: Unit, listId: string) {
  const list = await unit.em.findOne(HandedList, { id: listId });
  if (!list) return new HandedListNotFound();
  const waiting = await unit.em.find(
    HandedRow,
    { list: listId, uploadState: { $in: [...waitingStates] } },
    { orderBy: { row: 'asc' }, disableIdentityMap: true },
  );
  const rows = await readUploadRows(unit, list, waiting);
  const good = rows.filter(({ fault }) => !fault);
  const faulty = rows.filter(({ fault }) => fault);
  const { headings, placeOf } = columnsOf(list);
  const cells = good.map((row) => filled(row, headings.length, placeOf));
  const columns: SheetColumn[] = headings.map((heading) => ({ heading, width: 20 }));
  const pieces = workbookFile('检查结果', columns, onePage(cells), () => ({
    visible: [
      `${list.issuer}　${list.documentNo}　${list.title}`,
      `回传 ${good.length} 行 rows going back：${good.length}；代码体系 codes：${list.resultSystem}`,
      ...faulty.map(({ row, fault }) => `第 ${row.row} 行未列入：${fault?.zh} ${fault?.en}`),
    ],
    hidden: ['fairdraw upload/1', list.id, String(good.length)],
  }));
  const parts: Uint8Array[] = [];
  for await (const piece of pieces) parts.push(piece);
  const bytes = Buffer.concat(parts);
  const fileHash = createHash('sha256').update(bytes).digest('hex');
  const data = { count: good.length, fileHash };
  await recordEvent(unit, 'handed-list.exported', { kind: 'handedList', id: list.id }, data);
  return { fileName: `检查结果-${list.documentNo}.xlsx`, bytes, rowCount: good.length };
}

/** The list's own headings, then those of what it has no column for; and where each field stands. */
function columnsOf(list: HandedList) {
  const headings = [...list.headings];
  const placeOf = new Map<ResultField, number>();
  for (const field of Object.values(ResultField)) {
    const heading = list.resultColumns[field] ?? resultHeadings[field][0] ?? field;
    const at = headings.indexOf(heading);
    if (at >= 0) placeOf.set(field, at);
    else if (list.resultColumns[field] || alwaysTold.includes(field)) {
      placeOf.set(field, headings.push(heading) - 1);
    }
  }
  return { headings, placeOf };
}

function filled(row: UploadRow, width: number, placeOf: ReadonlyMap<ResultField, number>): string[] {
  const cells = Array.from({ length: width }, (_, at) => row.row.cells[at] ?? '');
  for (const [field, at] of placeOf) cells[at] = textOf[field](row);
  return cells;
}

async function* onePage(
  rows: readonly (readonly string[])[],
): AsyncGenerator<readonly (readonly string[])[]> {
  yield rows;
}
