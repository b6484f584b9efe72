import { type Deed, findSeparation, Part, type SeparationOfDuties } from '../account/index.js';
import { listDrawDeeds } from '../draw/index.js';
import type { Reader } from '../shared/unit.js';
import { type Assignment, AssignmentOfficer } from './assignment.entity.js';
import { InspectionResult, ResultSignature } from './result.entity.js';

/** Who did what on a visit and its results, in all their versions, and on the draw before it. */
export async function listVisitDeeds(reader: Reader, assignment: Assignment): Promise<Deed[]> {
  const visited = await reader.beyond('separations', async ({ em }) => {
    const team = await em.find(
      AssignmentOfficer,
      { assignment: assignment.id },
      { orderBy: { place: 'asc' } },
    );
    const results = await em.find(
      InspectionResult,
      { assignment: assignment.id },
      { orderBy: { version: 'asc' } },
    );
    const signatures = await em.find(ResultSignature, { result: { $in: results.map(({ id }) => id) } });
    const inspected = [...signatures, ...team.map(({ inspectorId }) => ({ inspectorId, accountId: null }))];
    return [
      ...inspected.map(
        ({ inspectorId, accountId }): Deed => ({ part: Part.INSPECT, inspectorId, accountId }),
      ),
      // Who enters a signed sheet is an author of the result, as its officers are.
      ...results.flatMap(({ enteredById, enteredUnderId }): Deed[] =>
        enteredById ? [{ part: Part.INSPECT, accountId: enteredById, arrangementId: enteredUnderId }] : [],
      ),
      ...results.flatMap(({ reviewedById, reviewedUnderId }): Deed[] =>
        reviewedById ? [{ part: Part.REVIEW, accountId: reviewedById, arrangementId: reviewedUnderId }] : [],
      ),
    ];
  });
  return [...(await listDrawDeeds(reader, assignment.campaign)), ...visited];
}

/** Why the actor may not have a part on a visit, its results and their publication. */
export async function findVisitSeparation(
  reader: Reader,
  part: Part,
  assignment: Assignment,
): Promise<SeparationOfDuties | undefined> {
  return findSeparation(reader, part, assignment.department, await listVisitDeeds(reader, assignment));
}
