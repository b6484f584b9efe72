import { oneOf, type Passing, passRows } from '../department/index.js';
import type { Unit } from '../shared/unit.js';

/** Passes duties to publish, all or those of these results. What was frozen for them keeps the name it was frozen under. */
export function passPublications(
  unit: Unit,
  passing: Passing,
  resultIds?: readonly string[],
): Promise<number> {
  return passRows(unit, 'publication', passing, {
    where: resultIds && oneOf('subject_id', resultIds, 'uuid'),
  });
}
