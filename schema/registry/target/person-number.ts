import { PersonalRecord, RetentionClass, sealPersonal } from '../../personal/index.js';
import type { NumberedPerson } from '../../shared/identifiers/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader, Unit } from '../../shared/unit.js';

/** What the number of a natural person is kept under: the id `np:<hmac>`. */
export const PERSON = 'person';

/** Of these persons, those whose number the department keeps already. */
export async function findSealedPersons(
  reader: Reader,
  departmentId: string,
  ids: readonly string[],
): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const kept = await reader.em.find(
    PersonalRecord,
    {
      department: departmentId,
      subjectKind: PERSON,
      subjectId: { $in: [...new Set(ids)] },
      retention: RetentionClass.PERSON_NUMBER,
      sealedKey: { $ne: null },
    },
    { fields: ['subjectId'], disableIdentityMap: true },
  );
  return new Set(kept.map(({ subjectId }) => subjectId));
}

/**
 * Keeps the numbers of natural persons, encrypted, each once for a department: a report to the credit portal needs them
 * later. Everything else knows the id alone.
 */
export async function sealPersonNumbers(
  unit: Unit,
  departmentId: string,
  people: readonly NumberedPerson[],
): Promise<void> {
  const kept = await findSealedPersons(
    unit,
    departmentId,
    people.map(({ id }) => id),
  );
  for (const { id, paper } of people) {
    if (kept.has(id)) continue;
    kept.add(id);
    const sealed = await sealPersonal(unit, {
      departmentId,
      subject: { kind: PERSON, id },
      retention: RetentionClass.PERSON_NUMBER,
      content: { ...paper },
    });
    if (isRefusal(sealed)) throw new Error(sealed.messageEn);
  }
}
