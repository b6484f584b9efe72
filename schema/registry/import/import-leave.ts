import type { Unit } from '../../shared/unit.js';
import { leaveTable } from '../inspector/inspector.tables.js';
import { type BulkRecord, runBound } from './bulk-table.js';
import type { Part } from './import-inspector-parts.js';
import { type FieldRemark, RemarkCode } from './import-remark.js';

/** As `enterLeave` refuses it. */
export const leaveOverlaps: FieldRemark = {
  field: 'leave',
  code: RemarkCode.LEAVE_OVERLAPS,
  zh: '请休假与该人员的另一段请休假有重叠的日子。',
  en: 'This leave shares days with another leave of the officer.',
  remedy: {
    zh: '请合并或改正起止日；已登记的请先撤销（cancelLeave）再导入。',
    en: 'Join them or correct the days; one that stands is taken back first (cancelLeave).',
  },
};

const isWithin = (one: BulkRecord, other: BulkRecord) =>
  String(one.from_on) <= String(other.to_on) && String(other.from_on) <= String(one.to_on);

/** The ids of officers of whom a file tells leave that shares days with another of other days, there or in the register. */
export async function findOverlappingLeave(
  unit: Unit,
  partsOfRows: readonly (readonly Part[])[],
): Promise<ReadonlySet<unknown>> {
  const leavesOfRows = partsOfRows.map((parts) =>
    parts.filter(({ table }) => table === leaveTable).map(({ record }) => record),
  );
  const leaves = leavesOfRows.flat();
  if (leaves.length === 0) return new Set();
  const { rows } = await runBound<{ id: string }>(
    unit.em,
    `select distinct k.inspector_id as id
       from jsonb_to_recordset($1::jsonb) as k(inspector_id uuid, from_on date, to_on date)
       join leave l on l.inspector_id = k.inspector_id and l.from_on <= k.to_on and l.to_on >= k.from_on
      where (l.from_on, l.to_on) <> (k.from_on, k.to_on)`,
    [JSON.stringify(leaves)],
  );
  const withinRow = leavesOfRows
    .filter((own) => own.some((one, index) => own.slice(index + 1).some((other) => isWithin(one, other))))
    .map(([first]) => first?.inspector_id);
  return new Set([...rows.map(({ id }) => id), ...withinRow]);
}
