/** What must hold of every assignment whatever the table, in the words of docs/draw.md §11. */
import type { Assignment, AssignmentTable } from '../../../scheduler/draw/table.js';

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
