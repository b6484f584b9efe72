import { settled, type VisitState } from '../../../scheduler/visit/index.js';
import type { Reader } from '../../shared/unit.js';
import type { AssignmentOfficer } from '../assignment.entity.js';
import type { ResultCode } from '../result-codes.js';
import type { Findings } from './findings.js';
import { type VisitGap, VisitGapKind } from './visit.errors.js';
import type { VisitPiece } from './visit.evidence.js';
import { getExitRule, getVisitRule } from './visit.rules.js';
import type { VisitExit } from './visit.states.js';
import { AttachedForm, EvidencePlight } from './visit-evidence.type.js';

const gap = (kind: VisitGapKind, about: string | null = null): VisitGap => ({ kind, about });

/** What a visit is judged by: what its events say and find, and the evidence they name. */
export interface VisitStand {
  readonly state: VisitState;
  readonly findings: Findings;
  readonly pieces: readonly VisitPiece[];
  /** It is recorded by a signed sheet, which is evidence itself. */
  readonly isOnPaper?: boolean;
}

/** What a code means in the default system; absent where its own system does not say. */
function meaningOf(code: ResultCode | undefined): string | null | undefined {
  return code?.system.startsWith('default/') ? code.code : code?.standsFor;
}

/** “No problem found”, in the default system. */
const COMPLIANT = '01';

/** What the events of a visit lack, whoever records its result. Where nobody or nothing was to be checked its rule says what. */
export async function listGaps(
  reader: Reader,
  stand: VisitStand,
  code: ResultCode | undefined,
): Promise<VisitGap[]> {
  const { state, findings, pieces } = stand;
  const exit = settled(state.exit)?.exit as VisitExit | undefined;
  return [
    ...state.conflicts.map((about) => gap(VisitGapKind.CONFLICT, about)),
    ...state.unconfirmed.map((about) => gap(VisitGapKind.TIME, about)),
    ...listUnfit(pieces),
    ...(exit ? await listExitGaps(reader, stand, exit, code) : ofVisit(state, findings)),
    ...(meaningOf(code) === COMPLIANT ? await listLacking(reader, stand) : []),
  ];
}

/** What events name and what is not there as they say. */
function listUnfit(pieces: readonly VisitPiece[]): VisitGap[] {
  return pieces
    .filter(({ event, isNeeded, plight }) => event && isNeeded && plight !== EvidencePlight.ARRIVED)
    .map(({ plight, clientId }) => gap(VisitGapKind.EVIDENCE, `${plight} ${clientId}`));
}

/** That nothing was wrong has to be shown, too. */
async function listLacking(reader: Reader, { state, pieces, isOnPaper }: VisitStand): Promise<VisitGap[]> {
  const needed = await getVisitRule(reader, 'compliant-evidence');
  const records = state.method.length > 0 || isOnPaper ? 1 : 0;
  const lacking = needed - records - new Set(arrivedOf(pieces).map(({ sha256 }) => sha256)).size;
  return lacking > 0 ? [gap(VisitGapKind.EVIDENCE_NEEDED, String(lacking))] : [];
}

function arrivedOf(pieces: readonly VisitPiece[]): VisitPiece[] {
  return pieces.filter(({ isNeeded, plight }) => isNeeded && plight === EvidencePlight.ARRIVED);
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
  { state: { attempts }, pieces }: Pick<VisitStand, 'state' | 'pieces'>,
  exit: VisitExit,
  code: ResultCode | undefined,
): Promise<VisitGap[]> {
  const days = attempts[exit] ?? [];
  const rule = await getExitRule(reader, exit, days[0] ?? reader.today);
  const ofForm = arrivedOf(pieces).filter(({ form }) => form === AttachedForm.PHOTO);
  const photos = new Set(ofForm.map(({ sha256 }) => sha256));
  const meaning = meaningOf(code);
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
