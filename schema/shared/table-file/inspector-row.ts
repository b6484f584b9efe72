import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import { formatId, type Identify, type IdScheme, realWorldId } from '../identifiers/index.js';
import { type CertificateRow, readCertificates } from './certificate-cells.js';
import { blank } from './fault-words.js';
import { FieldReader, meaningOf, type RowFields } from './field-reader.js';
import { type LeavePeriod, type Recusal, readLeave, readRecusals } from './inspector-cells.js';
import { INSPECTOR_STATUSES, type InspectorStatus, RANKS, YES_OR_NO } from './inspector-words.js';
import { readDivisions } from './place-fields.js';
import type { ParsedRow } from './row-fault.js';

/** An inspector or expert as a file describes them. Whether a certificate is valid depends on the day of the visit. */
export interface InspectorRow {
  /** `cert:…` of the smallest certificate number, or `staff:…` for an expert without one. */
  readonly id: string;
  readonly idScheme: IdScheme;
  readonly idValue: string;
  readonly name: string;
  readonly workNo?: string;
  readonly certificates: readonly CertificateRow[];
  readonly departmentCode?: string;
  readonly departmentName?: string;
  /** Divisions the officer may be sent to; empty means those of the department. */
  readonly divisions: readonly string[];
  readonly skills: readonly string[];
  /** The post as worded, and its place in the order of seniority: 0 to 99, higher is more senior. */
  readonly position?: string;
  readonly rank: number;
  /** Most visits in one campaign; undefined leaves it to the rules. */
  readonly capacity?: number;
  /** Experts are added to a team and never count toward the two officers. */
  readonly isExpert: boolean;
  /** What an expert is an expert in. */
  readonly expertFields: readonly string[];
  /** False for leaders whom the rules keep out of the pool; undefined when the file says nothing. */
  readonly isInPool?: boolean;
  readonly status: InspectorStatus;
  /** The last day of one who left. */
  readonly leftOn?: CalendarDate;
  readonly leave: readonly LeavePeriod[];
  /** Declared interests: sealed from colleagues. */
  readonly recusals: readonly Recusal[];
}

/** Headings of departments' exports (domain-rules §12). */
export const INSPECTOR_HEADINGS = {
  workNo: ['单位工号', '工号', '人员编号'],
  name: ['姓名', '人员姓名', '执法人员姓名'],
  departmentCode: ['所属单位代码', '单位代码'],
  departmentName: ['所属单位', '工作单位', '单位', '单位名称', '执法单位'],
  divisions: ['执法区域', '执法区划', '所属区划'],
  skills: ['岗位资质资格', '资质资格', '专业特长', '专业技能'],
  isExpert: ['是否专家'],
  expertFields: ['专家领域', '专业领域', '专家类别'],
  isInPool: ['是否入库', '是否参与抽取'],
  position: ['担任职务', '职务'],
  rank: ['职级序'],
  capacity: ['承检上限', '任务上限'],
  status: ['人员状态', '在岗状态'],
  leftOn: ['离岗日期', '调离日期', '离职日期', '退休日期'],
  certificateNumber: ['执法证号', '执法证件号', '执法证编号', '执法证件编号', '行政执法证号'],
  certificateKind: ['证件类型', '执法证类型', '证件种类'],
  certificateIssuer: ['发证机关', '执法证发证机关'],
  certificateScope: ['执法事项范围', '执法范围', '执法类别'],
  certificateStatus: ['证件状态', '执法证状态'],
  validFromOn: ['有效期起', '发证日期', '有效期自'],
  validToOn: ['有效期', '有效期至', '有效期止', '证件有效期'],
  leave: ['请休假', '请假期间', '请假'],
  leaveKind: ['请假类型', '请休假类型'],
  recusals: ['回避对象'],
} as const;

/** Reads one officer. Without a certificate an officer is a fault and an expert is not (penalty law Art. 42). */
export function parseInspectorRow(fields: RowFields, identify?: Identify): ParsedRow<InspectorRow> {
  const reader = new FieldReader(fields, identify);
  const isExpert = reader.choice('isExpert', YES_OR_NO) ?? false;
  const certificates = readCertificates(reader);
  if (!isExpert && reader.isBlank('certificateNumber'))
    reader.refuse('certificateNumber', 'BLANK_FIELD', blank);
  const workNo = reader.identifier('workNo', 'staff');
  const id = realWorldId({ cert: certificates.map((certificate) => certificate.number), staff: workNo });
  if ('fault' in id && isExpert && reader.isBlank('workNo')) reader.refuse('workNo', 'BLANK_FIELD', blank);
  const identity = 'fault' in id ? { scheme: 'staff' as const, value: '' } : id;
  const position = reader.text('position', 50);
  return reader.outcome({
    id: formatId(identity.scheme, identity.value),
    idScheme: identity.scheme,
    idValue: identity.value,
    name: reader.requiredText('name', 100),
    workNo,
    certificates,
    departmentCode: reader.identifier('departmentCode', 'uscc'),
    departmentName: reader.text('departmentName'),
    divisions: readDivisions(reader, 'divisions'),
    skills: reader.list('skills'),
    position,
    rank: reader.integer('rank', 0, 99) ?? rankOf(reader, position),
    capacity: reader.integer('capacity', 0, 10_000),
    isExpert,
    expertFields: reader.list('expertFields'),
    isInPool: reader.choice('isInPool', YES_OR_NO),
    status: reader.choice('status', INSPECTOR_STATUSES) ?? 'active',
    leftOn: reader.date('leftOn'),
    leave: readLeave(reader),
    recusals: readRecusals(reader),
  });
}

function rankOf(reader: FieldReader, position: string | undefined): number {
  const rank = meaningOf(position ?? '', RANKS);
  if (rank === undefined && position !== undefined) {
    reader.notice(
      'position',
      'UNKNOWN_RANK',
      '职务不在职级表中，按最低职级处理。',
      'This post has no known rank; the lowest is assumed.',
    );
  }
  return rank ?? 0;
}
