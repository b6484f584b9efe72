import { PersonalRecord, RetentionClass, sealedRow } from '../../personal/index.js';
import { Datum, distanceMetres } from '../../registry/index.js';
import type { Unit } from '../../shared/unit.js';
import type { Candidate, ReadBatch } from './event.batch.js';
import type { SentEvent } from './event.form.js';
import { placeOf, type VisitScene } from './visit.scene.js';
import { VisitEvent } from './visit-event.entity.js';

/** Rows that go into a table at once. */
const CHUNK = 1_000;

/** The metres from a target's premises, as far as both places are known. */
function distanceOf({ private: kept }: SentEvent, scene: VisitScene): number | null {
  const place = placeOf(scene.target);
  if (!place || !kept?.position) return null;
  const { longitude, latitude, datum = Datum.WGS84 } = kept.position;
  const here = { longitude: Number(longitude), latitude: Number(latitude), datum: datum as Datum };
  return Math.round(distanceMetres(here, place));
}

/** What is kept apart, encrypted under a key of its own. */
function recordOf(unit: Unit, event: SentEvent, departmentId: string): PersonalRecord | undefined {
  if (!event.private) return undefined;
  const { salt, text, position } = event.private;
  const places = Object.entries(position ?? {}).map(([key, value]) => [key, String(value)]);
  return sealedRow(unit, {
    departmentId,
    subject: { kind: 'visit', id: event.assignmentId },
    retention: RetentionClass.VISIT_NOTE,
    content: { salt, ...(text ? { text } : {}), ...Object.fromEntries(places) },
  });
}

function rowOf(
  unit: Unit,
  { event, hash, timing }: Required<Pick<Candidate, 'event' | 'hash' | 'timing'>>,
  scene: VisitScene,
  { device, clock }: ReadBatch,
): { row: VisitEvent; record: PersonalRecord | undefined } {
  const { inspectorId = '', accountId = '' } = unit.actor;
  const record = recordOf(unit, event, scene.assignment.department);
  const row = {
    ...{ id: event.id, assignment: event.assignmentId, kind: event.kind, inspectorId, accountId },
    device: device?.id ?? null,
    occurredAt: new Date(event.occurredAt),
    happenedAt: timing.happenedAt,
    receivedAt: unit.now,
    skewSeconds: clock.skewSeconds,
    isClockWrong: timing.isClockWrong,
    replaces: [...(event.replaces ?? [])],
    payload: event.payload,
    distanceMetres: distanceOf(event, scene),
    recordId: record?.id ?? null,
    hasText: event.private?.text !== undefined,
    hash,
    signature: event.signature ?? null,
  };
  return { row: row as VisitEvent, record };
}

/** Writes accepted events with what is kept apart of them. @returns them by visit */
export async function storeEvents(
  unit: Unit,
  accepted: readonly Candidate[],
  scenes: ReadonlyMap<string, VisitScene>,
  batch: ReadBatch,
): Promise<Map<string, VisitEvent[]>> {
  const made = accepted.flatMap(({ event, hash, timing }) => {
    const scene = event && scenes.get(event.assignmentId);
    return scene && timing ? [rowOf(unit, { event, hash, timing }, scene, batch)] : [];
  });
  const records = made.flatMap(({ record }) => record ?? []);
  for (const some of chunksOf(records)) await unit.em.insertMany(PersonalRecord, some);
  for (const some of chunksOf(made)) {
    await unit.em.insertMany(
      VisitEvent,
      some.map(({ row }) => row),
    );
  }
  return Map.groupBy(
    made.map(({ row }) => row),
    (row) => row.assignment,
  );
}

export function* chunksOf<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += CHUNK) yield rows.slice(from, from + CHUNK);
}
