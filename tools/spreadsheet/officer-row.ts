import { realWorldId } from '../../schema/shared/identifiers/index.js';
import {
  blank,
  type CertificateRow,
  FieldReader,
  INSPECTOR_HEADINGS,
  INSPECTOR_STATUSES,
  type LeavePeriod,
  type ParsedRow,
  RANKS,
  type Recusal,
  type RowFields,
  type RowReader,
  readCertificates,
  readLeave,
  readRecusals,
  type TableLayout,
  YES_OR_NO,
} from '../../schema/shared/table-file/index.js';
import { isFullId, readDatedList } from './cells.js';

/** An officer as a department's spreadsheet has it; words are as written, codes come later. */
export interface OfficerRow {
  readonly id: string;
  readonly name?: string;
  readonly workNo?: string;
  readonly department?: string;
  /** Empty: every district that has targets. With dates it is a secondment. */
  readonly districts: readonly { readonly text: string; readonly from?: string; readonly to?: string }[];
  readonly skills: readonly string[];
  readonly rank: number;
  readonly certificates: readonly CertificateRow[];
  readonly leave: readonly LeavePeriod[];
  readonly isActive: boolean;
  readonly isExpert: boolean;
  readonly capacity?: number;
  readonly recusals: readonly Recusal[];
}

export const officerLayout: TableLayout = {
  headings: {
    ...INSPECTOR_HEADINGS,
    idValue: ['人员标识', 'id', 'officer id'],
    workNo: [...INSPECTOR_HEADINGS.workNo, 'staff number'],
    name: [...INSPECTOR_HEADINGS.name, 'officer name'],
    departmentName: [...INSPECTOR_HEADINGS.departmentName, '部门', '科室', 'department'],
    divisions: [...INSPECTOR_HEADINGS.divisions, '区划', '辖区', 'districts', 'district'],
    isExpert: [...INSPECTOR_HEADINGS.isExpert, 'expert'],
    certificateNumber: [...INSPECTOR_HEADINGS.certificateNumber, 'certificate'],
    validFromOn: [...INSPECTOR_HEADINGS.validFromOn, 'valid from'],
    validToOn: [...INSPECTOR_HEADINGS.validToOn, 'valid to', 'valid until'],
  },
  needed: [['idValue', 'certificateNumber', 'workNo']],
};

function parse(fields: RowFields): ParsedRow<OfficerRow> {
  const reader = new FieldReader(fields);
  const isExpert = reader.choice('isExpert', YES_OR_NO) ?? false;
  const certificates = readCertificates(reader);
  if (!isExpert && certificates.length === 0 && reader.isBlank('certificateNumber')) {
    reader.refuse('certificateNumber', 'BLANK_FIELD', blank);
  }
  const workNo = reader.identifier('workNo', 'staff');
  const position = reader.text('position', 50);
  const status = reader.choice('status', INSPECTOR_STATUSES) ?? 'active';
  return reader.outcome({
    id: officerId(reader, certificates, workNo),
    name: reader.text('name', 100),
    workNo,
    department: reader.text('departmentCode') ?? reader.text('departmentName'),
    districts: readDatedList(reader, 'divisions'),
    skills: reader.list('skills'),
    rank: reader.integer('rank', 0, 1000) ?? RANKS[position ?? ''] ?? 0,
    certificates,
    leave: readLeave(reader),
    isActive: status === 'active',
    isExpert,
    capacity: reader.integer('capacity', 1, 1_000_000),
    recusals: readRecusals(reader),
  });
}

function officerId(
  reader: FieldReader,
  certificates: readonly CertificateRow[],
  workNo: string | undefined,
): string {
  const given = reader.text('idValue');
  if (given !== undefined) {
    if (isFullId(given)) return given;
    reader.refuse('idValue', 'BAD_IDENTIFIER', {
      zh: '标识应写作“类别:号码”。',
      en: 'An id is written as scheme:number.',
      remedy: { zh: '例如 staff:A001。', en: 'For example staff:A001.' },
    });
    return '';
  }
  const known = realWorldId({ cert: certificates.map(({ number }) => number), staff: workNo });
  if (!('fault' in known)) return known.id;
  if (reader.faults.length === 0) reader.refuse('workNo', 'BLANK_FIELD', blank);
  return '';
}

export const officerReader: RowReader<OfficerRow> = {
  parse,
  key: (officer) => officer.id,
  keyFields: ['idValue', 'certificateNumber', 'workNo'],
};
