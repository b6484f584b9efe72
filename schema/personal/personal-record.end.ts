import { naturalTermEnd } from '../../scheduler/calendar/index.js';
import { recordEvent } from '../audit/index.js';
import type { Unit } from '../shared/unit.js';
import { PersonalDataEnded, PersonalDataNotFound } from './personal.errors.js';
import { PersonalRecord } from './personal-record.entity.js';
import { recordSubject } from './personal-record.service.js';
import { type RetentionClass, retentionRules } from './retention.js';

/** Records that one step ends. */
const BATCH = 500;

async function destroy(unit: Unit, ids: readonly string[], why: string): Promise<void> {
  await unit.em.nativeUpdate(
    PersonalRecord,
    { id: { $in: [...ids] } },
    { sealedKey: null, ciphertext: null, destroyedAt: unit.now },
  );
  const [first = ''] = ids;
  const about = ids.length === 1 ? recordSubject(first) : { kind: 'personalRecords', id: unit.newId() };
  await recordEvent(unit, 'personal.ended', about, { why, ids });
}

/** The last day on which a kind of personal data is kept that began its term on a day. */
export function lastDayOf(retention: RetentionClass, beganOn: string): string {
  return naturalTermEnd(beganOn, retentionRules[retention].term);
}

/** What began the term of a record happened on this day. Of one that ended already nothing changes. */
export async function beginTerm(unit: Unit, id: string, beganOn: string): Promise<void> {
  const record = await unit.em.findOne(PersonalRecord, { id }, { disableIdentityMap: true });
  if (!record?.sealedKey) return;
  const keepToOn = lastDayOf(record.retention, beganOn);
  if (keepToOn === record.keepToOn) return;
  await unit.em.nativeUpdate(PersonalRecord, { id }, { keepToOn });
  await recordEvent(unit, 'personal.term-begun', recordSubject(id), { beganOn, keepToOn });
}

/** The purpose has come back, and the term has not begun any more. */
export async function suspendTerm(unit: Unit, id: string): Promise<void> {
  await unit.em.nativeUpdate(PersonalRecord, { id, sealedKey: { $ne: null } }, { keepToOn: null });
}

/** Ends a record before its term: what it was kept for is done, or was never lawful (个人信息保护法第四十七条). */
export async function endPersonal(
  unit: Unit,
  id: string,
  why: string,
): Promise<undefined | PersonalDataNotFound | PersonalDataEnded> {
  const record = await unit.em.findOne(PersonalRecord, { id }, { disableIdentityMap: true });
  if (!record) return new PersonalDataNotFound();
  if (!record.sealedKey) return new PersonalDataEnded();
  await destroy(unit, [id], why);
}

/**
 * Destroys the keys of records whose last day has passed, with their event in the same transaction. Running it again
 * changes nothing; after an older backup was restored it ends the same records once more. @returns how many
 */
export async function endOverdue(unit: Unit): Promise<number> {
  let count = 0;
  for (;;) {
    const overdue = await unit.em.find(
      PersonalRecord,
      { keepToOn: { $lt: unit.today }, sealedKey: { $ne: null } },
      { fields: ['id'], orderBy: { id: 'asc' }, limit: BATCH, disableIdentityMap: true },
    );
    if (overdue.length === 0) return count;
    await destroy(
      unit,
      overdue.map(({ id }) => id),
      'TERM_OVER',
    );
    count += overdue.length;
  }
}
