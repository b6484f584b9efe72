import { below } from '../scheduler/draw/below.js';
import { type Stream, streamOf } from '../scheduler/draw/stream.js';
import type { AssignmentTable } from '../scheduler/draw/table.js';

/** How large a table is; recusals in hundredths of the pairs. */
export interface TeamsSize {
  readonly targets: number;
  readonly officers: number;
  readonly districts: number;
  readonly skills: number;
  /** Skills of each officer; a target needs one. */
  readonly held: number;
  readonly recusals: number;
  readonly capacity: number;
}

/** A table as a province would have it: officers by district and skill. The same for the same size. */
export function teamsTable(size: TeamsSize): AssignmentTable {
  const stream = streamOf(new Uint8Array(32).fill(11), 'bench/teams');
  const trained = Array.from({ length: size.districts }, () =>
    Array.from({ length: size.skills }, () => [] as number[]),
  );
  for (let officer = 0; officer < size.officers; officer++) {
    for (const skill of someOf(size.held, size.skills, stream))
      trained[officer % size.districts]![skill]!.push(officer);
  }
  return {
    targets: Array.from({ length: size.targets }, (_, index) => {
      const able = trained[below(stream, size.districts)]![below(stream, size.skills)]!;
      return { index, slots: [{ n: 2, officers: able.filter(() => below(stream, 100) >= size.recusals) }] };
    }),
    officers: Array.from({ length: size.officers }, (_, index) => ({ index, capacity: size.capacity })),
  };
}

function someOf(wanted: number, all: number, stream: Stream): Set<number> {
  const chosen = new Set<number>();
  while (chosen.size < wanted) chosen.add(below(stream, all));
  return chosen;
}

/** Pairs of target and officer. */
export function pairsOf(table: AssignmentTable): number {
  return table.targets.reduce(
    (sum, { slots }) => sum + slots.reduce((pairs, { officers }) => pairs + officers.length, 0),
    0,
  );
}
