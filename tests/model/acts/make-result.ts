import { addDays } from '../../../scheduler/calendar/index.js';
import {
  completeVisit,
  enterFromPaper,
  findToEnter,
  orderRectification,
} from '../../../schema/inspection/index.js';
import { recordResult, signResult } from '../../../schema/inspection/inspection.service.js';
import { contestSignature } from '../../../schema/inspection/paper/contest-signature.js';
import { CheckMethod, Disposition } from '../../../schema/inspection/result.entity.js';
import type { Officer } from '../../schema/inspection/visit/visit-house.js';
import { type Act, type Foreseen, refusal, wrongState } from '../act.js';
import {
  completionGaps,
  contentOf,
  countedSignature,
  gapsOf,
  openPoints,
  restingOn,
  settledOf,
  standingOf,
  visitDay,
} from '../visit-says.js';
import {
  dayOf,
  getVisit,
  lastOf,
  officersOf,
  type Signature,
  type Version,
  type Visit,
  type World,
} from '../world.js';

/** Calendar days within which a result is entered without a reason. */
const entryDays = 10;
const recordable = ['ASSIGNED', 'CHECKED_IN', 'RETURNED'];

/** Answers that are entered with a result, where there are no events. */
export const everyPoint = {
  restWithoutProblem: true,
  points: [
    { item: 'WS-01', point: '2', outcome: 'NOT_APPLICABLE', reason: '无游泳池' },
    { item: 'WS-01', point: '3', outcome: 'NO_PROBLEM', value: '齐全' },
  ],
} as object;

export interface ResultSaid {
  readonly visitedOn: string;
  readonly resultCode: string;
  readonly disposition: Disposition;
  /** Whether the points are entered with it. */
  readonly withPoints: boolean;
  readonly lateReason: string | null;
}

const isHidden = (visit: Visit, world: World) => visit.visibleAt > world.now;
const isOfficer = (visit: Visit, actor: Officer) =>
  officersOf(visit).some(({ inspectorId }) => inspectorId === actor.inspectorId);

/** Why a visit of that day is not entered today. */
function dayFault(visit: Visit, world: World, { visitedOn }: Pick<ResultSaid, 'visitedOn'>) {
  if (visitedOn > dayOf(world.now)) return refusal('DateInFuture');
  const isWithin = (visit.postponedToOn ?? visit.fromOn) <= visitedOn && visitedOn <= visit.toOn;
  return isWithin ? undefined : refusal('OutsideWindow');
}

function lateFault(world: World, { visitedOn, lateReason }: Pick<ResultSaid, 'visitedOn' | 'lateReason'>) {
  const isLate = dayOf(world.now) > addDays(visitedOn, entryDays);
  return isLate && !lateReason ? refusal('LateEntryNeedsReason') : undefined;
}

/**
 * Why the visit does not bear a result, or cannot take one as it stands.
 * @param isOnPaper whether a signed sheet says it
 */
function groundFault(visit: Visit, world: World, { withPoints, resultCode }: ResultSaid, isOnPaper = false) {
  const gaps =
    visit.events.length > 0
      ? gapsOf(visit, world.contents, resultCode, isOnPaper)
      : withPoints
        ? []
        : openPoints(visit).map((point) => `POINT WS-01/${point}`);
  if (visit.events.length > 0 && withPoints) return refusal('PointsFromVisit');
  if (gaps.length > 0) return refusal('VisitIncomplete', gaps);
  return recordable.includes(visit.state) ? undefined : wrongState(visit.state);
}

/** The next version, with the signatures that come with it. */
function addVersion(
  world: World,
  visit: Visit,
  id: string,
  said: ResultSaid,
  more: Partial<Version>,
): Version {
  const version: Version = {
    ...{ id, version: visit.results.length + 1, visitedOn: said.visitedOn, disposition: said.disposition },
    content: visit.events.length > 0 ? contentOf(visit) : null,
    ...{ evidence: restingOn(visit, world.contents), hasLateReason: said.lateReason !== null },
    ...{ enteredBy: null, paperId: null, signatures: [], signedOn: null, reviewedBy: null },
    ...{ isReturned: false, isConfirmed: false, contestedBy: null, ...more },
  };
  visit.results.push(version);
  visit.state = version.signatures.length < officersOf(visit).length ? 'RECORDED' : 'SUBMITTED';
  if (visit.state === 'SUBMITTED') version.signedOn ??= dayOf(world.now);
  return version;
}

/** Why a result came late, late or not, is sealed before the result is written. */
function lateness({ lateReason }: Pick<ResultSaid, 'lateReason'>): string[] {
  return lateReason === null ? [] : ['personal.sealed'];
}

interface Recorded {
  readonly result: { readonly id: string };
}

/** An officer says what the visit found, and signs with it. */
export function recordAct(actor: Officer, visitId: string, said: ResultSaid): Act {
  const { withPoints, ...rest } = said;
  const draft = { ...rest, assignmentId: visitId, findings: '现场情况', method: CheckMethod.ON_SITE };
  return {
    name: 'record a result',
    actor,
    work: (unit) => recordResult(unit, { ...draft, ...(withPoints ? everyPoint : {}) }),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      if (isHidden(visit, world)) return refusal('AssignmentNotFound');
      if (!isOfficer(visit, actor)) return refusal('NotOnTeam');
      const fault = dayFault(visit, world, said) ?? lateFault(world, said) ?? groundFault(visit, world, said);
      if (fault) return fault;
      const signatures = [{ inspectorId: actor.inspectorId, accountId: actor.accountId }];
      return {
        outcome: 'ResultRecorded',
        audit: [...lateness(said), 'result.recorded', 'result.signed'],
        apply: (after, { result }: Recorded) => {
          addVersion(after, getVisit(after, visitId), result.id, said, { signatures });
        },
      };
    },
  };
}

/** A further officer signs a version. */
export function signAct(actor: Officer, visitId: string, resultId: string): Act {
  return {
    name: 'sign',
    actor,
    work: (unit) => signResult(unit, resultId),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      const version = visit.results.find(({ id }) => id === resultId) as Version;
      if (!isOfficer(visit, actor)) return refusal('NotOnTeam');
      if (visit.state !== 'RECORDED') return wrongState(visit.state);
      const { inspectorId, accountId } = actor;
      const isSigned = version.signatures.some(
        (one) => one.inspectorId === inspectorId || one.accountId === accountId,
      );
      if (isSigned) return refusal('AlreadySigned');
      return {
        outcome: 'ResultSigned',
        audit: ['result.signed'],
        apply: (after) => {
          const of = getVisit(after, visitId);
          const signed = of.results.find(({ id }) => id === resultId) as Version;
          signed.signatures.push({ inspectorId, accountId });
          if (signed.signatures.length < officersOf(of).length) return;
          of.state = 'SUBMITTED';
          signed.signedOn = dayOf(after.now);
        },
      };
    },
  };
}

/** What the conclusion among the events says. */
function concluded(visit: Visit, world: World, lateReason: string | null): ResultSaid | undefined {
  const said = settledOf(visit, 'conclusion');
  if (!said) return undefined;
  return {
    ...{ visitedOn: visitDay(visit) ?? dayOf(world.now), resultCode: String(said.resultCode) },
    ...{ disposition: said.disposition as Disposition, withPoints: false, lateReason },
  };
}

/** The words of the conclusion, as an order says them. */
function demandOf(visit: Visit): string {
  const conclusions = standingOf(visit).filter(({ kind }) => kind === 'CONCLUDED');
  return conclusions
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap(({ text }) => (text ? [text] : []))
    .join('\n');
}

/** Makes the result of the events alone. */
export function completeAct(actor: Officer, visitId: string, lateReason: string | null): Act {
  return {
    name: 'complete',
    actor,
    work: (unit) => completeVisit(unit, { assignmentId: visitId, lateReason }),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      const member = visit.team.find(({ inspectorId }) => inspectorId === actor.inspectorId);
      if (!member || isHidden(visit, world)) return refusal('AssignmentNotFound');
      if (member.isExpert) return refusal('NotOnTeam');
      const said = concluded(visit, world, lateReason);
      const gaps = completionGaps(visit, world.contents);
      if (!said || gaps.length > 0) return refusal('VisitIncomplete', gaps);
      const fault = dayFault(visit, world, said) ?? lateFault(world, said) ?? groundFault(visit, world, said);
      if (fault) return fault;
      const demand = demandOf(visit);
      const isOrdered =
        said.disposition === Disposition.RECTIFICATION_ORDERED &&
        settledOf(visit, 'conclusion')?.termDays !== undefined &&
        !visit.demands.includes(demand);
      const others = officersOf(visit).filter(({ inspectorId }) => inspectorId !== actor.inspectorId);
      const signatures: Signature[] = [
        { inspectorId: actor.inspectorId, accountId: actor.accountId },
        ...others.map(({ inspectorId }) => ({
          inspectorId,
          accountId: countedSignature(visit, inspectorId, world.contents)?.accountId ?? null,
        })),
      ];
      const ordered = isOrdered ? ['rectification.ordered'] : [];
      return {
        outcome: 'ResultRecorded',
        audit: [
          ...lateness(said),
          'result.recorded',
          'result.signed',
          ...ordered,
          ...others.map(() => 'result.signed'),
        ],
        apply: (after, { result }: Recorded) => {
          const of = getVisit(after, visitId);
          addVersion(after, of, result.id, said, { signatures });
          if (isOrdered) of.demands.push(demand);
        },
      };
    },
  };
}

/** A sheet signed by pen. */
export interface Sheet extends ResultSaid {
  readonly paperId: string;
  readonly signedBy: readonly string[];
}

/** Somebody enters what a sheet says: a member of the team, or the plan owner. */
export function enterSheetAct(actor: Officer, isClerk: boolean, visitId: string, sheet: Sheet): Act {
  const { withPoints, signedBy, ...rest } = sheet;
  const draft = { ...rest, signedBy, findings: '', method: CheckMethod.ON_SITE, scanHash: 'a'.repeat(64) };
  return {
    name: 'enter from paper',
    actor,
    work: async (unit) => {
      const found = await findToEnter(unit, visitId);
      if (!found) return { __typename: 'DocumentNotFound' };
      const said = { ...draft, ...(withPoints ? everyPoint : {}) };
      return unit.beyond('team', (wide) => enterFromPaper(wide, found, said));
    },
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      if (isHidden(visit, world) || !(isClerk || isOfficer(visit, actor))) return refusal('DocumentNotFound');
      const officers = officersOf(visit).map(({ inspectorId }) => inspectorId);
      const fault =
        dayFault(visit, world, sheet) ??
        (signedBy.some((id) => !officers.includes(id)) ? refusal('SignerNotOnTeam') : undefined) ??
        (officers.some((id) => !signedBy.includes(id)) ? refusal('SignatureLacking') : undefined) ??
        lateFault(world, sheet) ??
        groundFault(visit, world, sheet, true);
      if (fault) return fault;
      const more = {
        signatures: officers.map((inspectorId) => ({ inspectorId, accountId: null })),
        ...{ signedOn: sheet.visitedOn, enteredBy: actor.accountId, paperId: sheet.paperId },
      };
      return {
        outcome: 'ResultEnteredFromPaper',
        audit: [...lateness(sheet), 'result.entered-from-paper'],
        apply: (after, { result }: Recorded) => {
          addVersion(after, getVisit(after, visitId), result.id, sheet, more);
        },
      };
    },
  };
}

/** An officer says that the signature on the sheet is not theirs. */
export function contestAct(actor: Officer, visitId: string, resultId: string): Act {
  return {
    name: 'contest',
    actor,
    work: (unit) => contestSignature(unit, { resultId, reason: '本人当日未到场' }),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      const version = visit.results.find(({ id }) => id === resultId) as Version;
      const own = version.signatures.some(({ inspectorId }) => inspectorId === actor.inspectorId);
      if (!own) return refusal('ResultNotFound');
      if (!version.paperId) return refusal('NotSignedOnPaper');
      if (version !== lastOf(visit)) return refusal('ResultSuperseded');
      if (visit.state !== 'SUBMITTED') return wrongState(visit.state);
      return {
        outcome: 'SignatureContested',
        audit: ['result.contested'],
        apply: (after) => {
          const of = getVisit(after, visitId);
          of.state = 'RETURNED';
          Object.assign(lastOf(of) ?? {}, { isReturned: true, contestedBy: actor.inspectorId });
        },
      };
    },
  };
}

/** An officer of the team orders what is to be put right. */
export function orderAct(actor: Officer, visitId: string, demand: string): Act {
  return {
    name: 'order',
    actor,
    work: (unit) => orderRectification(unit, { assignmentId: visitId, demand, dayCount: 3 }),
    foresee(world): Foreseen {
      const visit = getVisit(world, visitId);
      if (isHidden(visit, world)) return refusal('AssignmentNotFound');
      if (!isOfficer(visit, actor)) return refusal('NotOnTeam');
      const isRecorded = ['RECORDED', 'SUBMITTED', 'RETURNED', 'CONFIRMED'].includes(visit.state);
      if (!isRecorded) return refusal('VisitNotRecorded');
      return {
        outcome: 'RectificationOrdered',
        audit: ['rectification.ordered'],
        apply: (after) => void getVisit(after, visitId).demands.push(demand),
      };
    },
  };
}
