/** What must hold of every assignment whatever the table, in the words of §11. */
import { below } from '../../../scheduler/draw/below.js';
import { streamOf } from '../../../scheduler/draw/stream.js';
import type { Assignment, AssignmentTable } from '../../../scheduler/draw/table.js';
import { componentsOf } from '../../../scheduler/draw/teams/components.js';
import type { FlowUnits } from '../../../scheduler/draw/teams/cut.js';
import { demandOf, maxUnits } from './exact-flow.js';

/** Nobody twice in a team, nobody above capacity, no team in part, every target either staffed or held. */
export function checkAssignment(table: AssignmentTable, { teams, held, certificate }: Assignment): void {
  const slotsOf = new Map(table.targets.map((target) => [target.index, target.slots]));
  for (const team of teams) {
    const slots = slotsOf.get(team.index)!;
    expect(team.slots.map((drawn) => drawn.length)).toEqual(slots.map((slot) => slot.n));
    team.slots.forEach((drawn, s) => {
      expect(drawn.every((officer) => slots[s]!.officers.includes(officer))).toBe(true);
    });
    const everybody = team.slots.flat();
    expect(new Set(everybody).size).toBe(everybody.length);
  }
  const load = loadsOf(table, teams);
  for (const { index, capacity } of table.officers) expect(load[index]).toBeLessThanOrEqual(capacity);
  expect([...teams.map((team) => team.index), ...held].sort((a, b) => a - b)).toEqual(
    table.targets.map((target) => target.index),
  );
  expect(certificate === undefined).toBe(held.length === 0);
}

export function loadsOf(table: AssignmentTable, teams: Assignment['teams']): number[] {
  const load = table.officers.map(() => 0);
  for (const officer of teams.flatMap((team) => team.slots.flat())) load[officer]! += 1;
  return load;
}

/** The targets of a component in seeded order, as the page has it: the first use of the component's generator. */
export function seededOrder(indices: readonly number[], below: (n: number) => number): number[] {
  const order = [...indices];
  for (let i = order.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** Who is held by the rule of admission alone, every question answered by the exact maximum flow. */
export function expectedHeld(
  table: AssignmentTable,
  seed: Uint8Array,
  units: FlowUnits = { place: 1, pair: 1 },
): number[] {
  const held: number[] = [];
  for (const { targets } of componentsOf(table)) {
    const indices = targets.map((t) => table.targets[t]!.index);
    const stream = streamOf(seed, `assign/${indices[0]}`);
    const admitted = new Set<number>();
    for (const index of seededOrder(indices, (n) => below(stream, n))) {
      const withIt = new Set([...admitted, index]);
      const wanted = BigInt(demandOf(table, withIt)) * BigInt(units.place);
      if (maxUnits(table, units, withIt) === wanted) admitted.add(index);
      else held.push(index);
    }
  }
  return held.sort((a, b) => a - b);
}
