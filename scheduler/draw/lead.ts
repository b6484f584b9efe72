/** The lead of a team (§11): the drawn inspector of highest rank, ties by draw order. Experts never lead. */
import type { InspectorRecord } from './pool.js';
import type { SlotRule } from './rules.js';
import type { Team } from './table.js';

/** Officers by leaf number; returns a leaf number. */
export function leadOf(team: Team, slots: readonly SlotRule[], officers: readonly InspectorRecord[]): number {
  return inspectorsOf(team.slots, slots).reduce((lead, next) =>
    officers[next]!.rank > officers[lead]!.rank ? next : lead,
  );
}

/** Those of a team who may lead it, in draw order. */
export function inspectorsOf(team: readonly (readonly number[])[], slots: readonly SlotRule[]): number[] {
  return team.flatMap((drawn, s) => (slots[s]!.role === 'inspector' ? drawn : []));
}
