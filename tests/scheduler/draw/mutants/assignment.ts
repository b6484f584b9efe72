/**
 * Two assignments that look right and are not: every rule of feasibility holds, yet chance does not decide what it
 * should. Kept so that the tests of chance show that they can tell.
 */

import { below, shuffle } from '../../../../scheduler/draw/below.js';
import { streamOf } from '../../../../scheduler/draw/stream.js';
import type { Assignment, AssignmentTable } from '../../../../scheduler/draw/table.js';
import { assignTeams } from '../../../../scheduler/draw/teams/assign.js';

export type AssignTeams = (table: AssignmentTable, seed: Uint8Array) => Assignment;

export const ours: AssignTeams = (table, seed) => assignTeams(table, seed, { alg: 'sr-assign/1' });

/** “Fixed target order”: targets are tried as they stand in the table, so that the last are held every time. */
export const fixedTargetOrder: AssignTeams = (table, seed) => {
  const stream = streamOf(seed, 'assign/0');
  const load = table.officers.map(() => 0);
  const teams: Assignment['teams'] = [];
  const held: number[] = [];
  for (const { index, slots } of table.targets) {
    const [slot] = slots as [(typeof slots)[0]];
    const team: number[] = [];
    while (team.length < slot.n) {
      const free = slot.officers.filter((o) => load[o]! < table.officers[o]!.capacity && !team.includes(o));
      const least = Math.min(...free.map((officer) => load[officer]!));
      const tied = free.filter((officer) => load[officer] === least);
      if (tied.length === 0) break;
      team.push(tied[below(stream, tied.length)]!);
    }
    if (team.length < slot.n) held.push(index);
    else {
      for (const officer of team) load[officer]! += 1;
      teams.push({ index, slots: [team] });
    }
  }
  return { teams, held };
};

/** “Round-robin pairs”: officers are shuffled once and dealt out in turn, so that the same two go together for ever. */
export const roundRobinPairs: AssignTeams = (table, seed) => {
  const stream = streamOf(seed, 'assign/0');
  const targets = shuffle([...table.targets], stream);
  const dealt = shuffle(
    table.officers.map((officer) => officer.index),
    stream,
  );
  let next = 0;
  const teams = targets.map(({ index, slots }) => ({
    index,
    slots: slots.map(({ n }) => Array.from({ length: n }, () => dealt[next++ % dealt.length]!)),
  }));
  return { teams: teams.sort((a, b) => a.index - b.index), held: [] };
};
