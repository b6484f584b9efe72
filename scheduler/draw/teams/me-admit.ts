/** Admission in units (§12): a target is admitted when it can be filled beside those before it. */

import type { AssignmentTable } from '../table.js';
import type { Cut } from './cut.js';
import { type PairNetwork, unitsPerPlace } from './me-network.js';
import { UnitSearch } from './me-search.js';

/** Tries the targets in this order; returns for each, by its number, whether it is admitted. */
export function admitTargets(net: PairNetwork, order: readonly number[]): boolean[] {
  const search = new UnitSearch(net);
  const direct = new DirectFill(net);
  const admitted = new Array<boolean>(net.targetCount).fill(false);
  // A sum above 2^53 may be inexact, but is then larger than any draw's demand.
  const capacity = net.officerUnits.reduce((sum, units) => sum + units, 0);
  for (const target of order) {
    const isOver = net.total + demandOf(net, target) > capacity;
    admitted[target] = !isOver && admit(net, search, direct, target);
  }
  return admitted;
}

function demandOf(net: PairNetwork, target: number): number {
  let places = 0;
  for (let slot = net.targetSlot[target]!; slot < net.targetSlot[target + 1]!; slot++)
    places += net.slotPlaces[slot]!;
  return places * unitsPerPlace;
}

/** All slots or none. Those admitted before stay filled: a path moves them from one officer to another. */
function admit(net: PairNetwork, search: UnitSearch, direct: DirectFill, target: number): boolean {
  for (let slot = net.targetSlot[target]!; slot < net.targetSlot[target + 1]!; slot++) {
    direct.fill(slot);
    if (search.fill(slot)) continue;
    const hasNothing = slot === net.targetSlot[target] && net.slotFlow[slot] === 0;
    if (hasNothing) search.bury();
    else net.empty(target);
    return false;
  }
  return true;
}

/** Fills all slots as far as possible; returns those that lack something. The slots' flow is then maximal. */
export function fillUnits(net: PairNetwork): { lacking: number[]; search: UnitSearch } {
  const search = new UnitSearch(net);
  const direct = new DirectFill(net);
  const lacking: number[] = [];
  for (let slot = 0; slot < net.slotCount; slot++) {
    direct.fill(slot);
    if (search.fill(slot)) continue;
    search.bury();
    lacking.push(slot);
  }
  return { lacking, search };
}

/** The component's part of the certificate, in units; the targets admitted are filled already. */
export function unitCut(net: PairNetwork, table: AssignmentTable): Cut {
  const { lacking, search } = fillUnits(net);
  search.forget();
  const { slots, officers } = search.reach(lacking);
  const listed = new Map<number, number[]>();
  for (const slot of slots.sort((a, b) => a - b)) {
    const target = net.slotTarget[slot]!;
    const numbers = listed.get(target) ?? [];
    numbers.push(slot - net.targetSlot[target]!);
    listed.set(target, numbers);
  }
  return {
    demand: net.slotPlaces.reduce((sum, n) => sum + n, 0) * unitsPerPlace,
    flow: net.total,
    targets: [...listed].map(([target, numbers]) => ({
      index: table.targets[net.members[target]!]!.index,
      slots: numbers,
    })),
    officers: officers.map((officer) => net.officers[officer]!),
  };
}

/** Fills slots from officers who have room: most need no path. Begins elsewhere each time, so that loads stay even. */
class DirectFill {
  private start = 0;

  constructor(private readonly net: PairNetwork) {}

  fill(slot: number): void {
    const { net } = this;
    const first = net.slotEntry[slot]!;
    const length = net.slotEntry[slot + 1]! - first;
    for (let tried = 0; tried < length && net.lacks(slot) > 0; tried++) {
      this.start = (this.start + 1) % length;
      const entry = first + this.start;
      const pair = net.entryPair[entry]!;
      const room = Math.min(net.pairUnits - net.pairFlow[pair]!, net.room(net.pairOfficer[pair]!));
      if (room > 0) net.add(entry, Math.min(room, net.lacks(slot)));
    }
  }
}
