import { smallestTickets } from '../scheduler/draw/select.js';
import { medianMs, peakMb } from './benchmark.js';

/**
 * Selects as often as asked in a process that has loaded nothing else, so that the memory is the engine's own:
 * `node select-alone.js COUNT WANTED RUNS`. Prints what `bench/select.ts` reads.
 */
const [count = 0, wanted = 0, runs = 1] = process.argv.slice(2).map(Number);
const seed = new Uint8Array(32).fill(7);
const idleMb = peakMb();
const ms = await medianMs(runs, () => {
  const { indices } = smallestTickets(seed, 's1', count, wanted);
  if (indices.length !== wanted) throw new Error('a unit is missing');
});
process.stdout.write(JSON.stringify({ ms, peakMb: peakMb(), idleMb }));
