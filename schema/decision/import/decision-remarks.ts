import { findOwnUpload, REMARK_HEADING, type RowRemark } from '../../registry/index.js';
import { isRefusal } from '../../shared/refusal.js';
import { csvFile, jsonLinesFile, type SheetFormat, workbookFile } from '../../shared/sheet-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { type JudgedFile, judgeFile } from './decision.import.js';
import { DecisionImport } from './decision-import.entity.js';

/** The faulty rows of a file, as a file. */
export interface DecisionRemarks {
  readonly fileName: string;
  readonly format: SheetFormat;
  readonly bytes: AsyncGenerator<Uint8Array>;
}

function wordsOf(faults: readonly RowRemark[]): string {
  return faults
    .map(({ column, field, message, remedy }) => `【${column ?? field}】${message}${remedy ?? ''}`)
    .join(' ');
}

/** Rows as they stand in the file, each with what is wrong with it before them. */
async function remarkedRows({ file, faults }: JudgedFile, kept: readonly number[]): Promise<string[][]> {
  const faultsOf = Map.groupBy(faults, ({ row }) => row);
  const rows: string[][] = [];
  for await (const { row, cells } of file.table.rows()) {
    const own = faultsOf.get(row);
    if (!own) continue;
    rows.push([
      wordsOf(own),
      ...kept.map((index) => cells[index] ?? ''),
      ...cells.slice(file.table.headingCells.length),
    ]);
  }
  return rows;
}

/**
 * The rows of the actor's own file that are not taken, judged anew, in the format and the encoding of the file: corrected,
 * it is imported as it is. Nothing once the upload is gone, or where every row is good.
 */
export async function openDecisionRemarks(
  unit: Unit,
  importId: string,
): Promise<DecisionRemarks | undefined> {
  const run = await unit.em.findOne(DecisionImport, { id: importId }, { disableIdentityMap: true });
  const upload = run && (await findOwnUpload(unit, run.uploadId));
  if (!upload) return undefined;
  const judged = await judgeFile(unit, run.department, upload, { ...run.reading, kind: run.kind });
  if (isRefusal(judged) || judged.faults.length === 0) return undefined;
  const { headingCells, format, description } = judged.file.table;
  // The remarks of an earlier round say nothing any more.
  const kept = headingCells.flatMap((heading, index) => (heading.trim() === REMARK_HEADING ? [] : [index]));
  const headings = [REMARK_HEADING, ...kept.map((index) => headingCells[index] ?? '')];
  const columns = headings.map((heading, at) => ({ heading, width: at === 0 ? 60 : 20 }));
  const rows = await remarkedRows(judged, kept);
  const pages = (async function* () {
    yield rows;
  })();
  const encoding = description.includes('GB18030') ? 'gb18030' : 'utf-8';
  const bytes = {
    csv: () => csvFile(columns, pages, encoding),
    xlsx: () => workbookFile(REMARK_HEADING, columns, pages, () => ({ visible: [], hidden: [] })),
    jsonl: () => jsonLinesFile(columns, pages),
  }[format]();
  return { fileName: `${run.fileName.replace(/\.[^.]*$/, '')}-说明.${format}`, format, bytes };
}
