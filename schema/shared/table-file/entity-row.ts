import type { CalendarDate } from '../../../scheduler/calendar/index.js';
import type { Identify, IdScheme, NumberedPerson } from '../identifiers/index.js';
import { DATUMS, type PositionDatum } from './datum-words.js';
import { ENTITY_STATUSES, type EntityStatus, TARGET_KINDS, type TargetKind } from './entity-words.js';
import { blank } from './fault-words.js';
import { FieldReader, type RowFields } from './field-reader.js';
import { readDivision } from './place-fields.js';
import { type PlacedIdentity, readIdentity } from './responsible-cells.js';
import type { ParsedRow } from './row-fault.js';
import type { TargetIdentity } from './target-identity.js';
import { readTradeCodes } from './trade-code.js';

/** A target as a file describes it: plain data, not yet compared with any register. */
export interface EntityRow extends PlacedIdentity {
  readonly name: string;
  readonly formerNames: readonly string[];
  readonly kind: TargetKind;
  /** The stage of a project, as the source words it. */
  readonly stage?: string;
  /** GB/T 2260 or a local code. One of `divisionCode`, `departmentCode`, `departmentName` is always there. */
  readonly divisionCode?: string;
  /** A district or grid of the department's own; matched with those of the officers. */
  readonly district?: string;
  /** The supervising department (管辖单位): its credit code, or its name. */
  readonly departmentCode?: string;
  readonly departmentName?: string;
  /** The registering authority (登记机关). */
  readonly registrar?: string;
  /** Line of business as the source words it. */
  readonly trade?: string;
  /** GB/T 4754, section letter first (`F5213`), the main trade first. */
  readonly tradeCodes: readonly string[];
  /** A class means nothing without its system: food operators' A–D runs the other way. */
  readonly riskSystem?: string;
  readonly riskClass?: string;
  /** 1 to 1,000,000 for weighted draws; 1 when the file says nothing. */
  readonly weight: number;
  readonly status: EntityStatus;
  readonly statusOn?: CalendarDate;
  readonly establishedOn?: CalendarDate;
  readonly address?: string;
  /** Where it trades, when that is not its registered address. */
  readonly businessAddress?: string;
  /** Degrees in `datum`, as the source has them; both or neither. */
  readonly longitude?: number;
  readonly latitude?: number;
  /** Absent where the source does not tell. */
  readonly datum?: PositionDatum;
  /** Skills that one of its officers must have. */
  readonly skills: readonly string[];
  /** Tags of supervision (监管标签). */
  readonly tags: readonly string[];
  /** The natural persons whose numbers stood in the row: kept encrypted, and nowhere else. */
  readonly people?: readonly NumberedPerson[];
}

/**
 * Reads one target. `idScheme` says what the numbers in `idValue` are; without it their form decides. `identify` makes ids
 * of the numbers of natural persons.
 */
export function parseEntityRow(
  fields: RowFields,
  idScheme?: IdScheme,
  identify?: Identify,
): ParsedRow<EntityRow> {
  const reader = new FieldReader(fields, identify);
  const kind = reader.choice('kind', TARGET_KINDS);
  const identity = readIdentity(reader, kind, idScheme);
  return reader.outcome({
    ...identity,
    name: reader.requiredText('name'),
    formerNames: reader.list('formerNames'),
    kind: kind ?? kindOf(identity),
    stage: reader.text('stage', 50),
    ...readSupervision(reader),
    registrar: reader.text('registrar'),
    trade: reader.text('trade'),
    tradeCodes: readTradeCodes(reader, 'tradeCodes'),
    riskSystem: reader.text('riskSystem', 32),
    riskClass: reader.text('riskClass', 32)?.replace(/^([A-D])[级类]$/, '$1'),
    weight: reader.integer('weight', 1, 1_000_000) ?? 1,
    status: readStatus(reader),
    statusOn: reader.date('statusOn'),
    establishedOn: reader.date('establishedOn'),
    ...readAddresses(reader),
    ...readPosition(reader),
    skills: reader.list('skills'),
    tags: reader.list('tags'),
    ...(reader.people.length > 0 ? { people: reader.people } : {}),
  });
}

function readSupervision(reader: FieldReader) {
  const supervision = {
    divisionCode: readDivision(reader, 'divisionCode'),
    district: reader.text('district', 64),
    departmentCode: reader.identifier('departmentCode', 'uscc'),
    departmentName: reader.text('departmentName'),
  };
  if (['divisionCode', 'departmentCode', 'departmentName'].every((field) => reader.isBlank(field))) {
    reader.refuse('departmentName', 'BLANK_FIELD', {
      ...blank,
      zh: '管辖单位和区划代码都为空，无法确定由谁监管。',
      en: 'Neither a supervising department nor a division is given.',
    });
  }
  return supervision;
}

function readStatus(reader: FieldReader): EntityStatus {
  if (reader.isBlank('status')) {
    reader.notice('status', 'DEFAULT_USED', '登记状态为空，按存续处理。', 'No status: taken as active.');
  }
  return reader.choice('status', ENTITY_STATUSES) ?? 'active';
}

/** The place of business is only told apart from the registered address when both are there and differ. */
function readAddresses(reader: FieldReader) {
  const registered = reader.text('address', 500);
  const business = reader.text('businessAddress', 500);
  if (registered === undefined) return { address: business };
  return { address: registered, businessAddress: business === registered ? undefined : business };
}

const HALF_A_POSITION = {
  zh: '经度、纬度须同时填写。',
  en: 'Longitude and latitude are given together.',
  remedy: { zh: '请补填另一项，或两项都留空。', en: 'Fill in the other one, or leave both blank.' },
};

function readPosition(reader: FieldReader) {
  const position = {
    longitude: reader.decimal('longitude', -180, 180),
    latitude: reader.decimal('latitude', -90, 90),
    datum: reader.choice('datum', DATUMS),
  };
  const isBlank = [reader.isBlank('longitude'), reader.isBlank('latitude')] as const;
  if (isBlank[0] !== isBlank[1]) {
    reader.refuse(isBlank[0] ? 'longitude' : 'latitude', 'BLANK_FIELD', HALF_A_POSITION);
  }
  return position.longitude === undefined ? { ...position, datum: undefined } : position;
}

/** GB 32100-2015, table 1: the first two characters say what kind of body a credit code was given to. */
function kindOf({ idScheme, idValue }: TargetIdentity): TargetKind {
  if (idScheme !== 'uscc') return 'other';
  if (idValue.startsWith('92')) return 'individualBusiness';
  if (idValue.startsWith('93')) return 'cooperative';
  if (idValue.startsWith('91')) return 'enterprise';
  if (idValue.startsWith('12')) return 'publicInstitution';
  if (idValue.startsWith('11')) return 'governmentBody';
  return idValue.startsWith('5') ? 'socialOrganisation' : 'other';
}
