import { smallestTickets } from '../scheduler/draw/select.js';
import { medianMs, peakMb } from './benchmark.js';

/**
 * Selects as often as asked in a process that has loaded nothing else, so that the memory is the engine's own:
 * `node select-alone.js COUNT WANTED RUNS`. Prints what `bench/select.ts` reads. The memory is that of the first
 * selection: later ones add what the collector has not yet taken away.
 */
const [count = 0, wanted = 0, runs = 1] = process.argv.slice(2).map(Number);
const seed = new Uint8Array(32).fill(7);
function select(): void {
  const { indices } = smallestTickets(seed, 's1', count, wanted);
  if (indices.length !== wanted) throw new Error('a unit is missing');
}

const idleMb = peakMb();
select();
const peak = peakMb();
process.stdout.write(JSON.stringify({ ms: await medianMs(runs, select), peakMb: peak, idleMb }));
