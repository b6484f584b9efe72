import { smallestTickets } from '../scheduler/draw/select.js';
import { type Benchmark, type Measurement, medianMs, type PeerFigure, peakMb } from './benchmark.js';
import { withPostgresql } from './postgresql.js';

const pool = 1_000_000;
const wanted = 50_000;
const runs = 7;

const peerNames = [
  'PostgreSQL, order by random() limit 50000',
  'a shuffle with Math.random (orientation: nobody can verify it)',
] as const;

/** Sorting by random() inside the server, without sending the rows anywhere. */
function measurePostgresql(): Promise<PeerFigure> {
  return withPostgresql(peerNames[0], async (postgresql) => {
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

async function measure(): Promise<Measurement[]> {
  const seed = new Uint8Array(32).fill(7);
  const ours = await medianMs(runs, () => smallestTickets(seed, 's1', pool, wanted));
  const peak = peakMb();
  const shuffled = { name: peerNames[1], value: await medianMs(runs, shuffle) };
  const what = '50,000 of 1,000,000 by sr-ticket/1';
  return [{ what, unit: 'ms', ours, runs, peakMb: peak, peers: [await measurePostgresql(), shuffled] }];
}

export const select: Benchmark = {
  name: 'select',
  description: 'the verifiable selection of 50,000 units out of 1,000,000',
  peers: peerNames,
  run: measure,
};
