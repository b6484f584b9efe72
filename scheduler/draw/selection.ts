/** The selection over all strata: from rules, counts and seed alone, without a record (§5). */
import { allocate, type StratumSize } from './allocate.js';
import type { StratumResult } from './receipt.js';
import type { Rules } from './rules.js';
import { smallestTickets, type Tickets, ticketHex } from './select.js';

/** Units of one stratum in draw order; the first k are selected, the rest is the reserve. */
export interface StratumSelection {
  code: string;
  /** Global index of the stratum's leaf 0: the counts of the strata before it. */
  offset: number;
  k: number;
  tickets: Tickets;
}

/** Sizes ascending by code, as in the commitment. */
export function selectStrata(
  rules: Rules,
  sizes: readonly StratumSize[],
  seed: Uint8Array,
): StratumSelection[] {
  let offset = 0;
  return allocate(rules, sizes, seed).map(({ code, k, reserve }, h) => {
    const { count } = sizes[h]!;
    const selection = { code, offset, k, tickets: smallestTickets(seed, code, count, k + reserve) };
    offset += count;
    return selection;
  });
}

export function stratumResult({ code, k, tickets }: StratumSelection): StratumResult {
  const indices = Array.from(tickets.indices);
  const result = { code, k, selected: indices.slice(0, k), reserve: indices.slice(k) };
  return k === 0 ? result : { ...result, cutOff: ticketHex(tickets.high[k - 1]!, tickets.low[k - 1]!) };
}

/** Global indices of the selected units, ascending. */
export function selectedIndices(selections: readonly StratumSelection[]): number[] {
  const indices = selections.flatMap(({ offset, k, tickets }) =>
    Array.from(tickets.indices.subarray(0, k), (index) => offset + index),
  );
  return indices.sort((a, b) => a - b);
}
