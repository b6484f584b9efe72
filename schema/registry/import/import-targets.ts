import type { EntityRow, SeenKeys } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { SubjectKind, TargetKind, TargetStatus } from '../target/target.states.js';
import { targetTable } from '../target/target.tables.js';
import { type BulkRecord, type Standing } from './bulk-table.js';
import {
  againstHand,
  type Compared,
  type Conflict,
  changesOf,
  type FieldChange,
  findAsImported,
  named,
  standingByKey,
  updateOf,
} from './import-comparison.js';
import { changedByHand, identifierOfAnother, sourcesDisagree } from './import-conflict.js';
import { claimsOf, findHolders } from './import-identifiers.js';
import { type Beside, findSuccessors, keepActs, type Successors } from './import-lineage.js';
import { PeopleSeen, personalRecordTable } from './import-people.js';
import { checkPlace, divisionOf } from './import-place.js';
import { type ImportGround, type ImportPlan, type Told, untoldColumns } from './import-plan.js';
import { type FieldRemark, RemarkCode } from './import-remark.js';

const statuses: Readonly<Record<EntityRow['status'], TargetStatus>> = {
  active: TargetStatus.ACTIVE,
  suspended: TargetStatus.SUSPENDED,
  revoked: TargetStatus.REVOKED,
  closed: TargetStatus.CLOSED,
  moved: TargetStatus.MOVED,
};

const kinds: Readonly<Record<EntityRow['kind'], TargetKind>> = {
  enterprise: TargetKind.ENTITY,
  individualBusiness: TargetKind.ENTITY,
  cooperative: TargetKind.ENTITY,
  publicInstitution: TargetKind.ENTITY,
  socialOrganisation: TargetKind.ENTITY,
  governmentBody: TargetKind.ENTITY,
  other: TargetKind.ENTITY,
  premises: TargetKind.PREMISES,
  licence: TargetKind.LICENCE,
  project: TargetKind.PROJECT,
  product: TargetKind.PRODUCT,
  equipment: TargetKind.EQUIPMENT,
  activity: TargetKind.ACTIVITY,
};

/** The fields of a file that speak of a column; the others of the table every file speaks of. */
const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  kind: ['kind'],
  subject: ['kind'],
  former_names: ['formerNames'],
  responsible_id: ['responsibleId', 'number', 'kind'],
  stage: ['stage'],
  division_code: ['divisionCode'],
  district: ['district'],
  trade: ['trade'],
  trade_codes: ['tradeCodes'],
  risk_class: ['riskClass'],
  class_system: ['riskSystem'],
  weight: ['weight'],
  status: ['status'],
  status_on: ['statusOn'],
  established_on: ['establishedOn'],
  registrar: ['registrar'],
  address: ['address'],
  business_address: ['businessAddress'],
  longitude: ['longitude'],
  latitude: ['latitude'],
  datum: ['datum', 'longitude'],
  required_skills: ['skills'],
  tags: ['tags'],
};

const idFields = ['idValue', 'uscc', 'regno', 'orgcode', 'licence', 'foreign', 'personNumber', 'otherIds'];

type Holders = Awaited<ReturnType<typeof findHolders>>;

/** Who answers for a target: by its words, else by its number. */
function subjectOf({ kind, idScheme, idValue, responsibleId }: EntityRow): SubjectKind {
  if (idScheme === 'np' || responsibleId?.startsWith('np:')) return SubjectKind.NATURAL_PERSON;
  if (kind === 'individualBusiness' || idValue.startsWith('92')) return SubjectKind.INDIVIDUAL_BUSINESS;
  if (kind === 'other' || kinds[kind] !== TargetKind.ENTITY) {
    return idScheme === 'uscc' ? SubjectKind.LEGAL_PERSON : SubjectKind.OTHER_ORGANISATION;
  }
  return SubjectKind.LEGAL_PERSON;
}

function recordOf(row: EntityRow, ground: ImportGround): Record<string, unknown> {
  const division = divisionOf(row, ground);
  return {
    department_id: ground.department.id,
    real_id: row.id,
    name: row.name,
    kind: kinds[row.kind],
    subject: subjectOf(row),
    identifiers: row.identifiers,
    former_names: row.formerNames,
    responsible_id: row.responsibleId ?? null,
    stage: row.stage ?? null,
    division_code: division,
    district: row.district ?? division,
    trade: row.trade ?? null,
    trade_codes: row.tradeCodes,
    risk_class: row.riskClass ?? null,
    class_system: row.riskSystem ?? null,
    weight: row.weight,
    status: statuses[row.status],
    status_on: row.statusOn ?? null,
    established_on: row.establishedOn ?? null,
    registrar: row.registrar ?? null,
    address: row.address ?? null,
    business_address: row.businessAddress ?? null,
    longitude: row.longitude ?? null,
    latitude: row.latitude ?? null,
    datum: row.datum ?? null,
    required_skills: row.skills,
    tags: row.tags,
  };
}

const nobodyResponsible: FieldRemark = {
  field: 'responsibleId',
  code: RemarkCode.NOBODY_RESPONSIBLE,
  zh: '该场所、许可、项目、产品、设备或活动未填责任主体，不计入任何主体的检查次数。',
  en: 'No responsible entity is named: inspections of it count for no entity.',
  remedy: {
    zh: '请填写“责任主体统一社会信用代码”或“责任主体标识”一列。',
    en: 'Fill in a column 责任主体统一社会信用代码 or 责任主体标识.',
  },
};

interface Differing {
  readonly changes: FieldChange[];
  readonly warnings: readonly FieldRemark[];
}

const nothing: Differing = { changes: [], warnings: [] };

/** How a file of targets is imported. */
export function planTargets(ground: ImportGround, told: Told, others: SeenKeys): ImportPlan<'entities'> {
  const untold = untoldColumns(fieldsOf, told);
  const tellsOneNumber = idFields.filter((field) => told.has(field)).length < 2;
  const idField = idFields.find((field) => told.has(field)) ?? 'idValue';
  const people = new PeopleSeen(ground.department.id);

  /** What a row says otherwise than the row that stands, and what is told of it beside. */
  function compareWith(beside: Beside & { stands: Standing }, successors: Successors): Differing {
    const { record, stands: standing } = beside;
    const division = record.division_code;
    for (const column of untold) record[column] = undefined;
    // A district that was only the division's code follows the division.
    if (!told.has('district') && told.has('divisionCode') && standing.district === standing.division_code)
      record.district = division;
    if (tellsOneNumber && (record.identifiers as string[]).length === 0) record.identifiers = undefined;
    const warnings = keepActs(beside, successors);
    const changes = changesOf(targetTable, record, standing);
    // A source takes over what none has listed yet.
    if (ground.source !== undefined && standing.source == null) {
      changes.push({ field: 'source', from: null, to: ground.source });
    }
    return { changes, warnings };
  }

  /** That one of the numbers which a row claims is another's. */
  function takenBy(beside: Beside, holders: Holders): Conflict | undefined {
    if (holders.size === 0) return undefined;
    const isTaken = (id: string) => holders.get(id)?.some((holder) => holder !== beside.record.real_id);
    const claim = claimsOf(beside).find(isTaken);
    if (claim === undefined) return undefined;
    const scheme = claim.slice(0, claim.indexOf(':'));
    return identifierOfAnother([scheme, 'otherIds'].find((field) => told.has(field)) ?? idField);
  }

  function compareOne(
    unit: Unit,
    { record, stands: standing }: Beside,
    { changes, warnings }: Differing,
    asImported: BulkRecord | undefined,
    holders: Holders,
  ): Compared {
    const taken = takenBy({ record, stands: standing }, holders);
    if (!standing) {
      const conflict = others.has(String(record.real_id)) ? identifierOfAnother(idField) : taken;
      const source = ground.source ?? null;
      const write = {
        table: targetTable,
        deed: 'insert',
        record: { id: unit.newId(), ...record, source },
      } as const;
      return { isNew: true, writes: [write], changes: [], conflict };
    }
    if (changes.length === 0) return { isNew: false, writes: [], changes, warnings };
    const contents = changes.filter(({ field }) => field !== 'source');
    const isOthers =
      ground.source !== undefined && standing.source != null && standing.source !== ground.source;
    const byHand = standing.touched ? againstHand(contents, asImported) : [];
    const conflict =
      byHand.length > 0 ? changedByHand(named(byHand)) : isOthers ? sourcesDisagree(named(contents)) : taken;
    const source = ground.source ?? standing.source ?? null;
    const update = updateOf(targetTable, standing, changes);
    const writes = [{ ...update, record: { ...update.record, source } }];
    return { isNew: false, writes, changes: named(changes), conflict, warnings };
  }

  return {
    tableKind: 'entities',
    tables: [targetTable, personalRecordTable],
    check: (row) => {
      const { faults, warnings } = checkPlace(row, ground);
      const isNobodys = kinds[row.kind] !== TargetKind.ENTITY && row.responsibleId === undefined;
      return { faults, warnings: isNobodys ? [...warnings, nobodyResponsible] : warnings };
    },
    compare: async (unit, rows) => {
      const records = rows.map((row) => recordOf(row, ground));
      const standing = await standingByKey(unit, targetTable, records);
      const besides = records.map((record) => ({
        record,
        stands: standing.get(JSON.stringify([record.department_id, record.real_id])),
      }));
      const successors = await findSuccessors(unit, besides);
      const touched = [...standing.values()].filter((row) => row.touched);
      const asImported = await findAsImported(unit, targetTable, touched);
      const differing = besides.map(({ record, stands }) =>
        stands ? compareWith({ record, stands }, successors) : nothing,
      );
      const holders = await findHolders(unit, ground.department.id, besides.flatMap(claimsOf));
      const sealed = await people.seal(unit, rows);
      return besides.map((beside, n) => {
        const imported = beside.stands && asImported.get(beside.stands.id);
        const compared = compareOne(unit, beside, differing[n] ?? nothing, imported, holders);
        const numbers = sealed.get(rows[n] as EntityRow);
        return numbers ? { ...compared, writes: [...compared.writes, ...numbers] } : compared;
      });
    },
  };
}
