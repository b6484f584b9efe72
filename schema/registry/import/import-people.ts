import { RetentionClass, sealedRow } from '../../personal/index.js';
import type { EntityRow } from '../../shared/table-file/index.js';
import type { Unit } from '../../shared/unit.js';
import { findSealedPersons, PERSON } from '../target/person-number.js';
import type { BulkRecord, BulkTable } from './bulk-table.js';
import type { TableWrite } from './import-comparison.js';

/** The table of encrypted personal data, for writing with the rows that they belong to. Nothing in it changes here. */
export const personalRecordTable: BulkTable = {
  name: 'personal_record',
  fixed: {
    id: 'uuid',
    department_id: 'uuid',
    subject_kind: 'text',
    subject_id: 'text',
    retention: 'text',
    media_type: 'text',
    ciphertext: 'bytea',
    content_hash: 'text',
    sealed_key: 'text',
    created_at: 'timestamptz',
  },
  key: ['id'],
  content: {},
  stamps: {},
  isSealed: true,
};

/** The natural persons of one file: the number of each is sealed once, before its row waits to be written. */
export class PeopleSeen {
  readonly #seen = new Set<string>();

  constructor(private readonly departmentId: string) {}

  /** What is to be written of the persons of these rows whose numbers the department does not keep yet. */
  async seal(unit: Unit, rows: readonly EntityRow[]): Promise<Map<EntityRow, TableWrite[]>> {
    const fresh = rows.flatMap((row) =>
      (row.people ?? []).flatMap((person) => (this.#seen.has(person.id) ? [] : [{ row, person }])),
    );
    const kept = await findSealedPersons(
      unit,
      this.departmentId,
      fresh.map(({ person }) => person.id),
    );
    const writes = new Map<EntityRow, TableWrite[]>();
    for (const { row, person } of fresh) {
      if (this.#seen.has(person.id) || kept.has(person.id)) continue;
      this.#seen.add(person.id);
      const record = this.#recordOf(unit, person.id, { ...person.paper });
      const write = { table: personalRecordTable, deed: 'insert', record } as const;
      writes.set(row, [...(writes.get(row) ?? []), write]);
    }
    return writes;
  }

  #recordOf(unit: Unit, id: string, content: Record<string, string>): BulkRecord {
    const row = sealedRow(unit, {
      departmentId: this.departmentId,
      subject: { kind: PERSON, id },
      retention: RetentionClass.PERSON_NUMBER,
      content,
    });
    return {
      id: row.id,
      department_id: row.department,
      subject_kind: row.subjectKind,
      subject_id: row.subjectId,
      retention: row.retention,
      media_type: row.mediaType,
      ciphertext: `\\x${Buffer.from(row.ciphertext ?? []).toString('hex')}`,
      content_hash: row.contentHash,
      sealed_key: row.sealedKey,
    };
  }
}
