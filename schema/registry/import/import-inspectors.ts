import { type InspectorRow, SeenKeys } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { InspectorStatus, leftStatuses } from '../inspector/inspector.states.js';
import { inspectorTable } from '../inspector/inspector.tables.js';
import { findLeaderRule } from '../inspector/leader-rule.service.js';
import { type BulkRecord, runBound, type Standing } from './bulk-table.js';
import {
  againstHand,
  type Compared,
  changesOf,
  type FieldChange,
  findAsImported,
  named,
  standingByKey,
  updateOf,
} from './import-comparison.js';
import { changedByHand } from './import-conflict.js';
import { compareParts, inspectorTables, type PartsCompared, partsOf } from './import-inspector-parts.js';
import { findOverlappingLeave, leaveOverlaps } from './import-leave.js';
import { checkPlace, unknownDivision } from './import-place.js';
import {
  type ImportGround,
  type ImportPlan,
  type RowVerdict,
  type Told,
  untoldColumns,
} from './import-plan.js';
import type { FieldRemark } from './import-remark.js';
import { RemarkCode } from './import-remark.js';

const statuses: Readonly<Record<InspectorRow['status'], InspectorStatus>> = {
  active: InspectorStatus.ACTIVE,
  onLeave: InspectorStatus.ON_LEAVE,
  suspended: InspectorStatus.SUSPENDED,
  transferred: InspectorStatus.TRANSFERRED,
  retired: InspectorStatus.RETIRED,
};

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  work_no: ['workNo'],
  districts: ['divisions'],
  skills: ['skills'],
  position: ['position'],
  rank: ['rank', 'position'],
  capacity: ['capacity'],
  is_expert: ['isExpert'],
  expert_fields: ['expertFields'],
  is_in_pool: ['isInPool'],
  status: ['status'],
  left_on: ['leftOn'],
};

function checkInspector(row: InspectorRow, ground: ImportGround, today: string): RowVerdict {
  const { faults, warnings } = checkPlace(row, ground);
  const divisions = row.divisions.filter((code) => !ground.divisionCodes.has(code));
  const expired = row.certificates.length > 0 && row.certificates.every(({ validToOn }) => validToOn < today);
  return {
    faults: [...faults, ...(divisions.length > 0 ? [unknownDivision('divisions')] : [])],
    warnings: [...warnings, ...(expired ? [certificateExpired] : [])],
  };
}

const certificateExpired: FieldRemark = {
  field: 'validToOn',
  code: RemarkCode.CERTIFICATE_EXPIRED,
  zh: '执法证已过期：该人员予以入库，但不会被抽取。',
  en: 'The certificate has expired: the officer is kept in the pool and will not be drawn.',
  remedy: { zh: '换证后请更新有效期。', en: 'Update the term once the certificate is renewed.' },
};

/** A number may be renewed and a name corrected; where both the name and the staff number differ it is another person. */
function isSomebodyElse(record: BulkRecord, standing: Standing): boolean {
  const differs = (column: string) =>
    record[column] != null && standing[column] != null && record[column] !== standing[column];
  return differs('name') && differs('work_no');
}

const certificateOfAnother: FieldRemark = {
  field: 'certificateNumber',
  code: RemarkCode.CERTIFICATE_OF_ANOTHER,
  zh: '这一执法证号已登记在本部门另一人员名下。',
  en: 'This certificate is known under another officer of the department.',
  remedy: {
    zh: '请核对证号与人员；一证只属一人。',
    en: 'Check the number and the officer; a certificate is one person’s.',
  },
};

/** Of an officer who stands, a file enters no departure: that hands over first what is open. */
const leavingIsADeparture = (field: string): FieldRemark => ({
  field,
  code: RemarkCode.LEAVING_IS_A_DEPARTURE,
  zh: '该人员在岗，调离、退休不能由文件导入。',
  en: 'This officer serves; a transfer or retirement does not come by a file.',
  remedy: {
    zh: '请办理离岗（departInspector），未办结事项须先移交；并改正文件中的状态与离岗日期。',
    en: 'Leaving is a deed of its own: use departInspector, which first hands over what is open, and correct the file.',
  },
});

/** What of these changes would let an officer leave who has not left. */
function findLeaving(changes: readonly FieldChange[], standing: Standing): FieldRemark[] {
  const hasLeft = (status: unknown) => leftStatuses.includes(status as InspectorStatus);
  if (hasLeft(standing.status)) return [];
  const leaving = changes.find(
    ({ field, to }) => (field === 'status' && hasLeft(to)) || (field === 'left_on' && to !== null),
  );
  return leaving ? named([leaving]).map(({ field }) => leavingIsADeparture(field)) : [];
}

function recordOf(row: InspectorRow, departmentId: string): Record<string, unknown> {
  return {
    department_id: departmentId,
    real_id: row.id,
    name: row.name,
    work_no: row.workNo ?? null,
    districts: row.divisions,
    skills: row.skills,
    position: row.position ?? null,
    rank: row.rank,
    capacity: row.capacity ?? null,
    is_expert: row.isExpert,
    expert_fields: row.expertFields,
    is_in_pool: row.isInPool,
    status: statuses[row.status],
    left_on: row.leftOn ?? null,
  };
}

/** Whose each of these certificates is in the department, by number. */
async function findHolders(unit: Unit, departmentId: string, rows: readonly InspectorRow[]) {
  const numbers = rows.flatMap((row) => row.certificates.map(({ number }) => number));
  const { rows: found } = await runBound<{ number: string; realId: string }>(
    unit.em,
    `select c.number, i.real_id as "realId" from certificate c join inspector i on i.id = c.inspector_id
      where i.department_id = $1 and c.number in (select jsonb_array_elements_text($2::jsonb))`,
    [departmentId, JSON.stringify(numbers)],
  );
  return Map.groupBy(found, ({ number }) => number);
}

/** What the department's rule on leaders says of a post: it goes before what a file says. */
type Ruling = (position: unknown) => boolean | undefined;

async function findRuling(unit: Unit, departmentId: string): Promise<Ruling> {
  const rule = await findLeaderRule(unit, departmentId);
  const posts: ReadonlySet<unknown> = new Set(rule?.positions);
  return (position) => (posts.has(position) ? rule?.isInPool : undefined);
}

/** How a file of inspectors is imported: officers, certificates, leave, and recusals into the sealed register. */
export function planInspectors(ground: ImportGround, told: Told, today: string): ImportPlan<'inspectors'> {
  const departmentId = ground.department.id;
  const untold = untoldColumns(fieldsOf, told);
  const holdersInFile = new SeenKeys();
  const officers: string[] = [''];

  /** Whether another officer of this file has one of the row's certificates. */
  function isTwice(row: InspectorRow): boolean {
    const own = officers.push(row.id) - 1;
    return row.certificates
      .map(({ number }) => holdersInFile.add(number, own))
      .some((first) => first !== undefined && officers[first] !== row.id);
  }

  function compareOfficer(
    unit: Unit,
    row: InspectorRow,
    standing: Standing | undefined,
    asImported: BulkRecord | undefined,
    ruling: Ruling,
  ): Compared & { readonly id: string } {
    const record = recordOf(row, departmentId);
    if (!standing) {
      const id = unit.newId();
      const whole = { id, ...record, is_in_pool: ruling(row.position) ?? row.isInPool ?? true };
      return {
        id,
        isNew: true,
        writes: [{ table: inspectorTable, deed: 'insert', record: whole }],
        changes: [],
      };
    }
    for (const column of untold) record[column] = undefined;
    const ruled = ruling(record.position === undefined ? standing.position : record.position);
    if (ruled !== undefined) record.is_in_pool = ruled;
    const changes = changesOf(inspectorTable, record, standing);
    const said = ruled === undefined ? changes : changes.filter(({ field }) => field !== 'is_in_pool');
    const byHand = standing.touched ? againstHand(said, asImported) : [];
    const writes = changes.length > 0 ? [updateOf(inspectorTable, standing, changes)] : [];
    const conflict = byHand.length > 0 ? changedByHand(named(byHand)) : undefined;
    const faults = [
      ...findLeaving(changes, standing),
      ...(isSomebodyElse(record, standing) ? [certificateOfAnother] : []),
    ];
    return { id: standing.id, isNew: false, writes, changes: named(changes), conflict, faults };
  }

  return {
    tableKind: 'inspectors',
    tables: inspectorTables,
    check: (row) => checkInspector(row, ground, today),
    compare: async (unit, rows) => {
      const ruling = await findRuling(unit, departmentId);
      const holders = await findHolders(unit, departmentId, rows);
      const standing = await standingByKey(
        unit,
        inspectorTable,
        rows.map((row) => recordOf(row, departmentId)),
      );
      const asImported = await findAsImported(
        unit,
        inspectorTable,
        [...standing.values()].filter((row) => row.touched),
      );
      const compared = rows.map((row) => {
        const stands = standing.get(JSON.stringify([departmentId, row.id]));
        return compareOfficer(unit, row, stands, stands && asImported.get(stands.id), ruling);
      });
      const parts = rows.map((row, index) => partsOf(unit, row, departmentId, compared[index]?.id ?? ''));
      const partsCompared = await compareParts(unit, parts);
      const overlapping = await findOverlappingLeave(unit, parts);
      return rows.map((row, index) => {
        const { id: officerId, ...officer } = compared[index] as Compared & { id: string };
        const more: PartsCompared = partsCompared[index] ?? { writes: [], changes: [] };
        const isOthers = row.certificates.some(({ number }) =>
          (holders.get(number) ?? []).some(({ realId }) => realId !== row.id),
        );
        const faults = [
          ...(officer.faults ?? []),
          ...(isTwice(row) || isOthers ? [certificateOfAnother] : []),
          ...(overlapping.has(officerId) ? [leaveOverlaps] : []),
        ];
        return {
          ...officer,
          writes: [...officer.writes, ...more.writes],
          changes: [...officer.changes, ...more.changes],
          conflict: officer.conflict ?? more.conflict,
          faults,
        };
      });
    },
  };
}
