/**
 * `sr-assign-me/1` (§12): probabilities as equal as the table allows, then teams that meet with exactly
 * these. A pure function of the public table, the bound and the seed; component by component.
 */
import { below, shuffle } from '../below.js';
import { DrawFault } from '../faults.js';
import { type Stream, streamOf } from '../stream.js';
import type { Assignment, AssignmentTable, TargetProbabilities, Team } from '../table.js';
import { componentsOf } from './components.js';
import { type Cut, mergeCuts } from './cut.js';
import { admitTargets, fillUnits, unitCut } from './me-admit.js';
import { makeExact } from './me-exact.js';
import { fitUnits } from './me-fit.js';
import { mostPlaces, PairNetwork, unitsPerPlace } from './me-network.js';
import { roundFlow, type SeededOrder, type Turn } from './me-round.js';

/** A component after admission: the network holds the flow of the admitted, none of the held. */
interface Admitted {
  net: PairNetwork;
  order: SeededOrder;
  admitted: boolean[];
  stream: Stream;
}

/** Q: the units of a bound in parts per million; a whole place without one. */
export function pairUnitsOf(bound: number | undefined): number {
  if (bound === undefined) return unitsPerPlace;
  const scaled = bound * unitsPerPlace;
  return (scaled - (scaled % 1_000_000)) / 1_000_000;
}

/** `TOO_MANY_PLACES` above 2,000,000, where units would exceed whole numbers. */
export function assignByProbability(table: AssignmentTable, seed: Uint8Array, bound?: number): Assignment {
  const teams: Team[] = [];
  const held: number[] = [];
  const cuts: Cut[] = [];
  const probabilities: TargetProbabilities[] = [];
  for (const component of admittedComponents(table, seed, bound)) {
    const { net, admitted, stream } = component;
    net.members.forEach((position, t) => {
      if (!admitted[t]) held.push(table.targets[position]!.index);
    });
    cuts.push(unitCut(net, table));
    const { net: staffed, order } = withoutHeld(component, table);
    makeExact(staffed, fitUnits(staffed));
    for (const target of probabilitiesOf(staffed, table)) probabilities.push(target);
    const rounded = roundFlow(staffed, order, turnBy(stream));
    for (const team of teamsOf(staffed, order, rounded, table)) teams.push(team);
  }
  const assignment: Assignment = {
    teams: teams.sort((a, b) => a.index - b.index),
    held: held.sort((a, b) => a - b),
    probabilities: probabilities.sort((a, b) => a.index - b.index),
  };
  return held.length === 0 ? assignment : { ...assignment, certificate: mergeCuts(cuts) };
}

/** Indices of the targets that would be held, ascending: the admission alone. */
export function heldByProbability(table: AssignmentTable, seed: Uint8Array, bound?: number): number[] {
  const held: number[] = [];
  for (const { net, admitted } of admittedComponents(table, seed, bound)) {
    net.members.forEach((position, t) => {
      if (!admitted[t]) held.push(table.targets[position]!.index);
    });
  }
  return held.sort((a, b) => a - b);
}

/** The most units that all targets together can take, each in part too. */
export function mostUnits(table: AssignmentTable, bound?: number): number {
  checkPlaces(table);
  const everyone = table.officers.map((officer) => officer.index);
  const net = new PairNetwork(table, [...table.targets.keys()], everyone, pairUnitsOf(bound));
  fillUnits(net);
  return net.total;
}

/** By the generator: α with chance β / (α + β). No cycle has α + β above 2^32. */
export function turnBy(stream: Stream): Turn {
  return (alpha, beta) => below(stream, alpha + beta) < beta;
}

function* admittedComponents(
  table: AssignmentTable,
  seed: Uint8Array,
  bound: number | undefined,
): Generator<Admitted> {
  checkPlaces(table);
  for (const { targets: members, officers } of componentsOf(table)) {
    const stream = streamOf(seed, `assign/${table.targets[members[0]!]!.index}`);
    const net = new PairNetwork(table, members, officers, pairUnitsOf(bound));
    const order = {
      targets: shuffle([...members.keys()], stream),
      officers: shuffle([...officers.keys()], stream),
    };
    yield { net, order, admitted: admitTargets(net, order.targets), stream };
  }
}

function checkPlaces({ targets }: AssignmentTable): void {
  let places = 0;
  for (const { slots } of targets) for (const { n } of slots) places += n;
  if (places > mostPlaces) throw new DrawFault('TOO_MANY_PLACES', { most: mostPlaces, places });
}

/** The network of the admitted alone, without flow, and its seeded order. */
function withoutHeld(
  { net, order, admitted }: Admitted,
  table: AssignmentTable,
): { net: PairNetwork; order: SeededOrder } {
  net.clear();
  if (admitted.every((isIn) => isIn)) return { net, order };
  const kept = net.members.filter((_, t) => admitted[t]);
  const number = new Int32Array(net.targetCount);
  let next = 0;
  admitted.forEach((isIn, t) => {
    if (isIn) number[t] = next++;
  });
  const targets = order.targets.filter((t) => admitted[t]).map((t) => number[t]!);
  return {
    net: new PairNetwork(table, kept, net.officers, net.pairUnits),
    order: { targets, officers: order.officers },
  };
}

function probabilitiesOf(net: PairNetwork, table: AssignmentTable): TargetProbabilities[] {
  return net.members.map((position, t) => {
    const slots: number[][] = [];
    for (let slot = net.targetSlot[t]!; slot < net.targetSlot[t + 1]!; slot++)
      slots.push(Array.from(net.flow.subarray(net.slotEntry[slot]!, net.slotEntry[slot + 1]!)));
    return { index: table.targets[position]!.index, slots };
  });
}

/** Officers in their seeded order: that is the draw order. */
function teamsOf(
  net: PairNetwork,
  order: SeededOrder,
  rounded: Float64Array,
  table: AssignmentTable,
): Team[] {
  const slots: number[][] = Array.from({ length: net.slotCount }, () => []);
  for (const officer of order.officers) {
    for (let i = net.officerPair[officer]!; i < net.officerPair[officer + 1]!; i++) {
      const pair = net.officerPairs[i]!;
      for (let j = net.pairEntry[pair]!; j < net.pairEntry[pair + 1]!; j++) {
        const entry = net.pairEntries[j]!;
        if (rounded[entry] === unitsPerPlace) slots[net.entrySlot[entry]!]!.push(net.officers[officer]!);
      }
    }
  }
  return net.members.map((position, t) => ({
    index: table.targets[position]!.index,
    slots: slots.slice(net.targetSlot[t]!, net.targetSlot[t + 1]!),
  }));
}
