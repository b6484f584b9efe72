import { recordEvent, type Subject } from '../audit/index.js';
import type { Reader, Unit } from '../shared/unit.js';
import {
  MOST_BYTES,
  PersonalDataEnded,
  PersonalDataNotFound,
  PersonalDataTooLarge,
} from './personal.errors.js';
import { PersonalRecord } from './personal-record.entity.js';
import { ReadingWay } from './reading.entity.js';
import { recordReadings } from './reading.service.js';
import { contentHashOf, decrypt, encrypt } from './record-cipher.js';
import type { RetentionClass } from './retention.js';

/** Personal data by field. */
export type PersonalFields = Readonly<Record<string, string>>;

/** Personal data to be kept. */
export interface PersonalDraft {
  /** Whose matter it is. */
  readonly departmentId: string | null;
  readonly subject: Subject;
  readonly retention: RetentionClass;
  readonly content: PersonalFields | { readonly bytes: Uint8Array; readonly mediaType: string };
}

const FIELDS = 'application/json';

function bytesOf({ content }: PersonalDraft): { bytes: Uint8Array; mediaType: string } {
  if (content.bytes instanceof Uint8Array) return content as { bytes: Uint8Array; mediaType: string };
  return { bytes: new TextEncoder().encode(JSON.stringify(content)), mediaType: FIELDS };
}

/** A row of the table with these data in it, sealed. It is written by `keepSealed`, or by an import with its own rows. */
export function sealedRow(unit: Unit, draft: PersonalDraft): PersonalRecord {
  const id = unit.newId();
  const { bytes, mediaType } = bytesOf(draft);
  return {
    id,
    department: draft.departmentId,
    subjectKind: draft.subject.kind,
    subjectId: draft.subject.id,
    retention: draft.retention,
    mediaType,
    ...encrypt(unit.keys, unit.chance, bytes, purposeOf(id)),
    contentHash: contentHashOf(unit.keys, bytes),
    createdAt: unit.now,
    keepToOn: null,
    destroyedAt: null,
  } as unknown as PersonalRecord;
}

function purposeOf(id: string): string {
  return `personal-record:${id}`;
}

/** Encrypts personal data under a key of their own and keeps them. @returns the record's id */
export async function sealPersonal(unit: Unit, draft: PersonalDraft): Promise<string | PersonalDataTooLarge> {
  if (bytesOf(draft).bytes.length > MOST_BYTES) return new PersonalDataTooLarge();
  const row = sealedRow(unit, draft);
  await unit.em.insert(PersonalRecord, row);
  await recordEvent(unit, 'personal.sealed', recordSubject(row.id), { retention: row.retention });
  return row.id;
}

/** Passes the records of these subjects from one department to another, with the matters that they belong to. */
export async function passPersonalRecords(
  unit: Unit,
  passing: { readonly from: string; readonly to: string },
  subjectIds: readonly string[],
): Promise<number> {
  if (subjectIds.length === 0) return 0;
  return unit.em.nativeUpdate(
    PersonalRecord,
    { department: passing.from, subjectId: { $in: [...subjectIds] } },
    { department: passing.to },
  );
}

/** How the audit record names a record. */
export function recordSubject(id: string): Subject {
  return { kind: 'personalRecord', id };
}

/** What a record holds. */
export interface PersonalContent {
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Of fields, the fields. */
  readonly fields?: PersonalFields;
}

/**
 * Opens a record for the actor, whose reading is written down in the same transaction. One whose term is over is not
 * opened, whether its key is gone or has come back with an older backup.
 */
export async function readPersonal(
  unit: Unit,
  id: string,
): Promise<PersonalContent | PersonalDataNotFound | PersonalDataEnded> {
  const [record] = await findSealed(unit, [id]);
  if (!record) return new PersonalDataNotFound();
  const content = contentOf(unit, record);
  if (!content) return new PersonalDataEnded();
  await recordReadings(unit, [{ way: ReadingWay.PERSONAL_RECORD, subject: recordSubject(id) }]);
  return content;
}

/**
 * Opens records for the house itself, or for whoever they are about: that is no reading. Whoever shows them to somebody
 * else writes it down first. One that ended, or is not seen, is left out.
 */
export async function openPersonal(
  reader: Reader,
  ids: readonly string[],
): Promise<Map<string, PersonalContent>> {
  const records = await findSealed(reader, ids);
  return new Map(
    records.flatMap((record) => {
      const content = contentOf(reader, record);
      return content ? [[record.id, content] as const] : [];
    }),
  );
}

function findSealed(reader: Reader, ids: readonly string[]) {
  return reader.em.find(
    PersonalRecord,
    { id: { $in: [...ids] } },
    { populate: ['ciphertext'], disableIdentityMap: true },
  );
}

/** Nothing where its term is over. */
function contentOf(
  { keys, today }: Reader,
  { id, ciphertext, sealedKey, keepToOn, mediaType }: PersonalRecord,
): PersonalContent | undefined {
  if (!ciphertext || !sealedKey || (keepToOn && keepToOn < today)) return undefined;
  const bytes = decrypt(keys, { ciphertext, sealedKey }, purposeOf(id));
  if (mediaType !== FIELDS) return { mediaType, bytes };
  return { mediaType, bytes, fields: JSON.parse(new TextDecoder().decode(bytes)) as PersonalFields };
}
