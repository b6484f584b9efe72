/** Targets linked by a shared officer form one component (§6). */
import type { AssignmentTable } from './table.js';

/** Positions in `table.targets`, ascending; components in the order of their first target. */
export function componentsOf(table: AssignmentTable): number[][] {
  const link = Int32Array.from(table.targets, (_, t) => t);
  const firstTarget = new Int32Array(table.officers.length).fill(-1);
  table.targets.forEach((target, t) => {
    for (const slot of target.slots) {
      for (const officer of slot.officers) {
        if (firstTarget[officer] === -1) firstTarget[officer] = t;
        else join(link, firstTarget[officer]!, t);
      }
    }
  });
  const components = new Map<number, number[]>();
  table.targets.forEach((_, t) => {
    const root = rootOf(link, t);
    const members = components.get(root);
    if (members) members.push(t);
    else components.set(root, [t]);
  });
  return [...components.values()];
}

/** Leaf numbers of the officers that these targets list, ascending. */
export function officersOf(table: AssignmentTable, members: readonly number[]): number[] {
  const officers = new Set<number>();
  for (const position of members) {
    for (const slot of table.targets[position]!.slots)
      for (const officer of slot.officers) officers.add(officer);
  }
  return [...officers].sort((a, b) => a - b);
}

function rootOf(link: Int32Array, t: number): number {
  let at = t;
  while (link[at] !== at) {
    link[at] = link[link[at]!]!;
    at = link[at]!;
  }
  return at;
}

function join(link: Int32Array, a: number, b: number): void {
  const first = rootOf(link, a);
  const second = rootOf(link, b);
  link[Math.max(first, second)] = Math.min(first, second);
}
