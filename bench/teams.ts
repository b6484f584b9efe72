import type { Assignment, AssignmentTable } from '../scheduler/draw/table.js';
import { assignTeams } from '../scheduler/draw/teams/assign.js';
import { type Benchmark, type Measurement, medianMs, peakMb } from './benchmark.js';
import { dinicTeams } from './dinic.js';
import { pairsOf, teamsTable } from './teams-table.js';

const peerName = 'a plain Dinic in typed arrays (any maximum flow, neither even nor drawn)';
const province = {
  targets: 50_000,
  officers: 5_000,
  districts: 20,
  skills: 30,
  held: 5,
  recusals: 1,
  capacity: 30,
};
const city = { targets: 2_000, officers: 300, districts: 1, skills: 2, held: 1, recusals: 1, capacity: 16 };

const seed = new Uint8Array(32).fill(7);
const runs = 5;

function loadsOf(table: AssignmentTable, { teams, held }: Assignment): number[] {
  if (held.length > 0) throw new Error(`${held.length} targets are held`);
  const load = table.officers.map(() => 0);
  for (const team of teams) for (const slot of team.slots) for (const officer of slot) load[officer]! += 1;
  return load;
}

const range = (load: readonly number[]) => `loads ${Math.min(...load)} to ${Math.max(...load)}`;
const million = (n: number) => `${(n / 1e6).toFixed(2)} million pairs`;

/** The table is built before and held by both; the memory of each is the growth of the process's peak. */
async function measureProvince(): Promise<Measurement> {
  const table = teamsTable(province);
  const before = peakMb();
  const ours = loadsOf(table, assignTeams(table, seed, { alg: 'sr-assign/1' }));
  const grown = peakMb() - before;
  const plain = dinicTeams(table);
  if (plain.flow !== 2 * province.targets) throw new Error(`Dinic filled ${plain.flow} places`);
  const grownMore = peakMb() - before;
  const time = await medianMs(runs, () => assignTeams(table, seed, { alg: 'sr-assign/1' }));
  const peer = await medianMs(runs, () => dinicTeams(table));
  return {
    what: `50,000 teams of two from 5,000 (${million(pairsOf(table))}), sr-assign/1, ${range(ours)}, +${grown} MB`,
    unit: 'ms',
    ours: time,
    runs,
    peakMb: before + grown,
    peers: [{ name: `${peerName}, ${range(plain.load)}, +${grownMore} MB at most`, value: peer }],
    goal: Math.round(peer),
  };
}

async function measureCity(): Promise<Measurement> {
  const table = teamsTable(city);
  const rule = { alg: 'sr-assign-me/1' };
  const load = loadsOf(table, assignTeams(table, seed, rule));
  return {
    what: `2,000 teams of two from 300 (${million(pairsOf(table))}), sr-assign-me/1, ${range(load)}`,
    unit: 'ms',
    ours: await medianMs(3, () => assignTeams(table, seed, rule)),
    runs: 3,
    peers: [],
  };
}

async function measure(): Promise<Measurement[]> {
  return [await measureProvince(), await measureCity()];
}

export const teams: Benchmark = {
  name: 'teams',
  description: 'teams from a table: every place filled by chance, with loads as even as the table allows',
  peers: [peerName],
  run: measure,
};
