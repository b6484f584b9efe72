import {
  FieldReader,
  type ParsedRow,
  type RowFields,
  type RowReader,
  type TableLayout,
} from '../../schema/shared/table-file/index.js';
import { readId } from './target-row.js';

/** A unit that is not to be drawn, and why. */
export interface ExcludedRow {
  readonly id: string;
  readonly reason: string;
}

export const excludedLayout: TableLayout = {
  headings: {
    idValue: ['对象标识', '检查对象', '统一社会信用代码', '标识', 'id', 'target'],
    reason: ['排除原因', '排除事由', '原因', '事由'],
  },
  needed: [['idValue'], ['reason']],
};

export const excludedReader: RowReader<ExcludedRow> = {
  parse(fields: RowFields): ParsedRow<ExcludedRow> {
    const reader = new FieldReader(fields);
    return reader.outcome({
      id: readId(reader, fields, 'idValue'),
      reason: reader.requiredText('reason', 100),
    });
  },
  key: ({ id }) => id,
  keyFields: ['idValue'],
};
