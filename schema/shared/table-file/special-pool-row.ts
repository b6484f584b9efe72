import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import type { Identify, IdScheme } from '../identifiers/index.js';
import { dateOrder } from './fault-words.js';
import { FieldReader, type RowFields } from './field-reader.js';
import { YES_OR_NO } from './inspector-words.js';
import type { ParsedRow } from './row-fault.js';
import { readTargetId, type TargetIdentity } from './target-identity.js';

/** Membership of a target in a special pool (专项库), with the licence that puts it there. */
export interface SpecialPoolRow extends TargetIdentity {
  readonly poolName: string;
  /** Tags of supervision (监管标签). */
  readonly labels: readonly string[];
  readonly licenceName?: string;
  readonly licenceNo?: string;
  readonly licenceIssuer?: string;
  readonly approvedOn?: CalendarDate;
  /** `9999-12-31` when the licence has no end. */
  readonly validToOn?: CalendarDate;
  /** Skills that one of the officers of this pool's targets needs. */
  readonly skills: readonly string[];
  /** Whether an expert goes along; undefined when the file says nothing. */
  readonly needsExpert?: boolean;
}

/** Headings of departments' exports (domain-rules §12). */
export const SPECIAL_POOL_HEADINGS = {
  idValue: [
    '注册号/统一社会信用代码',
    '统一社会信用代码/注册号',
    '统一社会信用代码（注册号）',
    '注册号（统一社会信用代码）',
    '主体标识',
  ],
  uscc: ['统一社会信用代码', '信用代码', '社会信用代码'],
  regno: ['注册号', '工商注册号'],
  orgcode: ['组织机构代码'],
  licence: ['主体许可证号'],
  foreign: ['境外登记号', '境外注册号'],
  poolName: ['专项库名称', '专项库', '所属专项库'],
  labels: ['监管标签', '标签'],
  licenceName: ['许可证名称'],
  licenceNo: ['许可证编号', '许可证号'],
  licenceIssuer: ['许可发证机关', '许可机关', '发证机关'],
  approvedOn: ['许可批准日期', '批准日期', '发证日期'],
  validToOn: ['有效期至', '有效期止', '有效期'],
  skills: ['检查所需技能', '所需技能', '检查所需资质', '所需资质'],
  needsExpert: ['是否需要专家', '需要专家', '是否需专家'],
} as const;

/** Reads one membership. `identify` makes ids of the numbers of natural persons. */
export function parseSpecialPoolRow(
  fields: RowFields,
  idScheme?: IdScheme,
  identify?: Identify,
): ParsedRow<SpecialPoolRow> {
  const reader = new FieldReader(fields, identify);
  const identity = readTargetId(reader, idScheme);
  const approvedOn = reader.date('approvedOn');
  const validToOn = reader.date('validToOn', true);
  if (approvedOn !== undefined && validToOn !== undefined && approvedOn > validToOn) {
    reader.refuse(
      'validToOn',
      'DATE_ORDER',
      dateOrder('许可有效期止早于批准日期。', 'The licence ends before it was granted.'),
    );
  }
  return reader.outcome({
    ...identity,
    poolName: reader.requiredText('poolName'),
    labels: reader.list('labels'),
    licenceName: reader.text('licenceName'),
    licenceNo: reader.identifier('licenceNo', 'licence'),
    licenceIssuer: reader.text('licenceIssuer'),
    approvedOn,
    validToOn,
    skills: reader.list('skills'),
    needsExpert: reader.choice('needsExpert', YES_OR_NO),
  });
}
