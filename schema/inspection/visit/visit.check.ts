import { settled } from '../../../scheduler/visit/index.js';
import { Campaign, CampaignState, CampaignStateWrong } from '../../plan/index.js';
import type { Reader, Unit } from '../../shared/unit.js';
import type { Assignment } from '../assignment.entity.js';
import { AssignmentState } from '../assignment.states.js';
import { type Evidence, EvidenceWithdrawal } from '../evidence/index.js';
import { AssignmentStateWrong } from '../inspection.errors.js';
import type { InspectionResult } from '../result.entity.js';
import type { ResultCode } from '../result-codes.js';
import { fits } from './event.judge.js';
import { type FoundPoint, findingsOf, type GivenPoint, givenFindings } from './findings.js';
import { ResultEvidence } from './result-evidence.entity.js';
import { ResultPoint } from './result-point.entity.js';
import { listExitGaps, listGaps } from './visit.completeness.js';
import {
  PointAnswerWrong,
  PointsFromVisit,
  ResultEvidenceWithdrawn,
  VisitChangedSince,
  VisitGapKind,
  VisitIncomplete,
} from './visit.errors.js';
import { readPieces, restingOn } from './visit.evidence.js';
import { foldEvents, readEvents, readVisit } from './visit.fold.js';
import { getExitRule } from './visit.rules.js';
import { readMatters, type VisitMatters } from './visit.scene.js';
import { PointOutcome, type VisitExit } from './visit.states.js';

/** What is entered of the points with a result. */
export interface GivenPoints {
  readonly points?: readonly GivenPoint[];
  readonly restWithoutProblem?: boolean;
  /** The signed sheet that says it, if any. */
  readonly paperId?: string | null;
}

/** What a result rests on: its findings, its evidence, and the hash of the visit's content where there are events of it. */
export interface VisitGround {
  readonly found: readonly FoundPoint[];
  readonly evidence: readonly Evidence[];
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
  const events = await readEvents(unit, [assignment.id]);
  const state = foldEvents(events);
  const pieces = await readPieces(unit, assignment.id, state, events);
  const evidence = restingOn(pieces, state.eventCount > 0);
  if (state.eventCount === 0) return checkGiven(items, given, evidence);
  if ((given.points ?? []).length > 0 || given.restWithoutProblem) return new PointsFromVisit();
  const findings = findingsOf(items, state);
  const stand = { state, findings, pieces, isOnPaper: Boolean(given.paperId) };
  const gaps = await listGaps(unit, stand, code);
  if (gaps.length > 0) return new VisitIncomplete(gaps);
  return { found: findings.found, evidence, visitContent: state.contentHash };
}

function checkGiven(
  items: VisitMatters['items'],
  { points = [], restWithoutProblem = false }: GivenPoints,
  evidence: readonly Evidence[],
): VisitGround | VisitIncomplete | PointAnswerWrong {
  const wrong = listUnsoundPoints(items, points);
  if (wrong.length > 0) return new PointAnswerWrong(wrong);
  const { found, open } = givenFindings(items, points, restWithoutProblem);
  if (open.length > 0) {
    return new VisitIncomplete(open.map((about) => ({ kind: VisitGapKind.POINT, about })));
  }
  return { found, evidence, visitContent: null };
}

/** Which of the points that are given are not of the visit's checklists, have no such answer, or stand there twice. */
export function listUnsoundPoints(items: VisitMatters['items'], points: readonly GivenPoint[]): string[] {
  return points
    .filter((one, place) => !isSound(items, one) || isRepeated(points, one, place))
    .map(({ item, point }) => `${item}/${point}`);
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

/** Writes with a version of the result what was found at each point, and which evidence it rests on. */
export async function enterFindings(unit: Unit, resultId: string, ground: VisitGround): Promise<void> {
  const result = resultId;
  const points = ground.found.map((one) => ({ ...one, result, events: [...one.events] }));
  if (points.length > 0) await unit.em.insertMany(ResultPoint, points);
  const pieces = ground.evidence.map(({ id: evidence, sha256, kind }) => ({
    result,
    evidence,
    sha256,
    kind,
  }));
  if (pieces.length > 0) await unit.em.insertMany(ResultEvidence, pieces);
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

/** Whether what a result rests on still stands: its team may have withdrawn some of it since. */
export async function findWithdrawnEvidence(
  reader: Reader,
  { id: result }: InspectionResult,
): Promise<ResultEvidenceWithdrawn | undefined> {
  return reader.beyond('team', async ({ em }) => {
    const pinned = await em.find(ResultEvidence, { result }, { disableIdentityMap: true });
    const ids = pinned.map(({ evidence }) => evidence);
    const gone = ids.length > 0 ? await em.find(EvidenceWithdrawal, { evidence: { $in: ids } }) : [];
    return gone.length > 0 ? new ResultEvidenceWithdrawn(gone.map(({ evidence }) => evidence)) : undefined;
  });
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
  const events = await readEvents(reader, [assignment.id]);
  const state = foldEvents(events);
  const exit = settled(state.exit)?.exit as VisitExit | undefined;
  const rule = exit && (await getExitRule(reader, exit, state.attempts[exit]?.[0] ?? reader.today));
  const pieces = await readPieces(reader, assignment.id, state, events);
  const isReady =
    exit &&
    rule?.maySubstitute &&
    (await listExitGaps(reader, { state, pieces }, exit, undefined)).length === 0;
  if (!isReady) return new AssignmentStateWrong(assignment.state, [AssignmentState.ASSIGNED]);
  const { state: stage } = await reader.em.findOneOrFail(Campaign, { id: assignment.campaign });
  const isOver = stage === CampaignState.TERMINATED;
  return isOver ? new CampaignStateWrong(stage, CampaignState.DRAWN) : undefined;
}
