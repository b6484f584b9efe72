import { settled, type VisitState } from '../../../scheduler/visit/index.js';
import type { ShownVisit } from './visit.read.js';
import type { VisitExit } from './visit.states.js';

/** Where people said different things, with the events that a decision replaces. */
function conflictsOf(state: VisitState) {
  const { points, measures, method, exit, conclusion, party } = state;
  const single: Record<string, readonly { readonly events: readonly string[] }[]> = {
    ...{ method, exit, conclusion, party },
    ...Object.fromEntries(Object.entries(points).map(([key, one]) => [`point ${key}`, one])),
    ...Object.fromEntries(Object.entries(measures).map(([key, one]) => [`measure ${key}`, one])),
  };
  return state.conflicts.map((about) => ({
    about,
    events: (single[about] ?? []).flatMap(({ events }) => events),
  }));
}

/** A visit in the form in which the console shows it. */
export function recordOf({ assignmentId, state, findings, pieces, gaps, events }: ShownVisit) {
  return {
    assignmentId,
    contentHash: state.contentHash,
    events: events.map((event) => ({ ...event, isSigned: event.signature != null })),
    points: findings.found,
    conflicts: conflictsOf(state),
    evidence: pieces.map(({ arrived, ...piece }) => ({ ...piece, evidenceId: arrived?.id ?? null })),
    signatures: state.signatures.map((one) => ({ ...one, at: new Date(one.at) })),
    partyCounts: state.partyCounts,
    exit: (settled(state.exit)?.exit ?? null) as VisitExit | null,
    gaps,
  };
}
