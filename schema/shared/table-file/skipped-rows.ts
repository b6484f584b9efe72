import type { FoundHeading } from './heading.js';
import type { TableNotice } from './row-fault.js';

/** More are not told one by one. */
const MOST_TOLD = 1_000;

/** What of a file was passed over, to be told to whoever imports it. */
export class SkippedRows {
  readonly notices: TableNotice[] = [];
  private lastRow = 0;

  constructor({ row, others }: FoundHeading) {
    for (const { description } of others.slice(0, MOST_TOLD)) {
      this.notices.push({
        row,
        field: '',
        code: 'ROW_SKIPPED',
        zh: `另一工作表（${description}）也有同样的表头，未读取；如需导入请单独保存为文件。`,
        en: `Another sheet (${description}) has as good a heading and was not read; save it as a file of its own to import it.`,
      });
    }
  }

  /** Tells a row that is a note or an example; once, however often the rows are read. */
  tell(row: number): void {
    if (row <= this.lastRow || this.notices.length >= MOST_TOLD) return;
    this.lastRow = row;
    this.notices.push({
      row,
      field: '',
      code: 'ROW_SKIPPED',
      zh: '该行是填写说明或示例，已跳过。',
      en: 'This row is a note or an example and was passed over.',
    });
  }
}
