/** Random small tables of many shapes, from a fixed stream. */
import { below } from '../../../scheduler/draw/below.js';
import type { Stream } from '../../../scheduler/draw/stream.js';
import type { AssignmentTable } from '../../../scheduler/draw/table.js';

/** The most of each; `density` in tenths: how many of the officers a slot lists. */
export interface Size {
  targets: number;
  officers: number;
  slots: number;
  places: number;
  capacity: number;
  density: number;
}

export function randomTable(stream: Stream, size: Size): AssignmentTable {
  const officers = Array.from({ length: 1 + below(stream, size.officers) }, (_, index) => ({
    index,
    capacity: 1 + below(stream, size.capacity),
  }));
  const targets = Array.from({ length: 1 + below(stream, size.targets) }, (_, i) => ({
    index: 3 * i + 1,
    slots: Array.from({ length: 1 + below(stream, size.slots) }, () => ({
      n: 1 + below(stream, size.places),
      officers: officers.map((officer) => officer.index).filter(() => below(stream, 10) < size.density),
    })),
  }));
  return { targets, officers };
}

/** Shapes in turn: one slot and several, quotas, lists that overlap, capacities of one and of many, shortages. */
export function sizeOf(i: number): Size {
  return {
    targets: 2 + (i % 6),
    officers: 3 + (i % 5),
    slots: 1 + (i % 3),
    places: 1 + (i % 2),
    capacity: 1 + (i % 4),
    density: 3 + (i % 7),
  };
}
