import { recordEvent } from '../../audit/index.js';
import {
  findDepartmentByCode,
  getDepartment,
  listDivisionCodes,
  UnknownDepartment,
} from '../../department/index.js';
import { formatId, identifierForm } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { type CertificateDraft, findCertificateFault, insertCertificate } from './certificate.service.js';
import { Inspector } from './inspector.entity.js';
import { LeavingIsADeparture, OfficerFieldInvalid } from './inspector.errors.js';
import { findInspectorLocked, stampOf } from './inspector.lock.js';
import { InspectorStatus, leftStatuses } from './inspector.states.js';
import { findRuledPool } from './leader-rule.service.js';

/** What a registrar may say of an officer; at a change, what is absent stays. */
export interface OfficerFields {
  readonly name?: string;
  readonly workNo?: string | null;
  readonly districts?: readonly string[];
  readonly skills?: readonly string[];
  readonly position?: string | null;
  readonly rank?: number;
  readonly capacity?: number | null;
  readonly isExpert?: boolean;
  readonly expertFields?: readonly string[];
  readonly isInPool?: boolean;
  readonly status?: InspectorStatus;
}

/** An officer to enter, with the first certificate; an expert may come without. */
export interface InspectorDraft extends OfficerFields {
  readonly departmentCode?: string;
  readonly name: string;
  readonly certificate?: CertificateDraft;
}

/** Enters one officer; the number of the first certificate is whom draws know. */
export async function enterInspector(unit: Unit, draft: InspectorDraft) {
  const department = await findOwnDepartment(unit, draft.departmentCode);
  if (isRefusal(department)) return department;
  if (isLeaving(draft)) return new LeavingIsADeparture();
  const fault =
    (await findFieldFault(unit, department, draft)) ??
    (draft.certificate && (await findCertificateFault(unit, department, draft.certificate)));
  if (fault) return fault;
  const realId = realIdOf(draft);
  if (isRefusal(realId)) return realId;
  if (await unit.em.findOne(Inspector, { department, realId })) {
    return new OfficerFieldInvalid(
      'workNo',
      '名录库中已有该人员，请查找后修改。',
      'The pool has this officer already; find the record and change it.',
    );
  }
  const inspector: Inspector = {
    id: unit.newId(),
    department,
    realId,
    name: draft.name,
    workNo: draft.workNo ?? null,
    districts: unique(draft.districts),
    skills: unique(draft.skills),
    position: draft.position ?? null,
    rank: draft.rank ?? 0,
    capacity: draft.capacity ?? null,
    isExpert: draft.isExpert ?? false,
    expertFields: unique(draft.expertFields),
    isInPool: (await findRuledPool(unit, department, draft.position)) ?? draft.isInPool ?? true,
    status: draft.status ?? InspectorStatus.ACTIVE,
    leftOn: null,
    createdAt: unit.now,
    ...stampOf(unit),
    importRun: null,
  };
  await unit.em.insert(Inspector, inspector);
  if (draft.certificate) await insertCertificate(unit, inspector.id, draft.certificate);
  await recordEvent(unit, 'inspector.entered', { kind: 'inspector', id: inspector.id });
  return { __typename: 'InspectorEntered' as const, inspector };
}

/** Changes what is given of an officer and leaves the rest as it is. */
export async function changeInspector(
  unit: Unit,
  input: OfficerFields & { readonly id: string; readonly expectedUpdatedAt: Date },
) {
  const { id, expectedUpdatedAt, ...fields } = input;
  if (isLeaving(fields)) return new LeavingIsADeparture();
  const inspector = await findInspectorLocked(unit, id, expectedUpdatedAt);
  if (isRefusal(inspector)) return inspector;
  const given = Object.fromEntries(
    Object.entries(fields).filter(([key, value]) => value != null || (value === null && mayBeEmpty.has(key))),
  );
  const fault = await findFieldFault(unit, inspector.department, {
    ...inspector,
    isInPool: undefined,
    ...given,
  });
  if (fault) return fault;
  const position = 'position' in given ? fields.position : inspector.position;
  const ruled = await findRuledPool(unit, inspector.department, position);
  const changes = {
    ...given,
    ...(ruled === undefined ? {} : { isInPool: ruled }),
    // Active again: the leaving that was arranged is off.
    ...(fields.status === InspectorStatus.ACTIVE ? { leftOn: null } : {}),
    ...stampOf(unit),
  };
  await unit.em.nativeUpdate(Inspector, { id }, changes);
  await recordEvent(
    unit,
    'inspector.changed',
    { kind: 'inspector', id },
    { fields: Object.keys(given).sort() },
  );
  return { __typename: 'InspectorChanged' as const, inspector: Object.assign(inspector, changes) };
}

/** Fields that an officer may be without: null empties them. */
const mayBeEmpty: ReadonlySet<string> = new Set(['workNo', 'position', 'capacity']);

function unique(list: readonly string[] | null | undefined): string[] {
  return [...new Set(list ?? [])];
}

function isLeaving({ status }: OfficerFields): boolean {
  return status != null && leftStatuses.includes(status);
}

/** The department of that code, or the actor's own; one outside the actor's scope is unknown. */
async function findOwnDepartment(unit: Unit, code: string | undefined): Promise<string | UnknownDepartment> {
  const { scope, departmentId } = unit.actor;
  if (code == null && departmentId) return departmentId;
  const found = code == null ? null : await findDepartmentByCode(unit, code);
  if (!found || (scope && !scope.includes(found.id))) return new UnknownDepartment(code ?? '');
  return found.id;
}

function realIdOf({ certificate, isExpert, workNo }: InspectorDraft): string | OfficerFieldInvalid {
  if (certificate) return formatId('cert', identifierForm(certificate.number));
  if (isExpert && workNo) return formatId('staff', identifierForm(workNo));
  return new OfficerFieldInvalid(
    'certificate',
    '执法人员须有执法证件（行政处罚法第四十二条）；没有证件的专家请填写工号。',
    'An officer needs a certificate (penalty law Art. 42); an expert without one needs a staff number.',
  );
}

/** What breaks the rules of a field, the first one; leaders are in the pool or out of it by rule, not one by one. */
async function findFieldFault(unit: Unit, departmentId: string, fields: OfficerFields) {
  const known = await listDivisionCodes(unit);
  const unknown = fields.districts?.find((code) => !known.has(code));
  if (unknown) {
    return new OfficerFieldInvalid(
      'districts',
      '执法区域中有未登记的区划代码，请先登记区划或改正。',
      'A district served is no known division; enter the division first, or correct the code.',
    );
  }
  if (fields.expertFields?.length && !fields.isExpert) {
    return new OfficerFieldInvalid(
      'expertFields',
      '专家领域只能填给专家，请先设为专家。',
      'Fields of expertise belong to experts; make this one an expert first.',
    );
  }
  const ruled = await findRuledPool(unit, departmentId, fields.position);
  if (ruled === undefined || fields.isInPool === undefined || fields.isInPool === ruled) return undefined;
  const { name } = await getDepartment(unit, departmentId);
  return new OfficerFieldInvalid(
    'isInPool',
    `${name}的规则已规定该职务是否入库，不得逐人另定；请修改规则（setLeaderRule）。`,
    'The rule on leaders decides this for the post; change the rule (setLeaderRule), not the officer.',
  );
}
