/**
 * Substitutions a second time, from docs/draw.md §16 with plain maps and node's own hash: what a draw must do.
 * It shares with the engine the pools of the story and the generator, nothing else.
 */
import { createHash } from 'node:crypto';
import seedrandom from 'seedrandom';
import type { SubstitutionOrder } from '../../../scheduler/draw/index.js';
import { officers, reasons, recusals, sizes, targets } from './substitution-story.js';

const needed = [2, 1];
const barred = new Set(recusals.map(([target, officer]) => `${target} ${officer}`));

/** Who may serve a target, slot by slot. */
export function rowOf(target: number): number[][] {
  return (['inspector', 'expert'] as const).map((role) =>
    officers.flatMap((officer, i) => {
      const here = officer.districts.some((term) => term.code === targets[target]!.district);
      return officer.role === role && here && !barred.has(`${target} ${i}`) ? [i] : [];
    }),
  );
}

/** H("dr/1/sub", seed, label), then the i-th pair of outputs as 16 hex digits. */
export function ticket(seed: string, label: string, officer: number): string {
  const hash = createHash('sha256');
  for (const part of [Buffer.from('dr/1/sub'), Buffer.from(seed, 'hex'), Buffer.from(label)]) {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(part.length);
    hash.update(length).update(part);
  }
  const generator = seedrandom(hash.digest('hex'));
  for (let i = 0; i < 2 * officer; i++) generator.int32();
  const half = () => (generator.int32() >>> 0).toString(16).padStart(8, '0');
  return half() + half();
}

export type Answer = { fault: string } | { in?: number; slots?: number[][]; lead?: number };

export class Model {
  /** Global index → team, or null where nobody serves it. */
  teams = new Map<number, number[][] | null>();
  takenOut = new Set<string>();
  reserves: number[][];
  cameIn: number[] = [];
  mostExtra = 0;
  count = 0;

  constructor(
    readonly seed: string,
    readonly capacity: number,
    strata: readonly { selected: readonly number[]; reserve: readonly number[] }[],
    drawn: readonly { index: number; slots: number[][] }[],
  ) {
    const offsets = [0, sizes[0]];
    this.reserves = strata.map(({ reserve }, h) => reserve.map((i) => offsets[h]! + i));
    strata.forEach(({ selected }, h) => {
      for (const i of selected) this.teams.set(offsets[h]! + i, null);
    });
    for (const { index, slots } of drawn) this.teams.set(index, slots);
  }

  loadOf(officer: number): number {
    return [...this.teams.values()].filter((team) => team?.flat().includes(officer)).length;
  }

  capacityOf(officer: number): number {
    return officers[officer]!.capacity ?? this.capacity;
  }

  /** What the order leads to; the model is then in the state after it, unless it is refused. */
  order(wish: SubstitutionOrder): Answer {
    const { kind, target, extra = 0 } = wish;
    const reason = reasons.find((entry) => entry.code === wish.reason);
    if (!reason || (reason.of && reason.of !== kind)) return { fault: 'SUBSTITUTION_REASON' };
    if (wish.requester === wish.approver) return { fault: 'SUBSTITUTION_APPROVER' };
    const team = this.teams.get(target);
    const fits = kind === 'target' ? team !== undefined : kind === 'held' ? team === null : !!team;
    if (!fits) return { fault: 'SUBSTITUTION_TARGET' };
    const answer = kind === 'target' ? this.next(wish, team!) : this.staff(wish, team!);
    if (!('fault' in answer)) {
      this.count += 1;
      this.mostExtra = Math.max(this.mostExtra, extra);
    }
    return answer;
  }

  private staff(wish: SubstitutionOrder, team: number[][] | null): Answer {
    const { kind, target, slot, place, out } = wish;
    const places: (number | null)[][] = team
      ? team.map((holders) => [...holders])
      : needed.map((n) => new Array<null>(n).fill(null));
    if (kind === 'officer') {
      if (places[slot!]?.[place!] !== out) return { fault: 'SUBSTITUTION_PLACE' };
      places[slot!]![place!] = null;
    }
    const slots = this.fill(wish, target, places);
    if (!slots) return { fault: 'SUBSTITUTION_IMPOSSIBLE' };
    this.teams.set(target, slots);
    if (kind === 'held') return { slots, lead: leadOf(slots) };
    this.takenOut.add(`${target} ${out}`);
    return { in: slots[slot!]![place!]!, slots, lead: leadOf(slots) };
  }

  private next(wish: SubstitutionOrder, team: number[][] | null): Answer {
    const [comesIn] = this.reserves[wish.target < sizes[0] ? 0 : 1]!;
    if (comesIn === undefined) {
      this.teams.delete(wish.target);
      return {};
    }
    const row = rowOf(comesIn);
    const kept = team?.map((holders, s) => holders.map((o) => (row[s]!.includes(o) ? o : null)));
    const slots = kept && this.fill(wish, comesIn, kept);
    this.teams.delete(wish.target);
    this.teams.set(comesIn, slots ?? null);
    this.reserves[wish.target < sizes[0] ? 0 : 1]!.shift();
    this.cameIn.push(comesIn);
    return slots ? { in: comesIn, slots, lead: leadOf(slots) } : { in: comesIn };
  }

  private fill(wish: SubstitutionOrder, target: number, places: (number | null)[][]): number[][] | undefined {
    const label = `substitute/1/${wish.target}/${this.count + 1}`;
    const row = rowOf(target);
    const filled = places.map((holders) => [...holders]);
    for (const [s, holders] of filled.entries()) {
      for (const [p, holder] of holders.entries()) {
        if (holder !== null) continue;
        const free = row[s]!.filter(
          (o) =>
            !filled.flat().includes(o) &&
            o !== wish.out &&
            !this.takenOut.has(`${target} ${o}`) &&
            this.loadOf(o) < this.capacityOf(o) + (wish.extra ?? 0),
        );
        const [best] = free.map((o) => ({ o, ticket: ticket(this.seed, label, o) })).sort(byTicket);
        if (!best) return undefined;
        holders[p] = best.o;
      }
    }
    return filled as number[][];
  }
}

function byTicket(a: { o: number; ticket: string }, b: { o: number; ticket: string }): number {
  return a.ticket < b.ticket ? -1 : a.ticket > b.ticket ? 1 : a.o - b.o;
}

/** The first slot is the inspectors'; of equal rank the first. */
export function leadOf([inspectors]: number[][]): number {
  const highest = Math.max(...inspectors!.map((o) => officers[o]!.rank));
  return inspectors!.find((o) => officers[o]!.rank === highest)!;
}
