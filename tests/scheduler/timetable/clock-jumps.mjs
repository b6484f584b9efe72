/**
 * Run by clock-jumps.test.ts in a process of its own: `node clock-jumps.mjs WHAT [FILE]`. FILE is read by libfaketime, so
 * that writing to it sets this process's clock and leaves passed time alone. Prints one line of JSON.
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { Job } from 'node-schedule';
import { createTimetable } from '../../../dist/scheduler/timetable/index.js';
import { startTicker } from '../../../dist/scheduler/timetable/ticker.js';
import { MemoryJobStore } from './memory-job-store.ts';

const [what, file] = process.argv.slice(2);
const every = '* * * * * *';
const jump = (offset) => writeFileSync(file, `${offset}\n`);

/** Two seconds, a jump, and what came in the seconds after it. */
async function ticksAfter(offset, seconds, start) {
  let ticks = 0;
  const stop = start(() => {
    ticks += 1;
  });
  await sleep(2_000);
  jump(offset);
  const before = ticks;
  await sleep(seconds * 1_000);
  stop();
  return { before, after: ticks - before };
}

const alone = (tick) => {
  const job = new Job(tick);
  job.schedule(every);
  return () => job.cancel();
};
const ours = (tick) => startTicker('sample', every, async () => tick()).stop;

/** Jobs due now and in an hour, by the store's own clock, while the machine's clock jumps. */
async function jobsDone() {
  const store = new MemoryJobStore();
  for (let n = 0; n < 5; n += 1) store.enqueue('test.work', {}, n < 3 ? 0 : 3_600_000);
  const jobs = [{ kind: 'test.work', description: 'for the test', run: (job, { tx }) => tx.write(job.id) }];
  const timetable = createTimetable({ store, jobs, tickAt: every });
  await timetable.start();
  jump('+3600');
  await sleep(1_500);
  const early = store.committed.length;
  store.advance(3_600_000);
  await sleep(2_500);
  await timetable.stop();
  return { early, done: store.committed, claims: store.claims };
}

const parts = {
  aheadAlone: () => ticksAfter('+3600', 3, alone),
  aheadOurs: () => ticksAfter('+3600', 3, ours),
  backAlone: () => ticksAfter('-3600', 13, alone),
  backOurs: () => ticksAfter('-3600', 13, ours),
  jobsDone,
  rejectsAlone: async () => {
    alone(() => Promise.reject(new Error('rejected')));
    await sleep(2_500);
    return 'alive';
  },
  rejectsOurs: async () => {
    const { stop } = startTicker('sample', every, () => Promise.reject(new Error('rejected')));
    await sleep(2_500);
    stop();
    return 'alive';
  },
};

process.stdout.write(JSON.stringify(await parts[what]()));
process.exit(0);
