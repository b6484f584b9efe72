import { type Benchmark, type Measurement, median, medianMs, type PeerFigure } from './benchmark.js';
import { measureConsistentSampler } from './consistent-sampler.js';
import { withPostgresql } from './postgresql.js';
import { startProgram } from './process.js';

const pool = 1_000_000;
const wanted = 50_000;
const runs = 7;

const peerNames = [
  'consistent_sampler, the sampler of Arlo',
  'PostgreSQL, order by random() limit 50000',
  'a shuffle with Math.random (orientation: nobody can verify it)',
] as const;

/** Sorting by random() inside the server, without sending the rows anywhere. */
function measurePostgresql(): Promise<PeerFigure> {
  return withPostgresql(peerNames[1], async (postgresql) => {
    await postgresql.execute(`create table pool as select generate_series(1, ${pool}) as id`);
    await postgresql.execute('vacuum analyze pool');
    const chosen = `select id from pool order by random() limit ${wanted}`;
    return medianMs(runs, () => postgresql.execute(`select max(id) from (${chosen}) as chosen`));
  });
}

function shuffle(): Uint32Array {
  const units = Uint32Array.from({ length: pool }, (_, index) => index);
  for (let i = units.length - 1; i > 0; i--) {
    const j = Math.floor(Math.random() * (i + 1));
    const held = units[i] as number;
    units[i] = units[j] as number;
    units[j] = held;
  }
  return units.subarray(0, wanted);
}

interface Alone {
  readonly ms: number;
  readonly peakMb: number;
  readonly idleMb: number;
}

async function selectAlone(count: number, chosen: number, times: number): Promise<Alone> {
  const program = startProgram('dist/bench/select-alone.js', [count, chosen, times].map(String));
  if ((await program.ended) !== 0) throw new Error(program.err());
  return JSON.parse(program.out()) as Alone;
}

const figures = (n: number): string => n.toLocaleString('en-GB');

async function measure(): Promise<Measurement[]> {
  // Ours between the peers and in the end, because the machine may be shared.
  const first = await selectAlone(pool, wanted, runs);
  const postgresql = await measurePostgresql();
  const second = await selectAlone(pool, wanted, runs);
  const sampler = measureConsistentSampler(peerNames[0], pool, wanted, 3);
  const third = await selectAlone(pool, wanted, runs);
  const shuffled = { name: peerNames[2], value: await medianMs(runs, shuffle) };
  const tenfold = await selectAlone(10 * pool, 10 * wanted, 5);
  const last = await selectAlone(pool, wanted, runs);
  const ours = median([first.ms, second.ms, third.ms]);
  const beside = (third.ms + last.ms) / 2;
  return [
    {
      what: `${figures(wanted)} of ${figures(pool)} by sr-ticket/1 (an idle Node: ${first.idleMb} MB)`,
      unit: 'ms',
      ours,
      runs: 3 * runs,
      peakMb: Math.max(first.peakMb, second.peakMb, third.peakMb),
      peers: [sampler, postgresql, shuffled],
    },
    {
      what: `${figures(10 * wanted)} of ${figures(10 * pool)}`,
      unit: 'ms',
      ours: tenfold.ms,
      runs: 5,
      peakMb: tenfold.peakMb,
      goal: 11 * beside,
      peers: [{ name: `${figures(wanted)} of ${figures(pool)}, before and after`, value: beside }],
    },
  ];
}

export const select: Benchmark = {
  name: 'select',
  description: 'the verifiable selection of 50,000 units out of 1,000,000',
  peers: peerNames,
  run: measure,
};
