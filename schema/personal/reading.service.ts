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
};

const HOUR_MS = 3_600_000;

/** Adds the rows that this hour does not have yet. @returns them, by way and subject */
async function addReadings(
  unit: Unit,
  accountId: string,
  showings: readonly Showing[],
): Promise<Set<string>> {
  const { actor, now } = unit;
  const rows = showings.map(({ way, subject, drawId }) => ({
    ...{ id: unit.newId(), way, kind: subject.kind, subject: subject.id, draw: drawId ?? null },
  }));
  const added = await unit.em.execute<{ key: string }[]>(
    `insert into reading (id, account_id, account_name, roles, home_department_id, way, subject_kind, subject_id, draw_id, hour, at)
     select r.id, ?::uuid, ?, array(select jsonb_array_elements_text(?::jsonb)), ?::uuid, r.way, r.kind, r.subject, r.draw,
            ?::timestamptz, ?::timestamptz
       from jsonb_to_recordset(?::jsonb) as r(id uuid, way text, kind text, subject text, draw uuid)
     on conflict do nothing
     returning way || ' ' || subject_id as key`,
    [
      ...[accountId, actor.displayName ?? actor.username ?? ''],
      ...[JSON.stringify(actor.roles ?? []), actor.departmentId ?? null],
      ...[new Date(Math.floor(now.getTime() / HOUR_MS) * HOUR_MS).toISOString(), now.toISOString()],
      JSON.stringify(rows),
    ],
  );
  return new Set(added.map(({ key }) => key));
}

/**
 * Writes down that the actor is shown these: a row for each that this hour does not have yet, and one event for all of
 * one way and draw. An hour is fine enough to tell who knew when, and keeps a screen that refreshes itself from filling
 * the record. What the house itself does is no reading.
 */
export async function recordReadings(unit: Unit, showings: readonly Showing[]): Promise<void> {
  const { accountId } = unit.actor;
  if (!accountId || showings.length === 0) return;
  const added = await addReadings(unit, accountId, showings);
  const fresh = showings.filter(({ way, subject }) => added.delete(`${way} ${subject.id}`));
  const views = Map.groupBy(fresh, ({ way, drawId }) => `${way} ${drawId ?? ''}`);
  for (const view of views.values()) await recordView(unit, view);
}

function recordView(unit: Unit, view: readonly Showing[]): Promise<void> {
  const [{ way, drawId, subject }] = view as [Showing];
  const kind = eventOf[way];
  if (!kind) return Promise.resolve();
  const several = { kind: 'reading', id: unit.newId() };
  const about = drawId ? { kind: 'draw', id: drawId } : view.length === 1 ? subject : several;
  return recordEvent(unit, kind, about, {
    way,
    of: subject.kind,
    ids: view.map((showing) => showing.subject.id),
  });
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
