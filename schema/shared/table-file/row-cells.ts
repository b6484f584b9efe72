import type { CertificateRow } from './certificate-cells.js';
import type { ENTITY_HEADINGS, EntityRow } from './entity-row.js';
import { ENTITY_STATUSES, TARGET_KINDS } from './entity-words.js';
import type { LeavePeriod } from './inspector-cells.js';
import type { INSPECTOR_HEADINGS, InspectorRow } from './inspector-row.js';
import { INSPECTOR_STATUSES, YES_OR_NO } from './inspector-words.js';
import type { ITEM_HEADINGS, ItemRow } from './item-row.js';
import { LONG_TERM_ON } from './sheet-date.js';
import type { SPECIAL_POOL_HEADINGS, SpecialPoolRow } from './special-pool-row.js';

/** The texts of a row's cells by field; a blank one is absent. What the parser of its kind reads back as the row. */
export type RowCells<Field extends string = string> = Readonly<Partial<Record<Field, string>>>;

/** Values of a list in one cell. */
const BETWEEN = '；';

/** The first, which is the Chinese, spelling of a value. */
function wordFor<T>(spellings: Readonly<Record<string, T>>, value: T): string | undefined {
  return Object.keys(spellings).find((spelling) => spellings[spelling] === value);
}

function numberText(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  return text.includes('e') ? value.toFixed(20).replace(/\.?0+$/, '') : text;
}

function dateText(on: string | undefined): string | undefined {
  return on === LONG_TERM_ON ? '长期' : on;
}

function listText(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(BETWEEN);
}

/** A target's cells. Its number stands in the column of its scheme. */
export function entityCells(row: EntityRow): RowCells<keyof typeof ENTITY_HEADINGS> {
  return {
    name: row.name,
    ...numberCells(row),
    kind: wordFor(TARGET_KINDS, row.kind),
    divisionCode: row.divisionCode,
    departmentCode: row.departmentCode,
    departmentName: row.departmentName,
    registrar: row.registrar,
    trade: row.trade,
    riskSystem: row.riskSystem,
    riskClass: row.riskClass,
    weight: numberText(row.weight),
    status: wordFor(ENTITY_STATUSES, row.status),
    address: row.address,
    longitude: numberText(row.longitude),
    latitude: numberText(row.latitude),
  };
}

function numberCells({ idScheme, idValue }: Pick<EntityRow, 'idScheme' | 'idValue'>) {
  const columns = ['uscc', 'orgcode', 'regno', 'licence'];
  return { [columns.includes(idScheme) ? idScheme : 'idValue']: idValue };
}

/** An officer's cells: certificates side by side in the columns of certificates. */
export function inspectorCells(row: InspectorRow): RowCells<keyof typeof INSPECTOR_HEADINGS> {
  return {
    workNo: row.workNo,
    name: row.name,
    departmentCode: row.departmentCode,
    departmentName: row.departmentName,
    divisions: listText(row.divisions),
    skills: listText(row.skills),
    isExpert: wordFor(YES_OR_NO, row.isExpert),
    position: row.position,
    rank: numberText(row.rank),
    capacity: numberText(row.capacity),
    status: wordFor(INSPECTOR_STATUSES, row.status),
    ...certificateCells(row.certificates),
    leave: listText(row.leave.map(leaveText)),
  };
}

function certificateCells(certificates: readonly CertificateRow[]) {
  const sideBySide = (text: (certificate: CertificateRow) => string | undefined) => {
    const texts = certificates.map((certificate) => text(certificate) ?? '');
    return texts.every((one) => one === '') ? undefined : texts.join(BETWEEN);
  };
  return {
    certificateNumber: sideBySide(({ number }) => number),
    certificateKind: sideBySide(({ kind }) => kind),
    certificateIssuer: sideBySide(({ issuer }) => issuer),
    certificateScope: sideBySide(({ scope }) => scope),
    validFromOn: sideBySide(({ validFromOn }) => validFromOn),
    validToOn: sideBySide(({ validToOn }) => dateText(validToOn)),
  };
}

function leaveText({ fromOn, toOn }: LeavePeriod): string {
  return fromOn === toOn ? fromOn : `${fromOn}~${toOn}`;
}

/** The cells of an entry of the item list. */
export function itemCells(row: ItemRow): RowCells<keyof typeof ITEM_HEADINGS> {
  return {
    code: row.code,
    title: row.title,
    legalBasis: row.legalBasis,
    kind: row.kind === 'key' ? '重点检查事项' : '一般检查事项',
    ratioPermille: row.ratioPermille === undefined ? undefined : `${row.ratioPermille / 10}%`,
    frequency: numberText(row.frequency),
    subject: row.subject,
    method: row.method,
    departmentName: row.departmentName,
    skills: listText(row.skills),
  };
}

/** The cells of a membership in a special pool. */
export function specialPoolCells(row: SpecialPoolRow): RowCells<keyof typeof SPECIAL_POOL_HEADINGS> {
  return {
    ...numberCells(row),
    poolName: row.poolName,
    labels: listText(row.labels),
    licenceName: row.licenceName,
    licenceNo: row.licenceNo,
    licenceIssuer: row.licenceIssuer,
    approvedOn: row.approvedOn,
    validToOn: dateText(row.validToOn),
  };
}
