/** The maximum flow of a network: most places that can be filled, held targets in part too (§13). */
import { type Network, nobody } from './network.js';
import type { Search } from './search.js';

/** Fills every place it can, beginning with what is filled already; returns those that stay empty. */
export function fillAll(net: Network, search: Search): number[] {
  search.forget();
  const empty: number[] = [];
  for (let place = 0; place < net.placeSlot.length; place++) {
    if (net.holder[place] !== nobody || search.fill(place)) continue;
    search.bury();
    empty.push(place);
  }
  return empty;
}
