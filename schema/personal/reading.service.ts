import { type AuditEventKind, recordEvent, type Subject } from '../audit/index.js';
import { batched } from '../shared/batched.js';
import type { Context } from '../shared/context.js';
import type { Unit } from '../shared/unit.js';
import { ReadingWay } from './reading.entity.js';

/** That the actor is shown something. */
export interface Showing {
  readonly way: ReadingWay;
  /** By its key in this installation, never by a name or a number. */
  readonly subject: Subject;
  /** The draw whose result it shows. */
  readonly drawId?: string;
}

const confidential = 'reading.confidential-targets';

/** The event of each way; a restricted file has one of its own at each reading (`draw.file-read`). */
const eventOf: Readonly<Record<ReadingWay, AuditEventKind | undefined>> = {
  OWN_ASSIGNMENTS: confidential,
  ASSIGNMENTS: confidential,
  SLIP: confidential,
  DRAWN_UNITS: confidential,
  DRAW_FILE: undefined,
  NATURAL_PERSON: 'reading.natural-persons',
  INTEREST: 'reading.interests',
  PERSONAL_RECORD: 'reading.personal-records',
  HANDED_LIST: confidential,
  DOCUMENT: confidential,
  EVIDENCE: 'reading.evidence',
};

const HOUR_MS = 3_600_000;

/** What was written down anew, as the database tells it. */
interface Noted {
  readonly way: ReadingWay;
  readonly kind: string;
  readonly subject: string;
  readonly draw: string | null;
}

/** Adds the rows of `r (id, way, kind, subject, draw)` that this hour does not have yet, and tells them. */
const noting = (
  r: string,
) => `insert into reading (id, account_id, account_name, roles, home_department_id, way, subject_kind, subject_id, draw_id, hour, at)
     select r.id, ?::uuid, ?, array(select jsonb_array_elements_text(?::jsonb)), ?::uuid, r.way, r.kind, r.subject, r.draw,
            ?::timestamptz, ?::timestamptz
       from ${r}
     on conflict do nothing
     returning way, subject_kind as kind, subject_id as subject, draw_id as draw`;

/** Who reads, and when, as `noting` has it. */
function readerOf({ actor, now }: Unit): unknown[] {
  return [
    ...[actor.accountId, actor.displayName ?? actor.username ?? ''],
    ...[JSON.stringify(actor.roles ?? []), actor.departmentId ?? null],
    ...[new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS).toISOString(), now.toISOString()],
  ];
}

async function addReadings(unit: Unit, showings: readonly Showing[]): Promise<Noted[]> {
  const rows = showings.map(({ way, subject, drawId }) => ({
    ...{ id: unit.newId(), way, kind: subject.kind, subject: subject.id, draw: drawId ?? null },
  }));
  const source = 'jsonb_to_recordset(?::jsonb) as r(id uuid, way text, kind text, subject text, draw uuid)';
  return unit.em.execute<Noted[]>(noting(source), [...readerOf(unit), JSON.stringify(rows)]);
}

/**
 * Writes down that the actor is shown these: a row for each that this hour does not have yet, and one event for all of
 * one way and draw. An hour is fine enough to tell who knew when, and keeps a screen that refreshes itself from filling
 * the record. What the house itself does is no reading.
 */
export async function recordReadings(unit: Unit, showings: readonly Showing[]): Promise<void> {
  if (!unit.actor.accountId || showings.length === 0) return;
  await recordViews(unit, await addReadings(unit, showings));
}

async function recordViews(unit: Unit, noted: readonly Noted[]): Promise<void> {
  const views = Map.groupBy(noted, ({ way, draw }) => `${way} ${draw ?? ''}`);
  for (const view of views.values()) await recordView(unit, view);
}

function recordView(unit: Unit, view: readonly Noted[]): Promise<void> {
  const [{ way, draw, kind: of, subject: id }] = view as [Noted];
  const kind = eventOf[way];
  if (!kind) return Promise.resolve();
  const several = { kind: 'reading', id: unit.newId() };
  const about = draw ? { kind: 'draw', id: draw } : view.length === 1 ? { kind: of, id } : several;
  return recordEvent(unit, kind, about, { way, of, ids: view.map(({ subject }) => subject) });
}

/** A list that tells what has to be written down, as it is asked for. */
export interface NotedList {
  /** Its rows, in their order by a column `n`. */
  readonly list: string;
  readonly values: readonly unknown[];
  /** Selects way, kind, subject and draw of what is shown by the rows of `page`. */
  readonly shown: string;
  /** How many rows `shown` has at most. */
  readonly most: number;
}

/** Reads a list and writes down that the actor is shown it, in one statement: what is not written down is not shown. */
export async function readNoted<Row>(unit: Unit, { list, values, shown, most }: NotedList): Promise<Row[]> {
  if (!unit.actor.accountId) throw new Error('only an account is shown what is written down');
  const ids = JSON.stringify(Array.from({ length: most }, () => unit.newId()));
  const [told] = await unit.em.execute<[{ rows: Row[]; noted: Noted[] }]>(
    `with page as (${list}), shown (way, kind, subject, draw) as (${shown}),
       noted as (${noting('(select (?::jsonb ->> (row_number() over () - 1)::int)::uuid as id, shown.* from shown) r')})
     select coalesce((select jsonb_agg(to_jsonb(page) order by n) from page), '[]') as rows,
       coalesce((select jsonb_agg(to_jsonb(noted) order by subject) from noted), '[]') as noted`,
    [...values, ...readerOf(unit), ids],
  );
  await recordViews(unit, told.noted);
  return told.rows;
}

async function writeDown(context: Context, showings: readonly Showing[]): Promise<Map<Showing, true>> {
  await context.step((unit) => recordReadings(unit, showings));
  return new Map(showings.map((showing) => [showing, true]));
}

/**
 * Writes a reading down before its answer is given; those of one request that come at the same time in one step. Where
 * it cannot be written, nothing is shown.
 */
export async function beforeShowing(context: Context, showing: Showing): Promise<void> {
  if (context.actor.accountId) await batched(context, writeDown, showing);
}
