import { settled, type VisitState } from '../../../scheduler/visit/index.js';
import type { Reader } from '../../shared/unit.js';
import type { AssignmentOfficer } from '../assignment.entity.js';
import type { ResultCode } from '../result-codes.js';
import type { Findings } from './findings.js';
import { type VisitGap, VisitGapKind } from './visit.errors.js';
import { getExitRule } from './visit.rules.js';
import type { VisitExit } from './visit.states.js';

const gap = (kind: VisitGapKind, about: string | null = null): VisitGap => ({ kind, about });

/** What the events of a visit lack, whoever records its result. Where nobody or nothing was to be checked its rule says what. */
export async function listGaps(
  reader: Reader,
  state: VisitState,
  findings: Findings,
  code: ResultCode | undefined,
): Promise<VisitGap[]> {
  const exit = settled(state.exit)?.exit as VisitExit | undefined;
  return [
    ...state.conflicts.map((about) => gap(VisitGapKind.CONFLICT, about)),
    ...state.unconfirmed.map((about) => gap(VisitGapKind.TIME, about)),
    ...(exit ? await listExitGaps(reader, state, exit, code) : ofVisit(state, findings)),
  ];
}

function ofVisit(state: VisitState, { open }: Findings): VisitGap[] {
  const isOffSite = state.method.length > 0;
  return [
    ...(state.checkIns.length === 0 && !isOffSite ? [gap(VisitGapKind.CHECK_IN)] : []),
    ...open.map((about) => gap(VisitGapKind.POINT, about)),
    ...(state.partyCounts || isOffSite ? [] : [gap(VisitGapKind.PARTY_SIGNATURE)]),
  ];
}

/** What an exit still lacks by its rule. */
export async function listExitGaps(
  reader: Reader,
  { attempts, evidence }: VisitState,
  exit: VisitExit,
  code: ResultCode | undefined,
): Promise<VisitGap[]> {
  const days = attempts[exit] ?? [];
  const rule = await getExitRule(reader, exit, days[0] ?? reader.today);
  const photos = new Set(evidence.filter(({ form }) => form === 'PHOTO').map(({ sha256 }) => sha256));
  const meaning = code && (code.system.startsWith('default/') ? code.code : code.standsFor);
  // A system that does not say what its codes stand for cannot be held to the rule.
  const isOther = rule.resultCode && meaning && meaning !== rule.resultCode;
  return [
    ...(days.length < rule.attemptCount ? [gap(VisitGapKind.ATTEMPT, exit)] : []),
    ...(photos.size < rule.photoCount
      ? [gap(VisitGapKind.PHOTO, String(rule.photoCount - photos.size))]
      : []),
    ...(isOther ? [gap(VisitGapKind.EXIT_CODE, rule.resultCode)] : []),
  ];
}

/** Who of the team has not signed what stands. */
export function listUnsigned({ signatures }: VisitState, team: readonly AssignmentOfficer[]): VisitGap[] {
  const signed = new Set(signatures.flatMap(({ counts, inspectorId }) => (counts ? inspectorId : [])));
  return team
    .filter(({ isExpert, inspectorId }) => !isExpert && !signed.has(inspectorId))
    .map(({ realId }) => gap(VisitGapKind.OFFICER_SIGNATURE, realId));
}
