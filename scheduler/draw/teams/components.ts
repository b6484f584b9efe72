/** Targets linked by a shared officer form one component (§11). */
import type { AssignmentTable } from '../table.js';

export interface Component {
  /** Positions in `table.targets`, ascending. */
  targets: number[];
  /** Leaf numbers of the officers that any of them lists, ascending; no other component lists them. */
  officers: number[];
}

/** In the order of their first target. An officer whom nobody lists is in none. */
export function componentsOf(table: AssignmentTable): Component[] {
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
  // A root is the smallest target of its component, so that it comes first.
  const components = new Map<number, Component>();
  table.targets.forEach((_, t) => {
    const root = rootOf(link, t);
    if (root === t) components.set(t, { targets: [], officers: [] });
    components.get(root)!.targets.push(t);
  });
  firstTarget.forEach((t, officer) => {
    if (t !== -1) components.get(rootOf(link, t))!.officers.push(officer);
  });
  return [...components.values()];
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
  if (first !== second) link[Math.max(first, second)] = Math.min(first, second);
}
