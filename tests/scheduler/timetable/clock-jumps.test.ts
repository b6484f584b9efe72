import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Job } from 'node-schedule';
import { createTimetable } from '../../../scheduler/timetable/index.js';
import { startTicker } from '../../../scheduler/timetable/ticker.js';
import { MemoryJobStore, type MemoryTx } from './memory-job-store.js';

/** Debian's libfaketime, which sets the clock of one process. */
const library = readdirSync('/usr/lib', { recursive: false })
  .map((folder) => `/usr/lib/${String(folder)}/faketime/libfaketime.so.1`)
  .find(existsSync);
const folder = mkdtempSync(join(tmpdir(), 'fairdraw-clock-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  // biome-ignore lint/suspicious/noExplicitAny: each part says something else
  readonly said: any;
}

function run(what: string): Promise<Ended> {
  const file = join(folder, what);
  writeFileSync(file, '+0\n');
  const faked = {
    ...{ LD_PRELOAD: library, FAKETIME_TIMESTAMP_FILE: file, FAKETIME_NO_CACHE: '1' },
    // The machine’s clock is set, and not the time that has passed: what timers count.
    ...{ FAKETIME_DONT_FAKE_MONOTONIC: '1', DONT_FAKE_MONOTONIC: '1' },
  };
  const script = join(process.cwd(), 'tests/scheduler/timetable/clock-jumps.mjs');
  const env = { ...process.env, NODE_OPTIONS: '', ...(library ? faked : {}) };
  const child = spawn(process.execPath, ['--no-warnings', script, what, file], { env });
  let out = '';
  child.stdout.on('data', (piece) => {
    out += String(piece);
  });
  return new Promise((resolve) =>
    child.on('close', (code) => resolve({ code, said: out ? JSON.parse(out) : undefined })),
  );
}

describe(
  library ? 'the machine’s clock jumps' : 'skipped without libfaketime (apt-get install libfaketime)',
  () => {
    const on = library ? test : test.skip;

    on('an hour ahead: node-schedule alone fires for each second of it, our ticker goes on', async () => {
      const [alone, ours] = await Promise.all([run('aheadAlone'), run('aheadOurs')]);
      expect(alone.said.after).toBeGreaterThan(100);
      expect(ours.said.after).toBeGreaterThanOrEqual(2);
      expect(ours.said.after).toBeLessThanOrEqual(5);
    });

    on('an hour back: node-schedule alone is silent, our ticker goes on within its heartbeat', async () => {
      const [alone, ours] = await Promise.all([run('backAlone'), run('backOurs')]);
      expect(alone.said.before).toBeGreaterThan(0);
      expect(alone.said.after).toBeLessThanOrEqual(1);
      expect(ours.said.after).toBeGreaterThanOrEqual(3);
    });

    on('an hour ahead: each job is done once, and none before the store says that it is due', async () => {
      const { said } = await run('jobsDone');
      expect(said.early).toBe(3);
      expect(said.done).toEqual(['j1', 'j2', 'j3', 'j4', 'j5']);
      expect(said.claims).toBeLessThan(20);
    });
  },
);

test('a handler that rejects ends the process under node-schedule alone, and not under our ticker', async () => {
  const [alone, ours] = await Promise.all([run('rejectsAlone'), run('rejectsOurs')]);
  expect(alone).toEqual({ code: 1, said: undefined });
  expect(ours).toEqual({ code: 0, said: 'alive' });
});

test.each([['foo'], ['61 * * * * *'], ['2020-01-01T00:00:00Z']])(
  'node-schedule alone answers %p with a silent no; our ticker refuses it by name',
  (rule) => {
    const job = new Job(() => {});
    expect(job.schedule(rule)).toBe(false);
    job.cancel();
    expect(() => startTicker('每日公示', rule, async () => {})).toThrow(
      expect.objectContaining({ code: 'INVALID_SCHEDULE', message: expect.stringContaining('每日公示') }),
    );
  },
);

/** How many of a handler's runs that take longer than their tick are inside it at once. */
async function mostAtOnce(start: (run: () => Promise<void>) => Promise<() => unknown>): Promise<number> {
  let inside = 0;
  let most = 0;
  const stop = await start(async () => {
    inside += 1;
    most = Math.max(most, inside);
    await new Promise((resolve) => setTimeout(resolve, 2_500));
    inside -= 1;
  });
  await new Promise((resolve) => setTimeout(resolve, 3_500));
  await stop();
  return most;
}

test('a pass that takes longer than its tick overlaps under node-schedule alone, and never in a timetable', async () => {
  const store = new MemoryJobStore();
  for (let n = 0; n < 3; n += 1) store.enqueue('test.work');
  const [alone, ours] = await Promise.all([
    mostAtOnce(async (run) => {
      const job = new Job(run);
      job.schedule('* * * * * *');
      return () => job.cancel();
    }),
    mostAtOnce(async (run) => {
      const work = { kind: 'test.work', description: 'for the test', run: () => run() };
      const timetable = createTimetable<MemoryTx>({ store, jobs: [work], tickAt: '* * * * * *' });
      void timetable.start();
      return () => timetable.stop();
    }),
  ]);
  expect(alone).toBeGreaterThan(1);
  expect(ours).toBe(1);
});
