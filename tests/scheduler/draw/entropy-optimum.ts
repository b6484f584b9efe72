/**
 * Greatest entropy by another way than the engine's: gradient ascent on the dual function, written for tests alone.
 *
 * Maximise −Σ y ln y over y ≥ 0 with Σ over a slot = n, Σ of a pair over slots ≤ q, Σ of an officer ≤ capacity. With
 * multipliers λ (slot, free), μ (pair, ≥ 0), ν (officer, ≥ 0) the optimum is y = exp(λ − μ − ν). All multipliers move
 * at once along the gradient of the dual, each step backtracked until the dual function falls.
 */
import type { AssignmentTable } from '../../../scheduler/draw/table.js';

interface Entry {
  slot: number;
  pair: number;
  officer: number;
}

/** y of every entry in the table's order; undefined where the ascent has not come close (no interior optimum). */
export function entropyOptimum(table: AssignmentTable, q: number): number[] | undefined {
  const entries: Entry[] = [];
  const places: number[] = [];
  let pairs = 0;
  for (const target of table.targets) {
    const known = new Map<number, number>();
    for (const slot of target.slots) {
      for (const officer of slot.officers) {
        if (!known.has(officer)) known.set(officer, pairs++);
        entries.push({ slot: places.length, pair: known.get(officer)!, officer });
      }
      places.push(slot.n);
    }
  }
  const capacity = table.officers.map((officer) => officer.capacity);
  // Bounds of all constraints: slots, then pairs, then officers; the multipliers likewise.
  const limits = [...places, ...new Array<number>(pairs).fill(q), ...capacity];
  const isFree = limits.map((_, i) => i < places.length);
  const rows = entries.map(({ slot, pair, officer }) => [
    slot,
    places.length + pair,
    places.length + pairs + officer,
  ]);
  const yOf = (x: readonly number[]) => rows.map((row) => Math.exp(-row.reduce((sum, i) => sum + x[i]!, 0)));
  const dual = (x: readonly number[], y: readonly number[]) =>
    y.reduce((sum, value) => sum + value, 0) + x.reduce((sum, value, i) => sum + value * limits[i]!, 0);
  return ascend(limits, isFree, rows, yOf, dual);
}

/** Accelerated projected gradient (Nesterov) with restarts. */
function ascend(
  limits: readonly number[],
  isFree: readonly boolean[],
  rows: readonly (readonly number[])[],
  yOf: (x: readonly number[]) => number[],
  dual: (x: readonly number[], y: readonly number[]) => number,
): number[] | undefined {
  let x = limits.map(() => 0);
  let ahead = x;
  let momentum = 1;
  let step = 0.1;
  for (let round = 0; round < 6_000; round++) {
    const y = yOf(ahead);
    const slope = [...limits];
    rows.forEach((row, entry) => {
      for (const i of row) slope[i]! -= y[entry]!;
    });
    const value = dual(ahead, y);
    let next: number[];
    for (;;) {
      next = ahead.map((at, i) => (isFree[i] ? at - step * slope[i]! : Math.max(0, at - step * slope[i]!)));
      const moved = next.map((to, i) => to - ahead[i]!);
      const model = moved.reduce((sum, m, i) => sum + m * slope[i]! + (m * m) / (2 * step), value);
      if (dual(next, yOf(next)) <= model + 1e-13) break;
      step /= 2;
    }
    const moved = next.reduce((most, to, i) => Math.max(most, Math.abs(to - x[i]!)), 0);
    const restart = next.reduce((sum, to, i) => sum + (ahead[i]! - to) * (to - x[i]!), 0) > 0;
    const grown = restart ? 1 : (1 + Math.sqrt(1 + 4 * momentum * momentum)) / 2;
    const weight = restart ? 0 : (momentum - 1) / grown;
    ahead = next.map((to, i) => to + weight * (to - x[i]!));
    momentum = grown;
    x = next;
    step *= 1.05;
    if (moved < 1e-12) return yOf(x);
  }
  return undefined;
}
