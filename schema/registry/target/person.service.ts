import { recordEvent } from '../../audit/index.js';
import { PersonalRecord, Reading } from '../../personal/index.js';
import { PersonNumbers } from '../../shared/identifiers/index.js';
import type { Unit } from '../../shared/unit.js';
import { Visit } from '../visit/visit.entity.js';
import { PERSON } from './person-number.js';
import { Faults } from './target.draft.js';
import { Target } from './target.entity.js';
import { TargetInvalid } from './target.errors.js';

const MOST = 100;

/**
 * What is held of a natural person, in the departments of whoever asks: for an answer to the person
 * (个人信息保护法第四十四条、第四十五条). That it was asked is written down.
 * @param whom the number of a paper, or the id
 */
export async function readHeldOfPerson(unit: Unit, whom: string) {
  const faults = new Faults();
  const number = whom.trim().replace(/^np:/i, '');
  const [digest] = faults.checked('whom', new PersonNumbers(unit.keys.identify).check(number));
  if (digest === undefined) return new TargetInvalid(faults.list);
  const realId = `np:${digest}`;
  const both = { $or: [{ realId }, { realId: { $like: `${realId}/%` } }, { responsibleId: realId }] };
  const targets = await unit.em.find(Target, both, { orderBy: { realId: 'asc', id: 'asc' }, limit: MOST });
  const records = await unit.em.find(
    PersonalRecord,
    { subjectKind: PERSON, subjectId: realId },
    { orderBy: { id: 'asc' }, limit: MOST },
  );
  const ids = targets.map(({ id }) => id);
  // What was corrected is entered once more, and was one visit.
  const visited = {
    replacesId: null,
    targetRealId: { $in: [...new Set([realId, ...targets.map((one) => one.realId)])] },
  };
  await recordEvent(
    unit,
    'reading.person-asked',
    { kind: 'reading', id: unit.newId() },
    { targets: ids, records: records.map(({ id }) => id) },
  );
  return {
    __typename: 'PersonHeld' as const,
    realId,
    targets,
    records,
    visitCount: await unit.em.count(Visit, visited),
    readingCount: await unit.em.count(Reading, { subjectKind: 'target', subjectId: { $in: ids } }),
  };
}
