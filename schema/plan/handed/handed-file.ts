import { type RowRemark, remarkAt } from '../../registry/index.js';
import { type Identify, withoutPersonNumbers } from '../../shared/identifiers/index.js';
import {
  FieldReader,
  type Mapping,
  meaningOf,
  openTable,
  parseMapping,
  type RowFields,
  type RowReader,
  readIdentity,
  rowOutcomes,
  TARGET_KINDS,
  type TableSource,
} from '../../shared/table-file/index.js';
import type { ResultColumns } from './handed-list.entity.js';
import { ResultField, resultHeadings } from './handed-list.states.js';

/** Rows that one list may have. */
const mostRows = 20_000;

/** A row of a list, as far as the file tells. */
export interface FileRow {
  readonly row: number;
  readonly cells: readonly string[];
  readonly id: string;
  /** Its other numbers: the register may know it by one of them. */
  readonly otherIds: readonly string[];
  readonly name: string;
  /** The heading and the text of the number by which it names its target. */
  readonly column?: string;
  readonly documentNo?: string;
  /** What the platform says of the result that went back up, and why. */
  readonly answer?: string;
  readonly answerReason?: string;
}

/** A list as its file has it. */
export interface HandedFile {
  readonly headings: readonly string[];
  readonly resultColumns: ResultColumns;
  readonly rows: readonly FileRow[];
  /** Every row of the data, good or not. */
  readonly rowCount: number;
  readonly faults: readonly RowRemark[];
  readonly isTooLong: boolean;
}

interface HandedValue {
  readonly id: string;
  readonly otherIds: readonly string[];
  readonly name: string;
  readonly documentNo?: string;
  readonly answer?: string;
  readonly answerReason?: string;
}

/** Columns beside those of targets. */
type MoreHeadings = Readonly<Partial<Record<'documentNo' | 'answer' | 'answerReason', readonly string[]>>>;

/** Those of a list. */
const listHeadings: MoreHeadings = {
  documentNo: ['文号', '发文字号', '下发文号', '下达文号', '任务文号', '文件编号'],
};

/** Those of the file in which a platform answers: the list's own columns, and what became of each row. */
export const answerHeadings = {
  answer: ['回传状态', '上报状态', '上传状态', '导入状态', '导入结果', '上报结果', '回执状态'],
  answerReason: ['失败原因', '退回原因', '不通过原因', '错误原因', '错误信息', '反馈信息', '回执信息'],
} as const satisfies MoreHeadings;

const rowReaderOf = (more: MoreHeadings): RowReader<HandedValue> => ({
  parse: (fields: RowFields, mapping: Mapping | undefined, identify: Identify | undefined) => {
    const reader = new FieldReader(fields, identify);
    // A word for the kind that is not ours is no fault here: the target is in the register already.
    const kind = meaningOf(fields.kind ?? '', TARGET_KINDS);
    const { id, identifiers } = readIdentity(reader, kind, mapping?.idScheme);
    const name = reader.requiredText('name');
    const told = Object.keys(more).map((field) => [
      field,
      reader.text(field, field === 'documentNo' ? 100 : 500),
    ]);
    return reader.outcome({ id, otherIds: identifiers, name, ...Object.fromEntries(told) });
  },
  key: ({ id }) => id,
  keyFields: ['uscc', 'idValue', 'regno', 'licence', 'orgcode', 'foreign', 'personNumber', 'responsibleId'],
});

/**
 * Reads a list in the columns of the system that it comes from: presets, or a mapping. Every fault of every row is told;
 * a target that comes a second time is one, with the row where it stands first. Throws `TableFileError`.
 */
export async function readHandedFile(
  source: TableSource,
  map: string | undefined,
  identify: Identify,
  more: MoreHeadings = listHeadings,
): Promise<HandedFile> {
  const rowReader = rowReaderOf(more);
  const mapping = map === undefined ? undefined : parseMapping(map);
  const table = await openTable(source, 'entities', mapping, more);
  const personal = new Set(
    table.columns.filter(({ field }) => field === 'personNumber').map(({ index }) => index),
  );
  const width = table.headingCells.length;
  const rows: FileRow[] = [];
  const faults: RowRemark[] = [];
  let rowCount = 0;
  for await (const outcome of rowOutcomes(table, rowReader, mapping, identify)) {
    rowCount += 1;
    if (rowCount > mostRows) break;
    if ('faults' in outcome) {
      for (const fault of outcome.faults) {
        faults.push(remarkAt(fault, outcome.row, fault.column, outcome.fields[fault.field]));
      }
      continue;
    }
    const { row, value } = outcome;
    const cells = Array.from({ length: width }, (_, at) =>
      personal.has(at) ? '' : withoutPersonNumbers(outcome.cells[at] ?? ''),
    );
    const shown = table.columns.find(({ field }) => rowReader.keyFields.includes(field));
    rows.push({ row, cells, ...value, ...(shown ? { column: shown.heading } : {}) });
  }
  return {
    headings: table.headingCells,
    resultColumns: findResultColumns(table.headingCells),
    rows,
    rowCount,
    faults,
    isTooLong: rowCount > mostRows,
  };
}

/** The columns of the list in which its platform wants the results back. */
function findResultColumns(headings: readonly string[]): ResultColumns {
  const found = Object.values(ResultField).flatMap((field) => {
    const heading = headings.find((one) => resultHeadings[field].includes(one.replace(/[\s*＊]/g, '')));
    return heading === undefined ? [] : [[field, heading] as const];
  });
  return Object.fromEntries(found);
}
