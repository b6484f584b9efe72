import type { InspectorRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { CertificateStatus, InterestKind, LeaveKind } from '../inspector/inspector.states.js';
import {
  certificateTable,
  inspectorTable,
  interestTable,
  leaveTable,
} from '../inspector/inspector.tables.js';
import { formerPostEnd, getFormerPostDays, reasonWords } from '../inspector/interest.declare.js';
import { type BulkRecord, type BulkTable, keyOf, type Standing } from './bulk-table.js';
import {
  type Conflict,
  changesOf,
  type FieldChange,
  named,
  standingByKey,
  type TableWrite,
  updateOf,
} from './import-comparison.js';
import { changedByHand } from './import-conflict.js';

export const inspectorTables: readonly BulkTable[] = [
  inspectorTable,
  certificateTable,
  leaveTable,
  interestTable,
];

/** The kind of a certificate where the source names none: 行政执法证, the ordinary one. */
const ORDINARY_CERTIFICATE = '行政执法证';

const certificateStatuses = {
  valid: CertificateStatus.VALID,
  suspended: CertificateStatus.SUSPENDED,
  revoked: CertificateStatus.REVOKED,
} as const;

const leaveKinds = {
  leave: LeaveKind.LEAVE,
  illness: LeaveKind.ILLNESS,
  training: LeaveKind.TRAINING,
  urgentDuty: LeaveKind.URGENT_DUTY,
} as const;

const interestKinds = {
  kinship: InterestKind.KINSHIP,
  interest: InterestKind.ENTITY,
  formerEmployment: InterestKind.FORMER_POST,
  other: InterestKind.OTHER,
} as const;

/** A row of a table below the officer: what the file says, and what a new one has besides. */
export interface Part {
  readonly table: BulkTable;
  readonly record: BulkRecord;
  readonly whenNew: BulkRecord;
}

/** What a row says about an officer's certificates, leave and recusals; what a cell names twice counts once. */
export function partsOf(unit: Unit, row: InspectorRow, departmentId: string, inspectorId: string): Part[] {
  const certificates = row.certificates.map((certificate) => ({
    table: certificateTable,
    record: {
      inspector_id: inspectorId,
      number: certificate.number,
      kind: certificate.kind,
      issuer: certificate.issuer,
      scope: certificate.scope,
      valid_from_on: certificate.validFromOn,
      valid_to_on: certificate.validToOn,
      status: certificate.status && certificateStatuses[certificate.status],
    },
    whenNew: {
      kind: certificate.kind ?? ORDINARY_CERTIFICATE,
      status: certificateStatuses[certificate.status ?? 'valid'],
    },
  }));
  const leaves = row.leave.map(({ fromOn, toOn, kind }) => ({
    table: leaveTable,
    record: { inspector_id: inspectorId, from_on: fromOn, to_on: toOn, kind: leaveKinds[kind] },
    whenNew: {},
  }));
  const interests = row.recusals.map(({ targetId, reason, fromOn, endsOn }) => ({
    table: interestTable,
    record: {
      department_id: departmentId,
      inspector_real_id: row.id,
      target_real_id: targetId,
      reason_code: reasonWords[interestKinds[reason]],
      kind: interestKinds[reason],
      from_on: fromOn,
      ends_on: endsOn,
    },
    whenNew: { declared_at: unit.now, declared_by_id: unit.actor.accountId ?? null },
  }));
  const all: Part[] = [...certificates, ...leaves, ...interests];
  return [...new Map(all.map((part) => [part.table.name + keyOf(part.table, part.record), part])).values()];
}

/** What became of the parts of each row. */
export interface PartsCompared {
  readonly writes: readonly TableWrite[];
  readonly changes: readonly FieldChange[];
  readonly conflict?: Conflict;
}

/** A file does not quietly give back what was taken: a suspended or revoked certificate. */
function findRestored(table: BulkTable, changes: readonly FieldChange[]): FieldChange | undefined {
  if (table !== certificateTable) return undefined;
  return changes.find(
    ({ field, from, to }) =>
      field === 'status' && (from === CertificateStatus.REVOKED || to === CertificateStatus.VALID),
  );
}

/** What a file says of a tie, with the end that the rule gives a former post, counted from the day that is known. */
function ruledTie(
  record: BulkRecord,
  stands: Standing | undefined,
  unit: Unit,
  dayCount: number,
): BulkRecord {
  if (record.kind !== InterestKind.FORMER_POST) return record;
  const from_on = (record.from_on ?? stands?.from_on ?? unit.today) as string;
  return {
    ...record,
    from_on,
    ends_on: formerPostEnd(from_on, record.ends_on as string | undefined, dayCount),
  };
}

/** A tie that stands lasts as long as any said it does: a file makes it longer, never shorter, and nothing is told of it. */
function extensionOf(record: BulkRecord, stands: Standing): TableWrite | undefined {
  const to = (record.ends_on ?? null) as string | null;
  const from = (stands.ends_on ?? null) as string | null;
  if (from === null || (to !== null && to <= from)) return undefined;
  return updateOf(interestTable, stands, [{ field: 'ends_on', from, to }]);
}

/** Compares the parts of many rows, one look-up for each table. */
export async function compareParts(unit: Unit, partsOfRows: readonly Part[][]): Promise<PartsCompared[]> {
  const standing = new Map<BulkTable, Awaited<ReturnType<typeof standingByKey>>>();
  const all = partsOfRows.flat();
  for (const table of [certificateTable, leaveTable, interestTable]) {
    const records = all.filter((part) => part.table === table).map(({ record }) => record);
    standing.set(table, await standingByKey(unit, table, records));
  }
  const hasFormerPost = all.some(({ record }) => record.kind === InterestKind.FORMER_POST);
  const formerPostDays = hasFormerPost ? await getFormerPostDays(unit) : 0;
  return partsOfRows.map((parts) => {
    const writes: TableWrite[] = [];
    const changes: FieldChange[] = [];
    let restored: FieldChange | undefined;
    for (const { table, record: said, whenNew } of parts) {
      const stands = standing.get(table)?.get(keyOf(table, said));
      const record = table.isSealed ? ruledTie(said, stands, unit, formerPostDays) : said;
      if (!stands) {
        writes.push({ table, deed: 'insert', record: { id: unit.newId(), ...record, ...whenNew } });
        if (table.isSealed) continue;
        changes.push({ field: table.name, from: null, to: table.key.map((column) => record[column]).at(-1) });
        continue;
      }
      if (table.isSealed) {
        const extension = extensionOf(record, stands);
        if (extension) writes.push(extension);
        continue;
      }
      const differing = changesOf(table, record, stands);
      if (differing.length === 0) continue;
      writes.push(updateOf(table, stands, differing));
      restored ??= findRestored(table, differing);
      changes.push(
        ...named(differing).map((change) => ({ ...change, field: `${table.name}.${change.field}` })),
      );
    }
    const conflict = restored && changedByHand([{ ...restored, field: 'certificateStatus' }]);
    return { writes, changes, conflict };
  });
}
