import type { Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { Evidence } from '../evidence/index.js';
import type { InspectionResult } from '../result.entity.js';
import type { FoundPoint, GivenPoint } from '../visit/findings.js';
import { ResultEvidence } from '../visit/result-evidence.entity.js';
import { readPoints } from '../visit/result-point.read.js';
import { listUnsoundPoints, type VisitGround } from '../visit/visit.check.js';
import { PointAnswerWrong } from '../visit/visit.errors.js';
import { readMatters } from '../visit/visit.scene.js';

/**
 * What a corrected version rests on: the points of the one before, but for those that are given. What the visit's own events
 * said, and the evidence, stay the ground of the rest; what is given at the desk names none.
 */
export async function correctFindings(
  unit: Unit,
  assignment: Assignment,
  before: InspectionResult,
  given: readonly GivenPoint[],
): Promise<VisitGround | PointAnswerWrong> {
  const standing = (await readPoints(unit, [before.id])).get(before.id) ?? [];
  const { visitContent = null } = before;
  const pinned = await unit.em.find(ResultEvidence, { result: before.id }, { disableIdentityMap: true });
  const ids = pinned.map((one) => one.evidence);
  const evidence = await unit.em.find(Evidence, { id: { $in: ids } }, { disableIdentityMap: true });
  const kept = standing.map(({ result: _, ...point }) => point as FoundPoint);
  if (given.length === 0) return { found: kept, evidence, visitContent };
  const { items } = await readMatters(unit, assignment);
  const unsound = listUnsoundPoints(items, given);
  if (unsound.length > 0) return new PointAnswerWrong(unsound);
  const corrected = given.map(({ item, point, outcome, value = null, reason = null }): FoundPoint => {
    const ofItem = items.find((one) => one.item === item);
    const { isKey = false } = ofItem?.points.find(({ code }) => code === point) ?? {};
    const place = { item, point, isKey, itemVersion: ofItem?.version ?? 0 };
    return { ...place, outcome, value, reason, isOfRest: false, events: [] };
  });
  const isGiven = (one: FoundPoint) =>
    corrected.some(({ item, point }) => item === one.item && point === one.point);
  return { found: [...kept.filter((one) => !isGiven(one)), ...corrected], evidence, visitContent };
}
