/**
 * Who may come to whom, and how probably: for one table of a draw, the probability of every pair of officer and
 * target, given that these targets were drawn. Exact from a published table of probabilities (`sr-assign-me/1`),
 * else estimated by drawing the teams of the same table many times.
 */
import type { Assignment, AssignmentTable, TargetProbabilities } from '../../scheduler/draw/index.js';

/** One target: its eligible officers, over all slots, and the probability of each. */
export interface PairRow {
  /** Global index. */
  target: number;
  officers: number[];
  probabilities: number[];
}

export interface PairProbabilities {
  /** Absent where exact: how many trials the estimate rests on. */
  trials?: number;
  rows: PairRow[];
  /** By leaf number: targets served, on average; with an estimate also how it varies. */
  loads: { mean: number; deviation?: number; most?: number }[];
  /** Targets of the table that could not be staffed: on average. */
  held: number;
}

const place = 2 ** 32;

function rowsOf(table: AssignmentTable): PairRow[] {
  return table.targets.map(({ index, slots }) => {
    const officers = [...new Set(slots.flatMap((slot) => slot.officers))].sort((a, b) => a - b);
    return { target: index, officers, probabilities: officers.map(() => 0) };
  });
}

/** From the probabilities of a draw by `sr-assign-me/1`: exact, given which targets were admitted. */
export function exactPairs(
  table: AssignmentTable,
  probabilities: readonly TargetProbabilities[],
): PairProbabilities {
  const published = new Map(probabilities.map((row) => [row.index, row.slots]));
  const loads = table.officers.map(() => ({ mean: 0 }));
  const rows = rowsOf(table).flatMap((row, t) => {
    const slots = published.get(row.target);
    if (!slots) return [];
    slots.forEach((ys, s) => {
      ys.forEach((y, i) => {
        const officer = table.targets[t]!.slots[s]!.officers[i]!;
        row.probabilities[row.officers.indexOf(officer)]! += y / place;
        loads[officer]!.mean += y / place;
      });
    });
    return [row];
  });
  return { rows, loads, held: table.targets.length - rows.length };
}

/** The teams of trial i come from `assign`. */
export function estimatePairs(
  table: AssignmentTable,
  trials: number,
  assign: (trial: number) => Assignment,
): PairProbabilities {
  const rows = rowsOf(table);
  const position = new Map(rows.map((row, t) => [row.target, t]));
  const places = rows.map((row) => new Map(row.officers.map((officer, i) => [officer, i])));
  const sums = table.officers.map(() => ({ sum: 0, squares: 0, most: 0 }));
  let held = 0;
  for (let trial = 0; trial < trials; trial++) {
    const { teams, held: left } = assign(trial);
    held += left.length;
    const load = new Uint32Array(table.officers.length);
    for (const { index, slots } of teams) {
      const t = position.get(index)!;
      for (const officer of slots.flat()) {
        rows[t]!.probabilities[places[t]!.get(officer)!]! += 1;
        load[officer]! += 1;
      }
    }
    load.forEach((n, officer) => {
      const sum = sums[officer]!;
      sum.sum += n;
      sum.squares += n * n;
      sum.most = Math.max(sum.most, n);
    });
  }
  return {
    trials,
    rows: rows.map((row) => ({ ...row, probabilities: row.probabilities.map((n) => n / trials) })),
    loads: sums.map(({ sum, squares, most }) => {
      const mean = sum / trials;
      return { mean, deviation: Math.sqrt(Math.max(0, squares / trials - mean ** 2)), most };
    }),
    held: held / trials,
  };
}

/** Standard error of an estimated probability; 0 where it is exact. */
export function standardError(p: number, trials: number | undefined): number {
  return trials === undefined ? 0 : Math.sqrt((p * (1 - p)) / trials);
}

/** Entropy in nats of one target's officers: each officer's share of the team. */
export function entropyOf(probabilities: readonly number[]): number {
  const all = probabilities.reduce((sum, p) => sum + p, 0);
  return probabilities.reduce((sum, p) => (p > 0 ? sum - (p / all) * Math.log(p / all) : sum), 0);
}

/** As many officers, equally probable, would be as hard to foretell: exp(entropy). 0 where nobody ever comes. */
export function effectiveOfficers({ probabilities }: PairRow): number {
  return probabilities.some((p) => p > 0) ? Math.exp(entropyOf(probabilities)) : 0;
}
