import { settled } from '../../../scheduler/visit/index.js';
import { readPersonal } from '../../personal/index.js';
import { dayInShanghai } from '../../shared/day.js';
import { isRefusal } from '../../shared/refusal.js';
import type { Unit } from '../../shared/unit.js';
import { AssignmentNotFound, NotOnTeam } from '../inspection.errors.js';
import { findTeamAssignment, listTeam, recordByTeam, signInStead } from '../inspection.service.js';
import { enterOrder, isOrderedAlready } from '../rectification/rectification.order.js';
import { type CheckMethod, Disposition } from '../result.entity.js';
import { listUnsigned } from './visit.completeness.js';
import { type VisitGap, VisitGapKind, VisitIncomplete } from './visit.errors.js';
import { readVisit } from './visit.fold.js';
import { VisitEventKind } from './visit.states.js';
import { VisitEvent } from './visit-event.entity.js';

/** A visit whose events say everything. */
export interface CompleteVisitDraft {
  readonly assignmentId: string;
  readonly lateReason?: string | null;
}

/**
 * Makes the result of a visit from its events alone: conclusion, findings, and the signatures of all its officers under what
 * stands. It goes to review at once. What it orders to be put right is ordered with it, in the words of the conclusion.
 */
export async function completeVisit(unit: Unit, draft: CompleteVisitDraft) {
  return unit.beyond('team', (wide) => completeByTeam(wide, draft));
}

async function completeByTeam(unit: Unit, { assignmentId, lateReason }: CompleteVisitDraft) {
  // Held before the events are read: what its officers signed is what becomes the result.
  const assignment = await findTeamAssignment(unit, assignmentId, false);
  const team = assignment ? await listTeam(unit, assignment.id) : [];
  const member = team.find(({ inspectorId }) => inspectorId === unit.actor.inspectorId);
  if (!assignment || !member || assignment.visibleAt > unit.now) return new AssignmentNotFound();
  if (member.isExpert) return new NotOnTeam();
  const state = await readVisit(unit, assignment.id);
  const conclusion = settled(state.conclusion);
  const gaps: VisitGap[] = [
    ...(conclusion ? [] : [{ kind: VisitGapKind.CONCLUSION }]),
    ...listUnsigned(state, team),
  ];
  if (!conclusion || gaps.length > 0) return new VisitIncomplete(gaps);
  const disposition = conclusion.disposition as Disposition;
  const concluded = await readConclusion(unit, state.conclusion[0]?.events ?? []);
  const { findings } = concluded;
  const recorded = await recordByTeam(
    unit,
    {
      assignmentId,
      visitedOn: await findDay(unit, assignment.id),
      resultCode: conclusion.resultCode,
      resultSystem: conclusion.resultSystem ?? null,
      ...{ findings, disposition },
      method: conclusion.method as CheckMethod,
      lateReason: lateReason ?? null,
    },
    true,
  );
  if (isRefusal(recorded)) return recorded;
  if (disposition === Disposition.RECTIFICATION_ORDERED && conclusion.termDays) {
    const order = { demand: findings, dayCount: conclusion.termDays, servedOn: concluded.on };
    const isKnown = await isOrderedAlready(unit, assignment.id, order);
    const ordered = isKnown ? undefined : await enterOrder(unit, assignment, order);
    if (isRefusal(ordered)) return ordered;
  }
  let { result } = recorded;
  for (const { inspectorId, accountId, event, at } of state.signatures) {
    if (inspectorId === unit.actor.inspectorId || !isOfficer(team, inspectorId)) continue;
    const signature = { inspectorId, accountId, signedAt: new Date(at), visitEvent: event };
    result = await signInStead(unit, assignment.id, result, signature);
  }
  return { __typename: 'ResultRecorded' as const, result };
}

function isOfficer(team: readonly { inspectorId: string; isExpert: boolean }[], id: string): boolean {
  return team.some(({ inspectorId, isExpert }) => inspectorId === id && !isExpert);
}

/** The day of the visit: the last beginning, for an earlier attempt found nobody. */
async function findDay(unit: Unit, assignmentId: string): Promise<string> {
  const [last] = await unit.em.find(
    VisitEvent,
    {
      assignment: assignmentId,
      kind: { $in: [VisitEventKind.CHECKED_IN, VisitEventKind.EXIT, VisitEventKind.OFF_SITE] },
    },
    { orderBy: { happenedAt: 'desc', id: 'desc' }, limit: 1, disableIdentityMap: true },
  );
  return last ? dayInShanghai(last.happenedAt) : unit.today;
}

/** The words of the conclusion, which a result has as its notes, and the day on which it was said, by the right clock. */
async function readConclusion(unit: Unit, eventIds: readonly string[]) {
  const events = await unit.em.find(VisitEvent, { id: { $in: [...eventIds] } }, { disableIdentityMap: true });
  const texts: string[] = [];
  for (const { recordId } of events.sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const content = recordId ? await readPersonal(unit, recordId) : undefined;
    if (content && !isRefusal(content) && content.fields?.text) texts.push(content.fields.text);
  }
  const days = events.map(({ happenedAt }) => dayInShanghai(happenedAt)).sort();
  return { findings: texts.join('\n'), on: days[0] ?? unit.today };
}
