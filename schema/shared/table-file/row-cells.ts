import { unescapedNumber } from '../identifiers/index.js';
import type { CertificateRow } from './certificate-cells.js';
import type { ENTITY_HEADINGS } from './entity-headings.js';
import type { EntityRow } from './entity-row.js';
import { type EntityStatus, TARGET_KINDS } from './entity-words.js';
import type { LeavePeriod } from './inspector-cells.js';
import type { INSPECTOR_HEADINGS, InspectorRow } from './inspector-row.js';
import { CERTIFICATE_STATES, INSPECTOR_STATUSES, LEAVE_KINDS, YES_OR_NO } from './inspector-words.js';
import type { ITEM_HEADINGS, ItemRow } from './item-row.js';
import { LONG_TERM_ON } from './sheet-date.js';
import type { SPECIAL_POOL_HEADINGS, SpecialPoolRow } from './special-pool-row.js';
import { NUMBER_FIELDS } from './target-identity.js';

/** The texts of a row's cells by field; a blank one is absent. What the parser of its kind reads back as the row. */
export type RowCells<Field extends string = string> = Readonly<Partial<Record<Field, string>>>;

/** Values of a list in one cell. */
const BETWEEN = '；';

/** The first, which is the Chinese, spelling of a value. */
function wordFor<T>(spellings: Readonly<Record<string, T>>, value: T): string | undefined {
  return Object.keys(spellings).find((spelling) => spellings[spelling] === value);
}

const statusWords: Readonly<Record<EntityStatus, string>> = {
  active: '存续',
  suspended: '歇业',
  revoked: '吊销',
  closed: '注销',
  moved: '迁出',
};

function numberText(value: number | undefined): string | undefined {
  if (value === undefined) return undefined;
  const text = String(value);
  return text.includes('e') ? value.toFixed(40).replace(/\.?0+$/, '') : text;
}

function dateText(on: string | undefined): string | undefined {
  return on === LONG_TERM_ON ? '长期' : on;
}

function listText(values: readonly string[]): string | undefined {
  return values.length === 0 ? undefined : values.join(BETWEEN);
}

/** A target's cells. Its numbers stand in the columns of their schemes. */
export function entityCells(row: EntityRow): RowCells<keyof typeof ENTITY_HEADINGS> {
  return {
    name: row.name,
    formerNames: listText(row.formerNames),
    ...identityCells(row),
    kind: wordFor(TARGET_KINDS, row.kind),
    stage: row.stage,
    divisionCode: row.divisionCode,
    district: row.district,
    departmentCode: row.departmentCode,
    departmentName: row.departmentName,
    registrar: row.registrar,
    trade: row.trade,
    tradeCodes: listText(row.tradeCodes),
    riskSystem: row.riskSystem,
    riskClass: row.riskClass,
    weight: numberText(row.weight),
    status: statusWords[row.status],
    statusOn: row.statusOn,
    establishedOn: row.establishedOn,
    address: row.address,
    businessAddress: row.businessAddress,
    longitude: numberText(row.longitude),
    latitude: numberText(row.latitude),
    datum: row.datum,
    skills: listText(row.skills),
    tags: listText(row.tags),
  };
}

/** What is below an entity is known by the entity and a number of its own, beside which it may have others. */
function identityCells({ id, identifiers, responsibleId }: EntityRow): RowCells {
  const isBelow = responsibleId !== undefined && id.startsWith(`${responsibleId}/`);
  return {
    ...numberCells(isBelow ? identifiers : [id, ...identifiers]),
    responsibleId,
    number: isBelow ? unescapedNumber(id.slice(responsibleId.length + 1)) : undefined,
  };
}

/** Ids of real life in the columns of their schemes; one whose scheme has no column says its scheme. */
function numberCells(ids: readonly string[]): RowCells {
  const columns = Map.groupBy(ids, (id) => {
    const scheme = id.slice(0, id.indexOf(':'));
    return (NUMBER_FIELDS as readonly string[]).includes(scheme) ? scheme : 'idValue';
  });
  const [first, ...others] = columns.get('idValue') ?? [];
  return {
    ...Object.fromEntries(
      NUMBER_FIELDS.map((field) => [field, listText((columns.get(field) ?? []).map(numberOf))]),
    ),
    idValue: first,
    otherIds: listText(others),
  };
}

function numberOf(id: string): string {
  return unescapedNumber(id.slice(id.indexOf(':') + 1));
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
    expertFields: listText(row.expertFields),
    isInPool: row.isInPool === undefined ? undefined : wordFor(YES_OR_NO, row.isInPool),
    position: row.position,
    rank: numberText(row.rank),
    capacity: numberText(row.capacity),
    status: wordFor(INSPECTOR_STATUSES, row.status),
    leftOn: row.leftOn,
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
    certificateStatus: sideBySide(({ status }) => status && wordFor(CERTIFICATE_STATES, status)),
    validFromOn: sideBySide(({ validFromOn }) => validFromOn),
    validToOn: sideBySide(({ validToOn }) => dateText(validToOn)),
  };
}

function leaveText({ fromOn, toOn, kind }: LeavePeriod): string {
  const days = fromOn === toOn ? fromOn : `${fromOn}~${toOn}`;
  return kind === 'leave' ? days : `${days}（${wordFor(LEAVE_KINDS, kind)}）`;
}

function ratioText(permille: number | undefined): string | undefined {
  return permille === undefined ? undefined : `${Math.round(permille * 1_000) / 10_000}%`;
}

/** The cells of an entry of the item list. */
export function itemCells(row: ItemRow): RowCells<keyof typeof ITEM_HEADINGS> {
  return {
    code: row.code,
    title: row.title,
    legalBasis: row.legalBasis,
    kind: row.kind === 'key' ? '重点检查事项' : '一般检查事项',
    ratioPermille: ratioText(row.ratioPermille),
    floorPermille: ratioText(row.floorPermille),
    capPermille: ratioText(row.capPermille),
    frequency: numberText(row.frequency),
    subject: row.subject,
    method: row.method,
    departmentName: row.departmentName,
    skills: listText(row.skills),
    materials: listText(row.materials),
    checklistCode: row.checklistCode,
    checklistVersion: numberText(row.checklistVersion),
    resultSystem: row.resultSystem,
    validFromOn: row.validFromOn,
    validToOn: row.validToOn,
  };
}

/** The cells of a membership in a special pool. */
export function specialPoolCells(row: SpecialPoolRow): RowCells<keyof typeof SPECIAL_POOL_HEADINGS> {
  return {
    ...numberCells([row.id]),
    poolName: row.poolName,
    labels: listText(row.labels),
    licenceName: row.licenceName,
    licenceNo: row.licenceNo,
    licenceIssuer: row.licenceIssuer,
    approvedOn: row.approvedOn,
    validToOn: dateText(row.validToOn),
    skills: listText(row.skills),
    needsExpert: row.needsExpert === undefined ? undefined : wordFor(YES_OR_NO, row.needsExpert),
  };
}
