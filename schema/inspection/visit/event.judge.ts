import type { Answer, Conclusion } from '../../../scheduler/visit/index.js';
import { PointKind } from '../../registry/index.js';
import { identifierForm } from '../../shared/identifiers/index.js';
import type { Actor } from '../../shared/unit.js';
import { AssignmentState } from '../assignment.states.js';
import type { Timing } from './event.clock.js';
import type { EventFault } from './event.faults.js';
import type { SentEvent } from './event.form.js';
import type { VisitScene } from './visit.scene.js';
import { CheckInWay, PointOutcome, VisitEventKind } from './visit.states.js';

/** What an event is judged by. */
export interface JudgedBy {
  readonly actor: Actor;
  readonly now: Date;
  readonly deviceId: string | null;
  readonly isCertified: (on: string) => boolean;
  /** The assignment whose paper has this QR. */
  readonly paperOf: ReadonlyMap<string, string>;
}

/** In these a visit goes on, also while its result waits: what comes late is shown to who reviews it. */
const takenIn: readonly AssignmentState[] = [
  AssignmentState.ASSIGNED,
  AssignmentState.CHECKED_IN,
  AssignmentState.RECORDED,
  AssignmentState.SUBMITTED,
  AssignmentState.RETURNED,
];

/** What begins a visit, and so lies within its window. */
export const beginnings: readonly string[] = [
  VisitEventKind.CHECKED_IN,
  VisitEventKind.OFF_SITE,
  VisitEventKind.EXIT,
];

const needText: readonly string[] = [
  VisitEventKind.NOTED,
  VisitEventKind.PARTY_ABSENT,
  VisitEventKind.PARTY_REFUSED_TO_SIGN,
];

function isReasonMissing({ kind, payload, private: kept }: SentEvent): boolean {
  const { way, outcome } = payload;
  const isNeeded =
    needText.includes(kind) || way === CheckInWay.HAND || outcome === PointOutcome.NOT_APPLICABLE;
  return isNeeded && !kept?.text;
}

/** Why an event may not enter its visit, or nothing. */
export function judgeEvent(
  event: SentEvent,
  timing: Timing,
  scene: VisitScene | undefined,
  by: JudgedBy,
): EventFault | undefined {
  if (!scene || scene.assignment.visibleAt > by.now) return 'ASSIGNMENT_NOT_FOUND';
  const { assignment, team } = scene;
  const { inspectorId } = by.actor;
  if (!team.some((one) => one.inspectorId === inspectorId && !one.isExpert)) return 'NOT_ON_TEAM';
  if (event.inspectorId && event.inspectorId !== inspectorId) return 'OTHER_OFFICER';
  if (!takenIn.includes(assignment.state)) return 'VISIT_CLOSED';
  if (timing.happenedAt < assignment.visibleAt) return 'BEFORE_VISIBLE';
  if (beginnings.includes(event.kind) && !isWithin(assignment, timing.happenedOn)) return 'OUTSIDE_WINDOW';
  if (!by.isCertified(timing.happenedOn)) return 'CERTIFICATE_NOT_VALID';
  if (isReasonMissing(event)) return 'REASON_MISSING';
  return judgeContent(event, scene, by);
}

function isWithin(
  { postponedToOn, windowFromOn, windowToOn }: VisitScene['assignment'],
  on: string,
): boolean {
  return on >= (postponedToOn ?? windowFromOn) && on <= windowToOn;
}

function judgeContent(event: SentEvent, scene: VisitScene, by: JudgedBy): EventFault | undefined {
  const { payload } = event;
  switch (event.kind) {
    case 'CHECKED_IN':
      return isHere(event, scene, by) ? undefined : 'CODE_ELSEWHERE';
    case 'ANSWERED':
      return judgeAnswer(payload as unknown as Answer, scene);
    case 'REST_WITHOUT_PROBLEM':
      return (payload.items as Answer[]).some((one) => !isApproved(one, scene))
        ? 'CHECKLIST_VERSION_WRONG'
        : undefined;
    case 'CONCLUDED':
      return judgeConclusion(payload as unknown as Conclusion, scene);
    case 'OFFICER_SIGNED':
      return hasSignedForAnother(scene, by) ? 'SIGNED_FOR_BOTH' : undefined;
    case 'TIME_CONFIRMED':
      return by.deviceId ? 'TIME_NOT_ONLINE' : undefined;
    default:
      return undefined;
  }
}

function isApproved({ item, version }: Pick<Answer, 'item' | 'version'>, { matters }: VisitScene): boolean {
  return matters.items.some((one) => one.item === item && one.version === version);
}

function judgeAnswer(answer: Answer, scene: VisitScene): EventFault | undefined {
  if (!isApproved(answer, scene)) return 'CHECKLIST_VERSION_WRONG';
  const ofItem = scene.matters.items.find(({ item }) => item === answer.item);
  const point = ofItem?.points.find(({ code }) => code === answer.point);
  if (!point) return 'POINT_UNKNOWN';
  return fits(answer, point.kind, point.choices) ? undefined : 'ANSWER_WRONG';
}

/** Whether a value is given exactly where the point asks for one. */
export function fits(
  { outcome, value }: Pick<Answer, 'outcome' | 'value'>,
  kind: PointKind = PointKind.FINDING,
  choices: readonly string[] = [],
): boolean {
  if (kind === PointKind.FINDING || outcome === PointOutcome.NOT_APPLICABLE) return value === undefined;
  if (value === undefined) return false;
  return kind === PointKind.CHOICE
    ? choices.includes(value)
    : /^-?(0|[1-9]\d{0,11})(\.\d{1,8})?$/.test(value);
}

function judgeConclusion({ resultCode, resultSystem }: Conclusion, { matters }: VisitScene) {
  const meant = matters.codes.filter(
    ({ code, system }) => code === resultCode && (!resultSystem || system === resultSystem),
  );
  return meant.length === 1 ? undefined : 'RESULT_CODE_UNKNOWN';
}

/** A code that was scanned is the target's own, or that of a paper of this visit. */
function isHere({ payload }: SentEvent, { assignment, target }: VisitScene, by: JudgedBy): boolean {
  if (payload.way === CheckInWay.HAND) return true;
  if (typeof payload.code !== 'string') return false;
  if (payload.way === CheckInWay.NOTICE) return by.paperOf.get(payload.code) === assignment.id;
  const ids = [assignment.targetRealId, target?.responsibleId ?? '', ...(target?.identifiers ?? [])];
  const code = identifierForm(payload.code);
  return ids.some((id) => identifierForm(id.split('/', 1)[0]?.replace(/^[^:]*:/, '') ?? '') === code);
}

/** One person signs for one officer: neither by the same account nor by the same device for two. */
function hasSignedForAnother({ known }: VisitScene, { actor, deviceId }: JudgedBy): boolean {
  return known.some(
    ({ kind, inspectorId, accountId, device }) =>
      kind === VisitEventKind.OFFICER_SIGNED &&
      inspectorId !== actor.inspectorId &&
      (accountId === actor.accountId || (deviceId !== null && device === deviceId)),
  );
}
