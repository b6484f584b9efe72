import {
  ENTITY_HEADINGS,
  ENTITY_STATUSES,
  type EntityStatus,
  FieldReader,
  type ParsedRow,
  type RowFields,
  type RowReader,
  readTargetId,
  type TableLayout,
} from '../../schema/shared/table-file/index.js';
import { isFullId } from './cells.js';

/** A unit as a department's spreadsheet has it; words are as written, codes come later. */
export interface TargetRow {
  /** `<scheme>:<value>`. */
  readonly id: string;
  readonly name?: string;
  readonly district: string;
  readonly stratum?: string;
  readonly riskClass?: string;
  readonly weight?: number;
  readonly skills: readonly string[];
  /** Id of the responsible entity, where the target is something below it. */
  readonly entity?: string;
  readonly status: EntityStatus;
}

export const targetLayout: TableLayout = {
  headings: {
    ...ENTITY_HEADINGS,
    name: [...ENTITY_HEADINGS.name, 'target name'],
    idValue: [...ENTITY_HEADINGS.idValue, '对象标识', '标识', 'id', 'target id'],
    divisionCode: [...ENTITY_HEADINGS.divisionCode, '区划', '辖区', '所在区', 'district'],
    riskClass: [...ENTITY_HEADINGS.riskClass, 'class', 'risk class'],
    status: [...ENTITY_HEADINGS.status, '状态'],
    stratum: ['层', '分层', '抽查层', '抽查分层'],
    skills: [...ENTITY_HEADINGS.skills, '所需专长'],
    entity: ['责任主体', '所属主体', '所属企业', 'responsible entity'],
  },
  needed: [['divisionCode'], ['idValue', 'uscc', 'regno', 'orgcode', 'licence']],
};

function parse(fields: RowFields): ParsedRow<TargetRow> {
  const reader = new FieldReader(fields);
  const status = reader.choice('status', ENTITY_STATUSES) ?? 'active';
  return reader.outcome({
    id: readId(reader, fields, 'idValue'),
    name: reader.text('name'),
    district: reader.requiredText('divisionCode', 100),
    stratum: reader.text('stratum', 100),
    riskClass: reader.text('riskClass', 100),
    weight: reader.integer('weight', 1, 1_000_000),
    skills: reader.list('skills'),
    entity: reader.isBlank('entity') ? undefined : readId(reader, { idValue: fields.entity }, 'entity'),
    status,
  });
}

/** The id in a cell: whole (`licence:JY…`), or a number whose form tells what it is. */
export function readId(reader: FieldReader, fields: RowFields, field: string): string {
  const given = fields.idValue?.trim() ?? '';
  if (isFullId(given)) return given;
  if (field === 'idValue') return readTargetId(reader, undefined).id;
  // The number of another column: read by itself, its faults shown under that column's heading.
  const alone = new FieldReader(fields);
  const { id } = readTargetId(alone, undefined);
  for (const { code, zh, en, remedy } of alone.faults) reader.refuse(field, code, { zh, en, remedy });
  return id;
}

export const targetReader: RowReader<TargetRow> = {
  parse,
  key: (target) => target.id,
  keyFields: ['idValue', 'uscc', 'orgcode', 'regno', 'licence'],
};
