import type { EntityRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { SubjectKind, TargetKind, TargetStatus } from '../target/target.states.js';
import { type BulkTable, bulkUpsert } from './bulk-upsert.js';
import { checkPlace, divisionOf } from './import-place.js';
import type { ImportGround, ImportPlan } from './import-plan.js';

const targetTable: BulkTable = {
  name: 'target',
  fixed: { id: 'uuid', department_id: 'uuid', real_id: 'text', created_at: 'timestamptz' },
  key: ['department_id', 'real_id'],
  told: 'id',
  content: {
    name: 'text',
    kind: 'text',
    subject: 'text',
    identifiers: 'text[]',
    former_names: 'text[]',
    responsible_id: 'text',
    stage: 'text',
    division_code: 'text',
    district: 'text',
    trade: 'text',
    trade_codes: 'text[]',
    risk_class: 'text',
    class_system: 'text',
    weight: 'int',
    status: 'text',
    status_on: 'date',
    established_on: 'date',
    registrar: 'text',
    address: 'text',
    business_address: 'text',
    longitude: 'double precision',
    latitude: 'double precision',
    datum: 'text',
    required_skills: 'text[]',
    tags: 'text[]',
  },
  stamps: { source: 'text', updated_at: 'timestamptz', updated_by: 'uuid', import_run_id: 'uuid' },
};

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

/** Who answers for a target: by its words, else by its number. */
function subjectOf({ kind, idScheme, idValue }: EntityRow): SubjectKind {
  if (idScheme === 'np') return SubjectKind.NATURAL_PERSON;
  if (kind === 'individualBusiness' || idValue.startsWith('92')) return SubjectKind.INDIVIDUAL_BUSINESS;
  if (kind === 'other' || kinds[kind] !== TargetKind.ENTITY) {
    return idScheme === 'uscc' ? SubjectKind.LEGAL_PERSON : SubjectKind.OTHER_ORGANISATION;
  }
  return SubjectKind.LEGAL_PERSON;
}

/** How a file of targets is imported. */
export function planTargets(unit: Unit, ground: ImportGround): ImportPlan<'entities'> {
  const stamps = {
    department_id: ground.department.id,
    created_at: unit.now,
    updated_at: unit.now,
    updated_by: unit.actor.accountId,
    import_run_id: ground.importRunId,
  };
  const toRecord = (row: EntityRow) => {
    const division = divisionOf(row, ground);
    return {
      ...stamps,
      id: unit.newId(),
      real_id: row.id,
      name: row.name,
      kind: kinds[row.kind],
      subject: subjectOf(row),
      identifiers: [],
      former_names: [],
      division_code: division,
      district: division,
      trade: row.trade,
      trade_codes: [],
      risk_class: row.riskClass,
      class_system: row.riskSystem,
      weight: row.weight,
      status: statuses[row.status],
      registrar: row.registrar,
      address: row.address,
      longitude: row.longitude,
      latitude: row.latitude,
      required_skills: [],
      tags: [],
    };
  };
  return {
    tableKind: 'entities',
    check: (row) => checkPlace(row, ground),
    write: async (rows) => {
      const written = await bulkUpsert(unit.em, targetTable, rows.map(toRecord));
      const createdCount = written.filter((row) => row.isNew).length;
      return { createdCount, updatedCount: written.length - createdCount };
    },
  };
}
