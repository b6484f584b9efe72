import { orRefused, readSubstitutes } from '../../draw/index.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Reader } from '../../shared/unit.js';
import { Assignment } from '../assignment.entity.js';
import { AssignmentNotFound } from '../inspection.errors.js';
import { Successors } from '../successors.js';
import { getChangeRules } from './change.rules.js';

/**
 * Who would come in for each place of an assignment's team, and for its target, by the chance of the draw as it stands:
 * what an approval would bring about now. Changes nothing. Targets in reserve are counted and not named: nobody sees one
 * before its team does.
 */
export async function readAssignmentSubstitutes(reader: Reader, assignmentId: string) {
  const seen = { id: assignmentId, visibleAt: { $lte: reader.now } };
  const assignment = await reader.em.findOne(Assignment, seen);
  if (!assignment) return new AssignmentNotFound();
  const { 'substitutes-shown': shown } = await getChangeRules(reader, ['substitutes-shown']);
  const found = await orRefused(() =>
    readSubstitutes(reader, assignment.draw, assignment.targetRealId, shown.value),
  );
  if (isRefusal(found)) return found;
  if (!found) return new AssignmentNotFound();
  const successors = await Successors.of(reader, assignment.department);
  const candidate = (realId: string) => ({ realId, canGo: successors.canTake(realId, assignment) });
  const { places, reserve } = found;
  return {
    __typename: 'Substitutes' as const,
    places: places.map(({ officerRealId, nextRealIds }) => ({
      officerRealId,
      next: nextRealIds.map(candidate),
    })),
    reserveLeftCount: reserve.leftCount,
    reserveOfficerRealIds: reserve.team?.officers ?? [],
    reserveIsStaffed: reserve.team !== undefined,
  };
}
