/** Where people are lacking in expectation: the source's side of the minimum cut, part by part. */
import type { ExpectedNetwork } from './expected.js';

/** Places that compete for the same officers, all of whom are fully used. Millionths of a place. */
export interface Lack {
  demand: number;
  flow: number;
  /** How many officers these places share. */
  officers: number;
  /** Units of the pools that ask for these places, by district and skills; `slot` is its number in the rules. */
  groups: { district: string; skills: string[]; slot: number; units: number }[];
}

/** After `fill`; most lacking first. */
export function lacksOf(network: ExpectedNetwork): Lack[] {
  const { net, groups, places, slotNode, officerNode } = network;
  const open = groups.map(({ drawn }, g) =>
    places.flatMap((_, s) => (drawn > 0 && net.isReached(slotNode(g, s)) ? [s] : [])),
  );
  const part = partsOf(network, open);
  const lacks = new Map<number, Lack>();
  const counted = new Set<number>();
  groups.forEach((group, g) => {
    if (open[g]!.length === 0) return;
    const lack = lacks.get(part(g)) ?? { demand: 0, flow: 0, officers: 0, groups: [] };
    lacks.set(part(g), lack);
    for (const slot of open[g]!) {
      lack.demand += places[slot]! * group.drawn;
      addGroup(lack, { district: group.district, skills: group.skills, slot, units: group.units });
    }
    for (const officer of new Set(open[g]!.flatMap((slot) => group.lists[slot]!))) {
      if (!net.isReached(officerNode(officer))) lack.flow += group.drawn;
      else if (!counted.has(officer)) {
        counted.add(officer);
        lack.officers += 1;
        lack.flow += network.capacities[officer]!;
      }
    }
  });
  return [...lacks.values()]
    .filter((lack) => lack.demand > lack.flow)
    .sort((a, b) => b.demand - b.flow - (a.demand - a.flow));
}

function addGroup(lack: Lack, group: Lack['groups'][number]): void {
  const same = lack.groups.find(
    ({ district, skills, slot }) =>
      district === group.district && slot === group.slot && skills.join(' ') === group.skills.join(' '),
  );
  if (same) same.units += group.units;
  else lack.groups.push(group);
}

/** Groups whose open slots reach a common officer, directly or by others, have the same number. */
function partsOf({ net, groups, officerNode }: ExpectedNetwork, open: number[][]): (group: number) => number {
  const above = groups.map((_, g) => g);
  const root = (g: number): number => {
    let at = g;
    while (above[at] !== at) at = above[at]!;
    above[g] = at;
    return at;
  };
  const firstOf = new Map<number, number>();
  groups.forEach(({ lists }, g) => {
    for (const officer of open[g]!.flatMap((slot) => lists[slot]!)) {
      if (!net.isReached(officerNode(officer))) continue;
      const first = firstOf.get(officer);
      if (first === undefined) firstOf.set(officer, g);
      else above[root(g)] = root(first);
    }
  });
  return root;
}
