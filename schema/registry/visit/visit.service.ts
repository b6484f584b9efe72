import { listWithPredecessors } from '../../department/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import { Visit } from './visit.entity.js';

/** A visit to enter in the register. */
export type VisitDraft = Readonly<Omit<Visit, 'id' | 'createdAt'>>;

/** Appends a visit; an assignment has one, and a second is a bug of the caller. */
export async function appendVisit(unit: Unit, draft: VisitDraft): Promise<Visit> {
  const visit: Visit = { ...draft, id: unit.newId(), createdAt: unit.now };
  await unit.em.insert(Visit, visit);
  return visit;
}

/**
 * The visits to these targets from a day on, the newest first: for burden and rotation. Those of departments that were
 * merged into this one count; they stay on record under the old one.
 */
export async function listVisits(
  reader: Reader,
  departmentId: string,
  targetRealIds: readonly string[],
  sinceOn: string,
): Promise<Visit[]> {
  const departments = await listWithPredecessors(reader, departmentId);
  return reader.em.find(
    Visit,
    {
      department: { $in: departments },
      targetRealId: { $in: [...targetRealIds] },
      visitedOn: { $gte: sinceOn },
    },
    { orderBy: { visitedOn: 'desc', id: 'desc' } },
  );
}
