/**
 * `sr-ticket/1` (§9): every unit of a stratum has a 64-bit ticket by its leaf number; the smallest win.
 *
 * Anybody recomputes all tickets from the seed and the stratum's count, without seeing a record.
 */
import { fillFromStream, streamOf } from './stream.js';
import { sortedStart, type Tickets } from './tickets.js';

const blockBits = 12;
const blockSize = 1 << blockBits;
/** Standard deviations above the expected number: so many tickets nearly always suffice at the first try. */
const spareDeviations = 4;

/**
 * The `wanted` smallest (ticket, index) of units 0 … count − 1, ascending.
 *
 * Tickets are uniform, so those below a bound just above wanted / count hold the smallest; where they are too
 * few, a higher bound is tried. The bound decides nothing but the time and the memory taken.
 */
export function smallestTickets(seed: Uint8Array, stratum: string, count: number, wanted: number): Tickets {
  return smallestOf((block, words) => fillFromStream(seed, labelOf(stratum, block), words), count, wanted);
}

/** Fills the words with the tickets of a block of units: two for each, high first. */
export type TicketSource = (block: number, words: Uint32Array) => void;

/** As `smallestTickets`, the tickets from any source, which gives the same at every call. */
export function smallestOf(source: TicketSource, count: number, wanted: number): Tickets {
  for (let share = wanted + spareDeviations * Math.sqrt(wanted); ; share *= 2) {
    const bound = share < count ? Math.ceil((share / count) * 2 ** 32) : 2 ** 32;
    const low = ticketsBelow(source, count, bound);
    if (low.indices.length >= wanted) return sortedStart(low, wanted);
  }
}

/** The ticket of one unit: its block's stream, two outputs for each unit before it and two for itself. */
export function ticketOf(seed: Uint8Array, stratum: string, index: number): string {
  const stream = streamOf(seed, labelOf(stratum, index >>> blockBits));
  for (let skipped = index % blockSize; skipped > 0; skipped--) {
    stream.next();
    stream.next();
  }
  return ticketHex(stream.next(), stream.next());
}

/** 16 hex digits. */
export function ticketHex(high: number, low: number): string {
  return high.toString(16).padStart(8, '0') + low.toString(16).padStart(8, '0');
}

function labelOf(stratum: string, block: number): string {
  return `select/${stratum}/${block}`;
}

/** All tickets whose high half is below `bound`, by index; of the others nothing is kept. */
function ticketsBelow(source: TicketSource, count: number, bound: number): Tickets {
  const expected = (count * bound) / 2 ** 32;
  const list = new TicketList(Math.min(count, Math.ceil(expected + spareDeviations * Math.sqrt(expected))));
  const words = new Uint32Array(2 * Math.min(count, blockSize));
  for (let first = 0; first < count; first += blockSize) {
    const size = Math.min(count - first, blockSize);
    source(first >>> blockBits, words.subarray(0, 2 * size));
    for (let i = 0; i < size; i++) {
      if (words[2 * i]! < bound) list.add(first + i, words[2 * i]!, words[2 * i + 1]!);
    }
  }
  return list.tickets();
}

/** Tickets one after another; grows where the estimate was too small. */
class TicketList {
  private length = 0;
  private room: Tickets;

  constructor(estimate: number) {
    this.room = roomFor(estimate);
  }

  add(index: number, high: number, low: number): void {
    if (this.length === this.room.indices.length) this.grow();
    const { indices, high: highs, low: lows } = this.room;
    indices[this.length] = index;
    highs[this.length] = high;
    lows[this.length] = low;
    this.length += 1;
  }

  tickets(): Tickets {
    const { indices, high, low } = this.room;
    const filled = (words: Uint32Array) => words.subarray(0, this.length);
    return { indices: filled(indices), high: filled(high), low: filled(low) };
  }

  private grow(): void {
    const { indices, high, low } = this.room;
    this.room = roomFor(Math.ceil(this.length * 1.5) + 16);
    this.room.indices.set(indices);
    this.room.high.set(high);
    this.room.low.set(low);
  }
}

function roomFor(length: number): Tickets {
  return { indices: new Uint32Array(length), high: new Uint32Array(length), low: new Uint32Array(length) };
}
