/** Filling the places of a team (§16): by tickets of this substitution, smallest first. */
import { streamOf } from '../stream.js';
import type { Slot } from '../table.js';

/** Holders slot by slot, place by place; undefined where a place is to be filled. */
export type Places = readonly (readonly (number | undefined)[])[];

/**
 * The ticket of an officer by leaf number: two outputs of the label for each officer before, two for this one.
 * So it does not depend on who else may come in.
 */
export function officerTickets(seed: Uint8Array, label: string): (officer: number) => bigint {
  const stream = streamOf(seed, label);
  const tickets: bigint[] = [];
  return (officer) => {
    while (tickets.length <= officer) {
      const high = BigInt(stream.next());
      tickets.push((high << 32n) | BigInt(stream.next()));
    }
    return tickets[officer]!;
  };
}

/** The team with every place filled in order, or undefined when one cannot be. */
export function fillPlaces(
  places: Places,
  row: readonly Slot[],
  mayComeIn: (officer: number) => boolean,
  ticketOf: (officer: number) => bigint,
): number[][] | undefined {
  const team = new Set<number>(places.flat().filter((holder) => holder !== undefined));
  const filled: number[][] = [];
  for (const [s, holders] of places.entries()) {
    const slot: number[] = [];
    for (const holder of holders) {
      const free = (officer: number) => !team.has(officer) && mayComeIn(officer);
      const officer = holder ?? smallest(row[s]!.officers.filter(free), ticketOf);
      if (officer === undefined) return undefined;
      team.add(officer);
      slot.push(officer);
    }
    filled.push(slot);
  }
  return filled;
}

/** Of equal tickets the smaller leaf number: officers ascend, and only a smaller ticket replaces. */
function smallest(officers: readonly number[], ticketOf: (officer: number) => bigint): number | undefined {
  let best = officers[0];
  for (const officer of officers) if (ticketOf(officer) < ticketOf(best!)) best = officer;
  return best;
}
