/**
 * Do the people suffice for what the rules expect, chance aside (§13, “Preview”)?
 *
 * Every unit demands its places times its probability of being selected. Equal units are one group, so that the
 * flow is small however many there are: slot of a group (its demand) → group and officer (one place of each unit at
 * most) → officer (capacity). All numbers are millionths of a place.
 */
import { allRecords } from '../build-table.js';
import { eligibility } from '../eligible.js';
import type { Pools } from '../pools.js';
import type { Rules } from '../rules.js';
import { type Group, groupsOf, millionths } from './expected-groups.js';
import { type Lack, lacksOf } from './lacking.js';
import { FlowNetwork } from './max-flow.js';

export interface Expected {
  /** Places expected, and how many of them the officers can fill at most. */
  demand: number;
  flow: number;
  /** Where not all can be filled: what is short. What they lack adds up to demand − flow. */
  lacking: Lack[];
}

/** The network of the groups: which nodes its slots and officers are. */
export interface ExpectedNetwork {
  net: FlowNetwork;
  groups: Group[];
  /** Officers needed in each slot. */
  places: number[];
  /** Of each officer, in millionths. */
  capacities: number[];
  slotNode(group: number, slot: number): number;
  officerNode(officer: number): number;
}

/** Nothing is demanded in stage `targets`. */
export function expectedOf(rules: Rules, pools: Pools): Expected {
  const { team, window } = rules;
  if (!team || !window) return { demand: 0, flow: 0, lacking: [] };
  const officers = allRecords(pools.inspectors);
  const slotsOf = eligibility({ ...rules, team, window }, officers, allRecords(pools.conflicts));
  const groups = groupsOf(rules, pools, slotsOf);
  const places = team.slots.map((slot) => slot.n);
  const capacities = officers.map((officer) => (officer.capacity ?? team.capacity) * millionths);
  const network = networkOf(groups, places, capacities);
  const demand = groups.reduce((sum, { drawn }) => sum + places.reduce((all, n) => all + n * drawn, 0), 0);
  const flow = network.net.fill();
  return { demand, flow, lacking: flow === demand ? [] : lacksOf(network) };
}

function networkOf(groups: Group[], places: number[], capacities: number[]): ExpectedNetwork {
  const pairs = groups.map(({ lists }) => [...new Set(lists.flat())]);
  const slotNode = (group: number, slot: number) => 2 + group * places.length + slot;
  const officerNode = (officer: number) => 2 + groups.length * places.length + officer;
  let pairNode = officerNode(capacities.length);
  const net = new FlowNetwork(pairs.reduce((sum, officers) => sum + officers.length, pairNode));
  capacities.forEach((capacity, officer) => {
    net.edge(officerNode(officer), 1, capacity);
  });
  groups.forEach(({ lists, drawn }, g) => {
    const nodes = new Map<number, number>();
    for (const officer of pairs[g]!) {
      nodes.set(officer, pairNode);
      net.edge(pairNode++, officerNode(officer), drawn);
    }
    lists.forEach((officers, s) => {
      net.edge(0, slotNode(g, s), places[s]! * drawn);
      for (const officer of officers) net.edge(slotNode(g, s), nodes.get(officer)!, drawn);
    });
  });
  return { net, groups, places, capacities, slotNode, officerNode };
}
