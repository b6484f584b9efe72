import type { InspectorRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import {
  CertificateStatus,
  InspectorStatus,
  InterestKind,
  LeaveKind,
} from '../inspector/inspector.states.js';
import {
  certificateTable,
  inspectorTable,
  interestTable,
  leaveTable,
} from '../inspector/inspector.tables.js';
import { bulkUpsert, type WrittenRow } from './bulk-upsert.js';
import { checkPlace, unknownDivision } from './import-place.js';
import type { ImportGround, ImportPlan, RowVerdict } from './import-plan.js';
import { RemarkCode } from './import-remark.js';

const statuses: Readonly<Record<InspectorRow['status'], InspectorStatus>> = {
  active: InspectorStatus.ACTIVE,
  onLeave: InspectorStatus.ON_LEAVE,
  suspended: InspectorStatus.SUSPENDED,
  transferred: InspectorStatus.TRANSFERRED,
  retired: InspectorStatus.RETIRED,
};

/** The kind of a certificate where the source names none: 行政执法证, the ordinary one. */
const ORDINARY_CERTIFICATE = '行政执法证';

function checkInspector(row: InspectorRow, ground: ImportGround, today: string): RowVerdict {
  const { faults, warnings } = checkPlace(row, ground);
  const divisions = row.divisions.filter((code) => !ground.divisionCodes.has(code));
  const expired = row.certificates.length > 0 && row.certificates.every(({ validToOn }) => validToOn < today);
  return {
    faults: [...faults, ...(divisions.length > 0 ? [unknownDivision('divisions')] : [])],
    warnings: [
      ...warnings,
      ...(expired
        ? [
            {
              field: 'validToOn',
              code: RemarkCode.CERTIFICATE_EXPIRED,
              zh: '执法证已过期：该人员予以入库，但不会被抽取。',
              en: 'The certificate has expired: the officer is kept in the pool and will not be drawn.',
              remedy: { zh: '换证后请更新有效期。', en: 'Update the term once the certificate is renewed.' },
            },
          ]
        : []),
    ],
  };
}

/** How a file of inspectors is imported: officers, certificates, leave, and recusals into the sealed register. */
export function planInspectors(unit: Unit, ground: ImportGround): ImportPlan<'inspectors'> {
  const department_id = ground.department.id;
  const stamps = { created_at: unit.now, updated_at: unit.now, updated_by: unit.actor.accountId };
  const toRecord = (row: InspectorRow) => ({
    id: unit.newId(),
    department_id,
    ...stamps,
    import_run_id: ground.importRunId,
    real_id: row.id,
    name: row.name,
    work_no: row.workNo,
    districts: row.divisions,
    skills: row.skills,
    position: row.position,
    rank: row.rank,
    capacity: row.capacity,
    is_expert: row.isExpert,
    expert_fields: [],
    is_in_pool: true,
    status: statuses[row.status],
  });

  async function writeParts(rows: readonly InspectorRow[]): Promise<WrittenRow[]> {
    const ids = await findIds(unit, department_id, rows);
    const idOf = (row: InspectorRow) => ids.get(row.id);
    const certificates = rows.flatMap((row) =>
      row.certificates.map((certificate) => ({
        id: unit.newId(),
        ...stamps,
        status: CertificateStatus.VALID,
        inspector_id: idOf(row),
        number: certificate.number,
        kind: certificate.kind ?? ORDINARY_CERTIFICATE,
        issuer: certificate.issuer,
        scope: certificate.scope,
        valid_from_on: certificate.validFromOn,
        valid_to_on: certificate.validToOn,
      })),
    );
    const leaves = rows.flatMap((row) =>
      row.leave.map(({ fromOn, toOn }) => ({
        id: unit.newId(),
        ...stamps,
        kind: LeaveKind.LEAVE,
        inspector_id: idOf(row),
        from_on: fromOn,
        to_on: toOn,
      })),
    );
    const interests = rows.flatMap((row) =>
      row.recusals.map(({ targetId, reason }) => ({
        id: unit.newId(),
        department_id,
        inspector_real_id: row.id,
        target_real_id: targetId,
        reason_code: reason,
        ...stamps,
        kind: InterestKind.OTHER,
        declared_at: unit.now,
        declared_by_id: unit.actor.accountId,
      })),
    );
    const written = [
      ...(await bulkUpsert(unit.em, certificateTable, once(certificates, ['inspector_id', 'number']))),
      ...(await bulkUpsert(unit.em, leaveTable, once(leaves, ['inspector_id', 'from_on', 'to_on']))),
    ];
    const realIds = new Map([...ids].map(([realId, id]) => [id, realId]));
    // Counted nowhere: whether an interest was declared before is not for who imports to find out.
    await bulkUpsert(
      unit.em,
      interestTable,
      once(interests, ['inspector_real_id', 'target_real_id', 'reason_code']),
    );
    return written.map((row) => ({ ...row, told: realIds.get(row.told) ?? row.told }));
  }

  return {
    tableKind: 'inspectors',
    check: (row) => checkInspector(row, ground, unit.today),
    write: async (rows) => {
      const officers = await bulkUpsert(unit.em, inspectorTable, rows.map(toRecord));
      const created = new Set(officers.filter((row) => row.isNew).map((row) => row.told));
      const touched = new Set([...officers, ...(await writeParts(rows))].map((row) => row.told));
      return { createdCount: created.size, updatedCount: touched.size - created.size };
    },
  };
}

async function findIds(
  unit: Unit,
  departmentId: string,
  rows: readonly InspectorRow[],
): Promise<Map<string, string>> {
  const found = await unit.em.execute<{ id: string; realId: string }[]>(
    `select id, real_id as "realId" from inspector where department_id = ?
       and real_id in (select jsonb_array_elements_text(?::jsonb))`,
    [departmentId, JSON.stringify(rows.map((row) => row.id))],
  );
  return new Map(found.map(({ id, realId }) => [realId, id]));
}

/** A row that a cell names twice is written once. */
function once<Row extends object>(rows: readonly Row[], key: readonly (keyof Row)[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(key.map((column) => row[column])), row])).values()];
}
