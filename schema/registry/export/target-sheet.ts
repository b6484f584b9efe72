import type { IdScheme } from '../../shared/identifiers/index.js';
import { type EntityRow, entityCells, type RowCells } from '../../shared/table-file/index.js';
import { listRegisterAsOf } from '../history/index.js';
import { rowsAsOf } from '../history/rows-as-of.js';
import { Target } from '../target/target.entity.js';
import { SubjectKind, TargetKind, TargetStatus } from '../target/target.states.js';
import type { RegisterRow, RegisterRows, RegisterView } from './register-rows.js';

const kinds: Readonly<Record<Exclude<TargetKind, TargetKind.ENTITY>, EntityRow['kind']>> = {
  PREMISES: 'premises',
  LICENCE: 'licence',
  PROJECT: 'project',
  PRODUCT: 'product',
  EQUIPMENT: 'equipment',
  ACTIVITY: 'activity',
};

/** The word for which the import writes this kind and this subject. */
function kindOf({ kind, subject, realId }: Target): EntityRow['kind'] {
  if (kind !== TargetKind.ENTITY) return kinds[kind];
  if (subject === SubjectKind.INDIVIDUAL_BUSINESS) return 'individualBusiness';
  if (subject !== SubjectKind.LEGAL_PERSON) return 'other';
  const first = realId.startsWith('uscc:') ? realId.slice(5, 7) : '';
  if (first === '93') return 'cooperative';
  if (first === '12') return 'publicInstitution';
  if (first === '11') return 'governmentBody';
  return first.startsWith('5') ? 'socialOrganisation' : 'enterprise';
}

/** A target as the import would read it. */
function rowOf(target: Target, departmentName: string): EntityRow {
  const at = target.realId.indexOf(':');
  return {
    id: target.realId,
    idScheme: target.realId.slice(0, at) as IdScheme,
    idValue: target.realId.slice(at + 1),
    identifiers: target.identifiers,
    responsibleId: target.responsibleId ?? undefined,
    name: target.name,
    formerNames: target.formerNames,
    kind: kindOf(target),
    stage: target.stage ?? undefined,
    divisionCode: target.division,
    district: target.district === target.division ? undefined : target.district,
    departmentName,
    registrar: target.registrar ?? undefined,
    trade: target.trade ?? undefined,
    tradeCodes: target.tradeCodes,
    riskSystem: target.classSystem ?? undefined,
    riskClass: target.riskClass ?? undefined,
    weight: target.weight,
    status: target.status.toLowerCase() as EntityRow['status'],
    statusOn: target.statusOn ?? undefined,
    establishedOn: target.establishedOn ?? undefined,
    address: target.address ?? undefined,
    businessAddress: target.businessAddress ?? undefined,
    longitude: degrees(target.longitude),
    latitude: degrees(target.latitude),
    datum: target.datum ?? undefined,
    skills: target.requiredSkills,
    tags: target.tags,
  };
}

function degrees(value: string | number | null | undefined): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}

/** What no import writes: a row that shows it is refused when it comes back, and so never revived. */
const endedStatuses: Readonly<Partial<Record<TargetStatus, string>>> = {
  MERGED: '并入、分立或转换',
  REMOVED: '移出名录',
};

/** Those that a sheet shows unless it is asked for others. */
const shownStatuses = Object.values(TargetStatus).filter((status) => !(status in endedStatuses));

/** The cells by which an import finds and names a target, by field (docs/pools.md). */
export function cellsOfTarget(target: Target, departmentName: string): RowCells {
  return entityCells(rowOf(target, departmentName));
}

function sheetRow(target: Target, { department }: RegisterView): RegisterRow {
  const cells = entityCells(rowOf(target, department.name));
  const status = endedStatuses[target.status] ?? cells.status;
  return { id: target.id, key: target.realId, cells: { ...cells, status } };
}

/** Targets as sheets show them. */
export const targetRows: RegisterRows = {
  async *pages(reader, view, { nameContains, realId, ...more }) {
    const filter = { statuses: shownStatuses, ...more };
    const wanted = nameContains?.toLowerCase() ?? '';
    for await (const page of listRegisterAsOf(reader, view.department.id, view.instant, filter)) {
      yield page
        .filter((target) => target.name.toLowerCase().includes(wanted))
        .filter((target) => realId === undefined || target.realId === realId)
        .map((target) => sheetRow(target, view));
    }
  },
  async find(reader, view, keys) {
    const condition = {
      sql: 'department_id = ? and real_id in (select jsonb_array_elements_text(?::jsonb))',
      values: [view.department.id, JSON.stringify(keys)],
    };
    const targets = await rowsAsOf(reader, Target, view.instant, condition, 'real_id');
    return targets.map((target) => sheetRow(target, view));
  },
};
