import { type IdScheme, type KnownNumbers, realWorldId } from '../identifiers/index.js';
import { ENTITY_STATUSES, type EntityStatus, TARGET_KINDS, type TargetKind } from './entity-words.js';
import { blank, identifier } from './fault-words.js';
import { FieldReader, type RowFields } from './field-reader.js';
import { schemeOf } from './identifier-cell.js';
import { readDivision } from './place-fields.js';
import type { ParsedRow } from './row-fault.js';

/** A target as a file describes it: plain data, not yet compared with any register. */
export interface EntityRow {
  /** `<scheme>:<value>`, what draws are keyed by. */
  readonly id: string;
  readonly idScheme: IdScheme;
  readonly idValue: string;
  readonly name: string;
  readonly kind: TargetKind;
  /** GB/T 2260 or a local code. One of `divisionCode`, `departmentCode`, `departmentName` is always there. */
  readonly divisionCode?: string;
  /** The supervising department (管辖单位): its credit code, or its name. */
  readonly departmentCode?: string;
  readonly departmentName?: string;
  /** The registering authority (登记机关). */
  readonly registrar?: string;
  /** Line of business as the source words it. */
  readonly trade?: string;
  /** A class means nothing without its system: food operators' A–D runs the other way. */
  readonly riskSystem?: string;
  readonly riskClass?: string;
  /** 1 to 1,000,000 for weighted draws; 1 when the file says nothing. */
  readonly weight: number;
  readonly status: EntityStatus;
  readonly address?: string;
  /** Degrees, WGS 84 or GCJ-02 as the source has them. */
  readonly longitude?: number;
  readonly latitude?: number;
}

/** Headings of departments' exports (domain-rules §12). */
export const ENTITY_HEADINGS = {
  name: ['企业名称', '主体名称', '市场主体名称', '企业（机构）名称', '单位名称', '检查对象名称', '名称'],
  idValue: ['注册号/统一社会信用代码', '统一社会信用代码/注册号', '统一社会信用代码（注册号）', '主体标识'],
  uscc: ['统一社会信用代码', '信用代码', '统一信用代码'],
  regno: ['注册号', '工商注册号'],
  orgcode: ['组织机构代码'],
  licence: ['许可证号'],
  kind: ['主体类型', '检查对象类型'],
  divisionCode: ['区划代码', '行政区划代码', '所属区划', '行政区划'],
  departmentCode: ['管辖单位代码'],
  departmentName: ['管辖单位', '监管单位', '管辖机关'],
  registrar: ['登记机关'],
  trade: ['行业门类', '行业', '所属行业'],
  riskSystem: ['风险分类体系'],
  riskClass: ['风险等级', '风险类别', '信用风险分类', '信用风险等级'],
  weight: ['权重'],
  status: ['登记状态', '经营状态', '主体状态'],
  address: ['住所', '住所（经营场所）', '经营场所', '地址'],
  longitude: ['经度'],
  latitude: ['纬度'],
} as const;

const DEGREES = { longitude: 180, latitude: 90 };

/** Reads one target. `idScheme` says what the numbers in `idValue` are; without it their form decides. */
export function parseEntityRow(fields: RowFields, idScheme?: IdScheme): ParsedRow<EntityRow> {
  const reader = new FieldReader(fields);
  const identity = readTargetId(reader, idScheme);
  const name = reader.requiredText('name');
  const divisionCode = readDivision(reader, 'divisionCode');
  const departmentCode = reader.identifier('departmentCode', 'uscc');
  const departmentName = reader.text('departmentName');
  if (['divisionCode', 'departmentCode', 'departmentName'].every((field) => reader.isBlank(field))) {
    reader.refuse('departmentName', 'BLANK_FIELD', {
      ...blank,
      zh: '管辖单位和区划代码都为空，无法确定由谁监管。',
      en: 'Neither a supervising department nor a division is given.',
    });
  }
  const status = reader.choice('status', ENTITY_STATUSES);
  if (reader.isBlank('status'))
    reader.notice('status', 'DEFAULT_USED', '登记状态为空，按存续处理。', 'No status: taken as active.');
  return reader.outcome({
    ...identity,
    name,
    kind: reader.choice('kind', TARGET_KINDS) ?? kindOf(identity),
    divisionCode,
    departmentCode,
    departmentName,
    registrar: reader.text('registrar'),
    trade: reader.text('trade'),
    riskSystem: reader.text('riskSystem', 32),
    riskClass: reader.text('riskClass', 32)?.replace(/^([A-D])[级类]$/, '$1'),
    weight: reader.integer('weight', 1, 1_000_000) ?? 1,
    status: status ?? 'active',
    address: reader.text('address', 500),
    longitude: reader.decimal('longitude', -DEGREES.longitude, DEGREES.longitude),
    latitude: reader.decimal('latitude', -DEGREES.latitude, DEGREES.latitude),
  });
}

/** Reads who a row is about: the first number there is, in the fixed priority of schemes. */
export function readTargetId(
  reader: FieldReader,
  idScheme: IdScheme | undefined,
): { readonly id: string; readonly idScheme: IdScheme; readonly idValue: string } {
  const given = reader.text('idValue');
  const columns = ['uscc', 'orgcode', 'regno', 'licence'] as const;
  const numbers: KnownNumbers = {};
  const faultsBefore = reader.faults.length;
  for (const scheme of columns) {
    const value = reader.identifier(scheme, scheme);
    if (value !== undefined) numbers[scheme] = value;
  }
  if (given !== undefined) {
    const scheme = idScheme ?? schemeOf(given);
    const value = reader.identifier('idValue', scheme, given);
    if (value !== undefined) numbers[scheme] = value;
  }
  const id = realWorldId(numbers);
  if (!('fault' in id)) return { id: id.id, idScheme: id.scheme, idValue: id.value };
  if (reader.faults.length === faultsBefore) {
    const field = columns.find((column) => reader.knows(column)) ?? 'idValue';
    const code = id.fault.code === 'BLANK' ? 'BLANK_FIELD' : 'BAD_IDENTIFIER';
    reader.refuse(field, code, identifier({ ...id.fault, zh: '没有统一社会信用代码、注册号或许可证号。' }));
  }
  return { id: '', idScheme: idScheme ?? 'uscc', idValue: '' };
}

/** GB 32100-2015, table 1: the first two characters say what kind of body a credit code was given to. */
function kindOf({ idScheme, idValue }: { idScheme: IdScheme; idValue: string }): TargetKind {
  if (idScheme !== 'uscc') return 'other';
  if (idValue.startsWith('92')) return 'individualBusiness';
  if (idValue.startsWith('93')) return 'cooperative';
  if (idValue.startsWith('91')) return 'enterprise';
  if (idValue.startsWith('12')) return 'publicInstitution';
  if (idValue.startsWith('11')) return 'governmentBody';
  return idValue.startsWith('5') ? 'socialOrganisation' : 'other';
}
