import { type CanonicalValue, canonical } from '../../scheduler/draw/index.js';
import type { Reader } from '../shared/unit.js';
import { canonicalEvent, type EventRecord } from './canonical-event.js';
import { findOrigin, readEnd } from './checkpoint.service.js';

/** The form of an exported record (docs/audit.md). */
export const FILE_FORM = 'fairdraw-audit/1';

/** The first line of an exported record. */
export interface HeaderLine {
  readonly form: typeof FILE_FORM;
  readonly origin: string;
  readonly size: number;
}

/** A checkpoint as it is stored, every column of it. */
export interface CheckpointLine {
  readonly algorithm: string;
  readonly at: string;
  readonly chain: string;
  readonly key: string;
  readonly keyId: string;
  readonly note: string;
  readonly root: string;
  readonly size: number;
}

/** An event in its place; without `event` where its content is in an archive. */
export interface EventLine {
  readonly chain: string;
  readonly event?: EventRecord;
  readonly leaf: string;
  readonly seq: number;
}

/** Rows read at once. */
const ROWS_AT_ONCE = 5_000;

/** Instants as text to the microsecond: a change below what the program itself writes is seen too. */
const instant = (column: string) =>
  `coalesce(to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), ${column}::text) as at`;

const checkpointRows = `select algorithm, ${instant('at')}, chain_hash as chain, verifier_key as key, key_id as "keyId",
    note, root, size::text from audit_checkpoint where ?::bigint is null or size <= ? order by audit_checkpoint.size`;

type CheckpointRow = Omit<CheckpointLine, 'size'> & { readonly size: string };

const archivedRows = `select seq::text, leaf_hash as leaf, chain_hash as chain from audit_archived_leaf
  where (?::bigint is null or seq > ?) and seq <= ? order by audit_archived_leaf.seq limit ${ROWS_AT_ONCE}`;

const eventRows = `select seq::text, leaf_hash as leaf, chain_hash as chain, id::text, ${instant('at')}, kind,
    actor_kind as "actorKind", actor_name as "actorName", account_id::text as "accountId",
    department_id::text as "departmentId", subject_kind as "subjectKind", subject_id as "subjectId", data::text
  from audit_event where (?::bigint is null or seq > ?) and seq <= ? order by audit_event.seq limit ${ROWS_AT_ONCE}`;

interface PlaceRow {
  readonly seq: string;
  readonly leaf: string;
  readonly chain: string;
}

interface EventRow extends PlaceRow {
  readonly id: string;
  readonly at: string;
  readonly kind: string;
  readonly actorKind: string;
  readonly actorName: string;
  readonly accountId: string | null;
  readonly departmentId: string | null;
  readonly subjectKind: string;
  readonly subjectId: string;
  readonly data: string;
}

/** Milliseconds, unless there is more. */
function shortened(at: string): string {
  return at.replace(/(\.\d{3})000Z$/, '$1Z');
}

/** The data of an event, unless the database holds something that the program does not write: then its raw text. */
function dataOf(text: string): object {
  const raw = { raw: text };
  // Of 1, 1.0 and 1e0 the program writes the first.
  if (/\d[.eE]/.test(text) && /[:[,]\s*-?\d+[.eE]/.test(text.replace(/"(?:[^"\\]|\\.)*"/g, '""'))) return raw;
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) return raw;
  try {
    canonical(value as CanonicalValue);
    return value;
  } catch {
    return raw;
  }
}

function eventOf(row: EventRow): EventRecord {
  const { id, at, kind, actorKind, actorName, accountId, departmentId, subjectKind, subjectId, data } = row;
  const bearers = {
    ...(accountId === null ? {} : { accountId }),
    ...(departmentId === null ? {} : { departmentId }),
  };
  const told = { id, at: shortened(at), kind, actorKind, actorName, ...bearers, subjectKind, subjectId };
  return { ...told, data: dataOf(data) };
}

function placeOf({ seq, leaf, chain }: PlaceRow) {
  return { seq: Number(seq), leaf, chain };
}

async function* rowsOf<Row extends PlaceRow>(reader: Reader, sql: string, size: number): AsyncIterable<Row> {
  for (let after: string | null = null; ; ) {
    const rows: Row[] = await reader.em.execute<Row[]>(sql, [after, after, size]);
    yield* rows;
    after = rows.at(-1)?.seq ?? null;
    if (rows.length < ROWS_AT_ONCE) return;
  }
}

/**
 * The lines of the record from the database, each with its line end; memory holds one page. Checkpoints are read
 * before it is asked where the record ends: one that covers more than there is has lost its events.
 * @param upto the size of a checkpoint: the record as it was then; whole when absent
 */
export async function* auditLines(reader: Reader, upto?: number): AsyncIterable<string> {
  const checkpoints = await reader.em.execute<CheckpointRow[]>(checkpointRows, [upto ?? null, upto ?? null]);
  const size = upto ?? (await readEnd(reader))?.size ?? 0;
  const origin = (await findOrigin(reader)) ?? '';
  yield `${canonical({ form: FILE_FORM, origin, size } satisfies HeaderLine)}\n`;
  for (const row of checkpoints) {
    yield `${canonical({ ...row, at: shortened(row.at), size: Number(row.size) })}\n`;
  }
  for await (const row of rowsOf(reader, archivedRows, size)) yield `${canonical(placeOf(row))}\n`;
  for await (const row of rowsOf<EventRow>(reader, eventRows, size)) yield eventLine(row);
}

/** As `canonical` writes it; the event's own text is made once. */
function eventLine(row: EventRow): string {
  const { chain, leaf, seq } = placeOf(row);
  return `{"chain":${JSON.stringify(chain)},"event":${canonicalEvent(eventOf(row))},"leaf":${JSON.stringify(leaf)},"seq":${seq}}\n`;
}
