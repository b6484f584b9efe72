import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import type { IdScheme } from '../identifiers/index.js';
import { readTargetId } from './entity-row.js';
import { FieldReader, type RowFields } from './field-reader.js';
import type { ParsedRow } from './row-fault.js';

/** Membership of a target in a special pool (专项库), with the licence that puts it there. */
export interface SpecialPoolRow {
  /** The target's id; the same target may be in several pools. */
  readonly id: string;
  readonly idScheme: IdScheme;
  readonly idValue: string;
  readonly poolName: string;
  readonly labels: readonly string[];
  readonly licenceName?: string;
  readonly licenceNo?: string;
  readonly licenceIssuer?: string;
  readonly approvedOn?: CalendarDate;
  /** `9999-12-31` when the licence has no end. */
  readonly validToOn?: CalendarDate;
}

/** Headings of departments' exports (domain-rules §12). */
export const SPECIAL_POOL_HEADINGS = {
  idValue: ['注册号/统一社会信用代码', '统一社会信用代码/注册号', '统一社会信用代码（注册号）'],
  uscc: ['统一社会信用代码'],
  regno: ['注册号'],
  orgcode: ['组织机构代码'],
  licence: ['主体许可证号'],
  poolName: ['专项库名称'],
  labels: ['监管标签'],
  licenceName: ['许可证名称'],
  licenceNo: ['许可证编号'],
  licenceIssuer: ['许可发证机关'],
  approvedOn: ['许可批准日期'],
  validToOn: ['有效期至'],
} as const;

/** Reads one membership. */
export function parseSpecialPoolRow(fields: RowFields, idScheme?: IdScheme): ParsedRow<SpecialPoolRow> {
  const reader = new FieldReader(fields);
  const identity = readTargetId(reader, idScheme);
  return reader.outcome({
    ...identity,
    poolName: reader.requiredText('poolName'),
    labels: reader.list('labels'),
    licenceName: reader.text('licenceName'),
    licenceNo: reader.identifier('licenceNo', 'licence'),
    licenceIssuer: reader.text('licenceIssuer'),
    approvedOn: reader.date('approvedOn'),
    validToOn: reader.date('validToOn', true),
  });
}
