import {
  FieldReader,
  type ParsedRow,
  type RowFields,
  type RowReader,
  type TableLayout,
} from '../../schema/shared/table-file/index.js';
import { readId } from './target-row.js';

/** Who may not meet whom, as a spreadsheet has it. */
export interface RecusalRow {
  /** Certificate number, work number, name or id. */
  readonly officer: string;
  /** Id of the target or of its responsible entity. */
  readonly entity: string;
  readonly reason: string;
  readonly evidence: string;
}

export const recusalLayout: TableLayout = {
  headings: {
    officer: ['回避人员', '人员', '执法证号', '执法人员', '姓名', '工号'],
    idValue: ['回避对象', '检查对象', '对象标识', '统一社会信用代码', '标识', 'target', 'entity'],
    reason: ['回避原因', '回避事由', '原因', '事由'],
    evidence: ['依据', '证明', '材料'],
  },
  needed: [['officer'], ['idValue']],
};

export const recusalReader: RowReader<RecusalRow> = {
  parse(fields: RowFields): ParsedRow<RecusalRow> {
    const reader = new FieldReader(fields);
    return reader.outcome({
      officer: reader.requiredText('officer'),
      entity: readId(reader, fields, 'idValue'),
      reason: reader.text('reason') ?? 'other',
      evidence: reader.text('evidence', 1_000) ?? '',
    });
  },
  key: ({ officer, entity }) => `${entity} ${officer}`,
  keyFields: ['officer'],
};
