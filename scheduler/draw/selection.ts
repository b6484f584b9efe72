/** The selection over all strata: from rules, counts, weights and seed alone, without a record (§8, §9). */
import { allocate, type StratumSize } from './allocate.js';
import { weightedTickets } from './pps.js';
import type { StratumResult } from './receipt.js';
import type { Rules } from './rules.js';
import { smallestTickets, ticketHex } from './select.js';
import type { Tickets } from './tickets.js';
import type { Weights } from './weights.js';

/** Units of one stratum in draw order; the first k are selected, the rest is the reserve. */
export interface StratumSelection {
  code: string;
  /** Global index of the stratum's leaf 0: the counts of the strata before it. */
  offset: number;
  k: number;
  /** Ticket of the last unit selected, 16 hex digits; absent when k is 0 and with `sr-pps/1`. */
  cutOff?: string;
  tickets: Tickets;
}

/** Sizes ascending by code, as in the commitment; the weights of every stratum selected by `sr-pps/1`. */
export function selectStrata(
  rules: Rules,
  sizes: readonly StratumSize[],
  seed: Uint8Array,
  weights: Weights,
): StratumSelection[] {
  let offset = 0;
  return allocate(rules, sizes, seed).map(({ code, k, reserve }, h) => {
    const { count } = sizes[h]!;
    const own = weights.get(code);
    const tickets = own
      ? weightedTickets(seed, code, own, k, reserve)
      : smallestTickets(seed, code, count, k + reserve);
    const selection: StratumSelection = { code, offset, k, tickets };
    if (!own && k > 0) selection.cutOff = ticketHex(tickets.high[k - 1]!, tickets.low[k - 1]!);
    offset += count;
    return selection;
  });
}

export function stratumResult({ code, k, cutOff, tickets }: StratumSelection): StratumResult {
  const indices = Array.from(tickets.indices);
  const result = { code, k, selected: indices.slice(0, k), reserve: indices.slice(k) };
  return cutOff === undefined ? result : { ...result, cutOff };
}

/** Global indices of the selected units, ascending. */
export function selectedIndices(selections: readonly StratumSelection[]): number[] {
  const indices = selections.flatMap(({ offset, k, tickets }) =>
    Array.from(tickets.indices.subarray(0, k), (index) => offset + index),
  );
  return indices.sort((a, b) => a - b);
}
