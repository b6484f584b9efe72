import { addDays } from '../../scheduler/calendar/index.js';
import { recordEvent } from '../audit/index.js';
import { Department } from '../department/index.js';
import { enqueueJob } from '../job/index.js';
import { endOfDayInShanghai } from '../shared/day.js';
import type { Unit } from '../shared/unit.js';
import { Publication, PublicEnd, PublicRecord } from './publication.entity.js';
import { PublicationState, type PublicEndGround } from './publication.states.js';

/** For how many days a note tells that a penalty was withdrawn (domain-rules §8). */
const NOTE_DAYS = 30;

/** What the public is told of a withdrawal. */
export interface PublicNote {
  readonly text: string;
}

/**
 * Ends the publication of a record: from this step on nothing public names its party. Only a note on a withdrawn penalty
 * does, for a set time.
 */
export async function endRecord(
  unit: Unit,
  publication: Publication,
  ground: PublicEndGround,
  note?: PublicNote,
): Promise<void> {
  const { id, recordId, kind, department } = publication;
  const wasPublic = (await unit.em.nativeDelete(PublicRecord, { id: recordId })) > 0;
  const ended = { state: PublicationState.ENDED, endedAt: unit.now, endedFor: ground };
  await unit.em.nativeUpdate(Publication, { id }, ended);
  Object.assign(publication, ended);
  await recordEvent(unit, 'publication.ended', { kind: 'publication', id }, { ground });
  if (!wasPublic) return;
  const { name } = await unit.em.findOneOrFail(Department, department);
  const noteToOn = note ? addDays(unit.today, NOTE_DAYS) : null;
  await unit.em.upsert(PublicEnd, {
    ...{
      id: recordId,
      kind,
      departmentName: name,
      ground,
      endedAt: unit.now,
      note: note?.text ?? null,
      noteToOn,
    },
  });
  if (noteToOn) {
    const dueAt = new Date(endOfDayInShanghai(noteToOn).getTime() + 1);
    await enqueueJob(unit, { kind: 'publication.end-note', key: recordId, dueAt, payload: { recordId } });
  }
}

/** The note has been there for its time. */
export async function endNote(unit: Unit, recordId: string): Promise<void> {
  await unit.em.nativeUpdate(PublicEnd, { id: recordId }, { note: null, noteToOn: null });
}
