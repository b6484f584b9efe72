/**
 * The certificate (§13): why no assignment whatever fills more places. A minimum cut, given as the slots and
 * officers on the source's side; the smallest such side is the same for every maximum flow.
 */

import type { AssignmentTable, Certificate } from '../table.js';
import { fillAll } from './flow.js';
import type { Network } from './network.js';
import type { Search } from './search.js';

/** A component's part of the certificate. */
export interface Cut {
  demand: number;
  flow: number;
  targets: Certificate['targets'];
  officers: number[];
}

interface Solved {
  targets: number[];
  officers: number[];
  net: Network;
  search: Search;
}

/** Fills what places of held targets it can (after the teams were read off), then cuts. */
export function cutOf({ targets, officers, net, search }: Solved, table: AssignmentTable): Cut {
  const empty = fillAll(net, search);
  search.forget();
  search.reach(empty);
  const side = search.visited();
  const slots = new Map<number, number[]>();
  for (const slot of side.slots.sort((a, b) => a - b)) {
    const target = net.slotTarget[slot]!;
    const numbers = slots.get(target) ?? [];
    numbers.push(slot - net.targetSlot[target]!);
    slots.set(target, numbers);
  }
  return {
    demand: net.placeSlot.length,
    flow: net.placeSlot.length - empty.length,
    targets: [...slots].map(([target, numbers]) => ({
      index: table.targets[targets[target]!]!.index,
      slots: numbers,
    })),
    officers: side.officers.map((officer) => officers[officer]!),
  };
}

/** Components share no officer, so that flows, demands and cuts add up. */
export function mergeCuts(cuts: readonly Cut[]): Certificate {
  const sum = (of: (cut: Cut) => number) => cuts.reduce((total, cut) => total + of(cut), 0);
  return {
    demand: sum((cut) => cut.demand),
    flow: sum((cut) => cut.flow),
    targets: cuts.flatMap((cut) => cut.targets).sort((a, b) => a.index - b.index),
    officers: cuts.flatMap((cut) => cut.officers).sort((a, b) => a - b),
  };
}

/** What one place, and one pair of a target and an officer, can take in the network of an algorithm. */
export interface FlowUnits {
  place: number;
  pair: number;
}

/**
 * Capacity of the cut a certificate states, from the table alone: slots outside it, officers inside it, and Q
 * for each pair of a target and an officer outside whom one of the target's slots inside lists.
 */
export function cutCapacity(table: AssignmentTable, certificate: Certificate, units: FlowUnits): number {
  const inside = new Map(certificate.targets.map(({ index, slots }) => [index, new Set(slots)]));
  const officers = new Set(certificate.officers);
  let capacity = 0;
  for (const officer of table.officers)
    if (officers.has(officer.index)) {
      capacity += officer.capacity * units.place;
    }
  for (const target of table.targets) {
    const outsiders = new Set<number>();
    target.slots.forEach((slot, s) => {
      if (!inside.get(target.index)?.has(s)) capacity += slot.n * units.place;
      else for (const officer of slot.officers) if (!officers.has(officer)) outsiders.add(officer);
    });
    capacity += outsiders.size * units.pair;
  }
  return capacity;
}
