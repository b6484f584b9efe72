/**
 * Made exact (§12): the fitted units, rounded down, become a flow that fills every slot wholly and
 * keeps every limit. First each entry is clipped; then shortest paths bring what the slots lack.
 */
import type { PairNetwork } from './me-network.js';
import { UnitSearch } from './me-search.js';

/** Puts the flow into the network, which holds none yet. Every target of it can be filled. */
export function makeExact(net: PairNetwork, fitted: Float64Array): void {
  for (let entry = 0; entry < net.entryCount; entry++) {
    const pair = net.entryPair[entry]!;
    const limit = Math.min(
      net.lacks(net.entrySlot[entry]!),
      net.pairUnits - net.pairFlow[pair]!,
      net.room(net.pairOfficer[pair]!),
    );
    net.add(entry, Math.min(fitted[entry]!, limit));
  }
  const search = new UnitSearch(net);
  for (let slot = 0; slot < net.slotCount; slot++) {
    if (!search.fill(slot)) throw new RangeError(`slot ${slot} of an admitted target cannot be filled`);
  }
}
