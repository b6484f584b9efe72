import { eventText } from '../../../scheduler/visit/index.js';
import { contentHashOf, lastDayOf, PersonalRecord, RetentionClass, sealedRow } from '../../personal/index.js';
import type { Unit } from '../../shared/unit.js';
import type { Candidate } from './event.batch.js';
import { chunksOf } from './event.store.js';
import { RefusedVisitEvent } from './visit-event.entity.js';

/** What came, as JSON. Of a nest of brackets so deep that no writer follows it only its ids. */
function bytesOf({ entry, eventId, assignmentId }: Candidate): Uint8Array {
  const encoder = new TextEncoder();
  try {
    return encoder.encode(JSON.stringify(entry) ?? String(entry));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return encoder.encode(JSON.stringify({ tooDeep: true, eventId, assignmentId }));
  }
}

/** By what something refused is known again: what an event says, signed or not; of what is no event, what came. */
function knownBy(unit: Unit, candidate: Candidate): string {
  const { event } = candidate;
  return contentHashOf(unit.keys, event ? new TextEncoder().encode(eventText(event)) : bytesOf(candidate));
}

/** Keeps what was not taken as it came, for a person to look at. The same sent again stays one. */
export async function keepRefused(
  unit: Unit,
  refused: readonly Candidate[],
  deviceId: string | null,
): Promise<void> {
  if (refused.length === 0) return;
  const { accountId = '', departmentId = null } = unit.actor;
  // Of the same with several reasons the first counts, in one batch as in several.
  const byHash = new Map(refused.toReversed().map((one) => [knownBy(unit, one), one]));
  const standing = await unit.em.find(
    RefusedVisitEvent,
    { accountId, contentHash: { $in: [...byHash.keys()] } },
    { fields: ['contentHash'], disableIdentityMap: true },
  );
  for (const { contentHash } of standing) byHash.delete(contentHash);
  const retention = RetentionClass.REFUSED_EVENT;
  // It begins with its receipt: nobody may ever settle it.
  const keepToOn = lastDayOf(retention, unit.today);
  const made = [...byHash].map(([contentHash, one]) => {
    const record = sealedRow(unit, {
      departmentId,
      subject: { kind: 'visit', id: one.assignmentId ?? accountId },
      retention,
      content: { bytes: bytesOf(one), mediaType: 'application/json' },
    });
    const row = {
      id: unit.newId(),
      ...{ department: departmentId, accountId, deviceId, contentHash, recordId: record.id },
      eventId: one.eventId ?? null,
      assignmentId: one.assignmentId ?? null,
      fault: one.fault ?? 'MALFORMED',
      receivedAt: unit.now,
    };
    return { row: row as RefusedVisitEvent, record: { ...record, keepToOn } };
  });
  for (const some of chunksOf(made)) {
    await unit.em.insertMany(
      PersonalRecord,
      some.map(({ record }) => record),
    );
    await unit.em.insertMany(
      RefusedVisitEvent,
      some.map(({ row }) => row),
    );
  }
}

/** What was refused once and has been taken now needs nobody any more; another content under its id still does. */
export async function settleTaken(unit: Unit, taken: readonly Candidate[]): Promise<void> {
  const { accountId = '' } = unit.actor;
  for (const some of chunksOf(taken)) {
    const contentHash = { $in: some.map((one) => knownBy(unit, one)) };
    await unit.em.nativeUpdate(
      RefusedVisitEvent,
      { accountId, contentHash, settledAt: null },
      { settledAt: unit.now },
    );
  }
}
