/**
 * `sr-assign/1` (§11): the teams, a pure function of the public table and the seed.
 *
 * Component by component: targets in seeded order are admitted whole or held; then the loads are evened.
 */
import { below, shuffle } from '../below.js';
import { type Stream, streamOf } from '../stream.js';
import type { Assignment, AssignmentTable, Team } from '../table.js';
import { type Component, componentsOf } from './components.js';
import { type Cut, cutOf, mergeCuts } from './cut.js';
import { Network, nobody } from './network.js';
import { Search } from './search.js';

/** One component in local numbers: `targets[i]` is a position in the table, `officers[i]` a leaf number. */
interface Solving {
  targets: number[];
  officers: number[];
  net: Network;
  search: Search;
  /** Room for those among whom chance decides. */
  tied: Int32Array;
}

/** Table as `tableMaker` makes it: targets ascending by index, officers by leaf number without a gap. */
export function assignEvenly(table: AssignmentTable, seed: Uint8Array): Assignment {
  const teams: Team[] = [];
  const held: number[] = [];
  const cuts: Cut[] = [];
  const numberOf = new Int32Array(table.officers.length);
  for (const component of componentsOf(table)) {
    const stream = streamOf(seed, `assign/${table.targets[component.targets[0]!]!.index}`);
    const solving = prepare(table, component, numberOf, stream);
    const admitted = solving.targets.map((_, t) => admit(solving, t, stream));
    evenLoads(solving);
    solving.targets.forEach((position, t) => {
      const { index } = table.targets[position]!;
      if (admitted[t]) teams.push(teamOf(solving, t, index));
      else held.push(index);
    });
    cuts.push(cutOf(solving, table));
  }
  const ascending = { teams: teams.sort((a, b) => a.index - b.index), held: held.sort((a, b) => a - b) };
  return held.length === 0 ? ascending : { ...ascending, certificate: mergeCuts(cuts) };
}

/** Seeded order of the targets, then of the officers; from here on only local numbers are compared. */
function prepare(
  table: AssignmentTable,
  component: Component,
  numberOf: Int32Array,
  stream: Stream,
): Solving {
  const targets = shuffle(component.targets, stream);
  const officers = shuffle(component.officers, stream);
  officers.forEach((officer, number) => {
    numberOf[officer] = number;
  });
  const net = new Network(
    targets.map((position) => table.targets[position]!),
    numberOf,
    Int32Array.from(officers, (officer) => table.officers[officer]!.capacity),
  );
  return { targets, officers, net, search: new Search(net), tied: new Int32Array(officers.length) };
}

/** Fills all places of a target or none. */
function admit({ net, search, tied }: Solving, target: number, stream: Stream): boolean {
  const changes: [number, number][] = [];
  for (let place = net.firstPlace(target); place < net.endPlace(target); place++) {
    const officer = leastLoaded(net, place, tied, stream);
    const made: [number, number][] | undefined =
      officer === undefined ? search.fill(place) : [[place, net.assign(place, officer)]];
    if (!made) {
      if (changes.length === 0) search.bury();
      undo(net, changes);
      return false;
    }
    changes.push(...made);
  }
  return true;
}

/** The eligible officer with room, not yet in the team, of least load; ties by the generator. */
function leastLoaded(net: Network, place: number, tied: Int32Array, stream: Stream): number | undefined {
  const slot = net.placeSlot[place]!;
  const target = net.slotTarget[slot]!;
  let count = 0;
  let least = 0x7fff_ffff;
  for (let i = net.slotList[slot]!; i < net.slotList[slot + 1]!; i++) {
    const officer = net.listed[i]!;
    const load = net.load[officer]!;
    if (load > least || !net.hasRoom(officer) || net.placeOf(target, officer) !== nobody) continue;
    if (load < least) count = 0;
    least = load;
    tied[count++] = officer;
  }
  return count === 0 ? undefined : tied[below(stream, count)];
}

/** Takes the changes back, last first: every changed place is emptied, then given to its former holder. */
function undo(net: Network, changes: readonly [number, number][]): void {
  for (const [place, former] of [...changes].reverse()) net.assign(place, former);
}

/**
 * Cost-reducing paths until none is left: from the highest load down, an officer with load L gives one unit to
 * an officer with at most L − 2. What a failed search visited stays closed for the rest of the pass.
 */
function evenLoads({ net, search }: Solving): void {
  const highest = net.load.reduce((most, load) => Math.max(most, load), 0);
  for (let level = highest; level >= 2; level--) {
    for (let officer = 0; officer < net.load.length; officer++) {
      if (net.load[officer] === level && !search.relieve(officer, level - 2)) search.bury();
    }
  }
}

function teamOf({ net, officers }: Solving, target: number, index: number): Team {
  const slots: number[][] = [];
  for (let slot = net.targetSlot[target]!; slot < net.targetSlot[target + 1]!; slot++) {
    const places = net.holder.subarray(net.slotPlace[slot]!, net.slotPlace[slot + 1]!);
    slots.push(Array.from(places, (holder) => officers[holder]!));
  }
  return { index, slots };
}
