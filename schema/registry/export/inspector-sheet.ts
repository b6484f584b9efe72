import type { IdScheme } from '../../shared/identifiers/index.js';
import {
  type CertificateState,
  type InspectorRow,
  inspectorCells,
  type LeaveReason,
} from '../../shared/table-file/index.js';
import type { Reader } from '../../shared/unit.js';
import { listCertificatesAsOf, listLeavesAsOf } from '../history/index.js';
import { rowsAsOf } from '../history/rows-as-of.js';
import { type Certificate, Inspector, type Leave } from '../inspector/inspector.entity.js';
import type { InspectorStatus, LeaveKind } from '../inspector/inspector.states.js';
import type { RegisterRow, RegisterRows, RegisterView } from './register-rows.js';

const PAGE_ROWS = 500;

const statuses: Readonly<Record<InspectorStatus, InspectorRow['status']>> = {
  ACTIVE: 'active',
  ON_LEAVE: 'onLeave',
  SUSPENDED: 'suspended',
  TRANSFERRED: 'transferred',
  RETIRED: 'retired',
};

const leaveKinds: Readonly<Record<LeaveKind, LeaveReason>> = {
  LEAVE: 'leave',
  ILLNESS: 'illness',
  TRAINING: 'training',
  URGENT_DUTY: 'urgentDuty',
};

interface Officer {
  readonly inspector: Inspector;
  readonly certificates: readonly Certificate[];
  readonly leaves: readonly Leave[];
}

/** An officer as the import would read it. Interests are sealed and never leave. */
function rowOf({ inspector, certificates, leaves }: Officer, departmentName: string): InspectorRow {
  const at = inspector.realId.indexOf(':');
  return {
    id: inspector.realId,
    idScheme: inspector.realId.slice(0, at) as IdScheme,
    idValue: inspector.realId.slice(at + 1),
    name: inspector.name,
    workNo: inspector.workNo ?? undefined,
    certificates: certificates.map((certificate) => ({
      kind: certificate.kind,
      number: certificate.number,
      issuer: certificate.issuer ?? undefined,
      scope: certificate.scope ?? undefined,
      validFromOn: certificate.validFromOn ?? undefined,
      validToOn: certificate.validToOn,
      status: certificate.status.toLowerCase() as CertificateState,
    })),
    departmentName,
    divisions: inspector.districts,
    skills: inspector.skills,
    position: inspector.position ?? undefined,
    rank: inspector.rank,
    capacity: inspector.capacity ?? undefined,
    isExpert: inspector.isExpert,
    expertFields: inspector.expertFields,
    isInPool: inspector.isInPool,
    leftOn: inspector.leftOn ?? undefined,
    status: statuses[inspector.status],
    leave: leaves.map(({ fromOn, toOn, kind }) => ({ fromOn, toOn, kind: leaveKinds[kind] })),
    recusals: [],
  };
}

async function withParts(
  reader: Reader,
  { department, instant, withLeave }: RegisterView,
  inspectors: readonly Inspector[],
): Promise<RegisterRow[]> {
  const ids = inspectors.map(({ id }) => id);
  const certificates = Map.groupBy(
    await listCertificatesAsOf(reader, ids, instant),
    ({ inspector }) => inspector,
  );
  const leaves = Map.groupBy(
    withLeave ? await listLeavesAsOf(reader, ids, instant) : [],
    ({ inspector }) => inspector,
  );
  return inspectors.map((inspector) => {
    const { id } = inspector;
    const officer = {
      inspector,
      certificates: certificates.get(id) ?? [],
      leaves: leaves.get(id) ?? [],
    };
    return { id, key: inspector.realId, cells: inspectorCells(rowOf(officer, department.name)) };
  });
}

/** Inspectors as sheets show them. */
export const inspectorRows: RegisterRows = {
  async *pages(reader, view, { nameContains = '', realId }) {
    for (let after = ''; ; ) {
      const condition = {
        sql: 'department_id = ? and real_id > ?',
        values: [view.department.id, after],
      };
      const page = await rowsAsOf(reader, Inspector, view.instant, condition, 'real_id', PAGE_ROWS);
      const wanted = page
        .filter(({ name }) => name.toLowerCase().includes(nameContains.toLowerCase()))
        .filter((inspector) => realId === undefined || inspector.realId === realId);
      if (wanted.length > 0) yield await withParts(reader, view, wanted);
      if (page.length < PAGE_ROWS) return;
      after = page.at(-1)?.realId ?? after;
    }
  },
  async find(reader, view, keys) {
    const condition = {
      sql: 'department_id = ? and real_id in (select jsonb_array_elements_text(?::jsonb))',
      values: [view.department.id, JSON.stringify(keys)],
    };
    return withParts(reader, view, await rowsAsOf(reader, Inspector, view.instant, condition, 'real_id'));
  },
};
