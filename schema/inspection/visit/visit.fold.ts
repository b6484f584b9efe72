import { hash } from 'node:crypto';
import { foldVisit, type TakenEvent, type VisitState } from '../../../scheduler/visit/index.js';
import { dayInShanghai } from '../../shared/day.js';
import type { Reader } from '../../shared/unit.js';
import type { VisitEvent } from './visit-event.entity.js';

/** SHA-256 of a text, lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** Of an event what the fold needs, under the names of the entity. */
export type FoldedEvent = Pick<
  VisitEvent,
  | 'id'
  | 'assignment'
  | 'kind'
  | 'inspectorId'
  | 'accountId'
  | 'device'
  | 'happenedAt'
  | 'hash'
  | 'replaces'
  | 'payload'
  | 'hasText'
  | 'isClockWrong'
  | 'distanceMetres'
>;

function takenOf(event: FoldedEvent): TakenEvent {
  const { id, kind, inspectorId, accountId, happenedAt, hash: named, replaces, payload } = event;
  return {
    ...{ id, kind, inspectorId, accountId, hash: named, replaces, payload },
    deviceId: event.device ?? null,
    happenedAt: happenedAt.toISOString(),
    happenedOn: dayInShanghai(happenedAt),
    hasText: event.hasText,
    isClockWrong: event.isClockWrong,
    distanceMetres: event.distanceMetres ?? null,
  };
}

/** What these events say of their visit. */
export function foldEvents(events: readonly FoldedEvent[]): VisitState {
  return foldVisit(events.map(takenOf), sha256);
}

/** Comes as one JSON text: a visit of hundreds of events is read with each tap in the field. */
const eventsSql = `select coalesce(json_agg(json_build_object('id', id, 'assignment', assignment_id, 'kind', kind,
    'inspectorId', inspector_id, 'accountId', account_id, 'device', device_id, 'happenedAt', happened_at, 'hash', hash,
    'replaces', replaces, 'payload', payload, 'hasText', has_text, 'isClockWrong', is_clock_wrong,
    'distanceMetres', distance_metres)), '[]')::text as page
  from visit_event where assignment_id in (select value::uuid from jsonb_array_elements_text(?::jsonb))`;

/** The events of these assignments' visits, as far as the fold needs them. */
export async function readEvents(reader: Reader, assignmentIds: readonly string[]): Promise<FoldedEvent[]> {
  const [row] = await reader.em.execute<{ page: string }[]>(eventsSql, [JSON.stringify(assignmentIds)]);
  const events = JSON.parse(row?.page ?? '[]') as (FoldedEvent & { readonly happenedAt: string | Date })[];
  return events.map((event) => ({ ...event, happenedAt: new Date(event.happenedAt) }));
}

/** The visit of an assignment, as far as it is known. */
export async function readVisit(reader: Reader, assignmentId: string): Promise<VisitState> {
  return foldEvents(await readEvents(reader, [assignmentId]));
}
