import { settled } from '../../../scheduler/visit/index.js';
import { Campaign, CampaignState, CampaignStateWrong } from '../../plan/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { AssignmentStateWrong } from '../inspection.errors.js';
import type { InspectionResult } from '../result.entity.js';
import type { ResultCode } from '../result-codes.js';
import { fits } from './event.judge.js';
import { type FoundPoint, findingsOf, type GivenPoint, givenFindings } from './findings.js';
import { ResultPoint } from './result-point.entity.js';
import { listExitGaps, listGaps } from './visit.completeness.js';
import {
  PointAnswerWrong,
  PointsFromVisit,
  VisitChangedSince,
  VisitGapKind,
  VisitIncomplete,
} from './visit.errors.js';
import { readVisit } from './visit.fold.js';
import { getExitRule } from './visit.rules.js';
import { readMatters, type VisitMatters } from './visit.scene.js';
import { PointOutcome, type VisitExit } from './visit.states.js';

/** What is entered of the points with a result. */
export interface GivenPoints {
  readonly points?: readonly GivenPoint[];
  readonly restWithoutProblem?: boolean;
}

/** What a result rests on: its findings, and the hash of the visit's content where there are events of it. */
export interface VisitGround {
  readonly found: readonly FoundPoint[];
  readonly visitContent: string | null;
}

/**
 * Whether a visit is complete enough for its result: by its events where there are any, else by the points that are entered
 * with the result. Items without a checklist ask for nothing.
 */
export async function checkVisit(
  unit: Unit,
  assignment: Assignment,
  given: GivenPoints,
  code: ResultCode,
): Promise<VisitGround | VisitIncomplete | PointAnswerWrong | PointsFromVisit> {
  const { items } = await readMatters(unit, assignment);
  const state = await readVisit(unit, assignment.id);
  if (state.eventCount === 0) return checkGiven(items, given);
  if ((given.points ?? []).length > 0 || given.restWithoutProblem) return new PointsFromVisit();
  const findings = findingsOf(items, state);
  const gaps = await listGaps(unit, state, findings, code);
  if (gaps.length > 0) return new VisitIncomplete(gaps);
  return { found: findings.found, visitContent: state.contentHash };
}

function checkGiven(
  items: VisitMatters['items'],
  { points = [], restWithoutProblem = false }: GivenPoints,
): VisitGround | VisitIncomplete | PointAnswerWrong {
  const wrong = points.filter((one, place) => !isSound(items, one) || isRepeated(points, one, place));
  if (wrong.length > 0) return new PointAnswerWrong(wrong.map(({ item, point }) => `${item}/${point}`));
  const { found, open } = givenFindings(items, points, restWithoutProblem);
  if (open.length > 0) {
    return new VisitIncomplete(open.map((about) => ({ kind: VisitGapKind.POINT, about })));
  }
  return { found, visitContent: null };
}

function isSound(items: VisitMatters['items'], given: GivenPoint): boolean {
  const ofItem = items.find(({ item }) => item === given.item);
  const point = ofItem?.points.find(({ code }) => code === given.point);
  const { outcome, value, reason } = given;
  if (!point || (outcome === PointOutcome.NOT_APPLICABLE && !reason)) return false;
  return fits(value == null ? { outcome } : { outcome, value }, point.kind, point.choices);
}

function isRepeated(points: readonly GivenPoint[], { item, point }: GivenPoint, place: number): boolean {
  return points.findIndex((one) => one.item === item && one.point === point) < place;
}

/** Writes what was found at each point with a version of the result. */
export async function enterFindings(unit: Unit, resultId: string, { found }: VisitGround): Promise<void> {
  if (found.length === 0) return;
  const rows = found.map((one) => ({ ...one, result: resultId, events: [...one.events] }));
  await unit.em.insertMany(ResultPoint, rows);
}

/** Whether a result still says what its visit says: events may have come in since. */
export async function findVisitChange(
  reader: Reader,
  { assignment, visitContent }: InspectionResult,
): Promise<VisitChangedSince | undefined> {
  const { eventCount, contentHash } = await reader.beyond('team', (wide) => readVisit(wide, assignment));
  if (eventCount === 0 || visitContent === contentHash) return undefined;
  return new VisitChangedSince();
}

/**
 * After the check-in another target may be asked for only where the visit ended in an exit that allows it, and while its
 * campaign goes on: in one that was terminated nobody goes to another target.
 */
export async function findSubstitutionFault(
  reader: Reader,
  assignment: Assignment,
): Promise<AssignmentStateWrong | CampaignStateWrong | undefined> {
  if (assignment.state !== AssignmentState.CHECKED_IN) return undefined;
  const state = await readVisit(reader, assignment.id);
  const exit = settled(state.exit)?.exit as VisitExit | undefined;
  const rule = exit && (await getExitRule(reader, exit, state.attempts[exit]?.[0] ?? reader.today));
  const isReady =
    exit && rule?.maySubstitute && (await listExitGaps(reader, state, exit, undefined)).length === 0;
  if (!isReady) return new AssignmentStateWrong(assignment.state, [AssignmentState.ASSIGNED]);
  const { state: stage } = await reader.em.findOneOrFail(Campaign, { id: assignment.campaign });
  const isOver = stage === CampaignState.TERMINATED;
  return isOver ? new CampaignStateWrong(stage, CampaignState.DRAWN) : undefined;
}
