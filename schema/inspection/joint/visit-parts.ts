import { LockMode } from '@mikro-orm/core';
import type { Reader, Unit } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';

type OfVisit = Pick<Assignment, 'id' | 'visitId'>;

const partsOf = ({ id, visitId }: OfVisit) => (visitId ? { visitId } : { id });

/**
 * All departments' parts of an assignment's visit, the lead's first; the assignment alone where one goes alone. To be
 * asked beyond the actor's departments.
 */
export function listParts(wide: Reader, of: OfVisit): Promise<Assignment[]> {
  return wide.em.find(Assignment, partsOf(of), { orderBy: { part: 'asc' } });
}

/** The same under lock, in the order in which everybody takes them. */
export async function findPartsLocked(wide: Unit, of: OfVisit): Promise<Assignment[]> {
  const parts = await wide.em.find(Assignment, partsOf(of), {
    orderBy: { id: 'asc' },
    lockMode: LockMode.PESSIMISTIC_WRITE,
    refresh: true,
  });
  return parts.sort((a, b) => a.part - b.part);
}
