import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openDatabase } from '../server/platform/database.js';
import { type Benchmark, type Measurement, median, medianMs } from './benchmark.js';
import { makeEntityFile, openBenchHouse } from './house.js';
import { peakMbOf, startProgram } from './process.js';

const runs = 5;
/** Issue 2: serving within 2.5 s on an existing embedded database. */
const goalMs = 2_500;
const peerNames = [
  'node bin/fairdraw.mjs --version',
  'the embedded database alone, opened and closed',
] as const;

async function until(holds: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await holds())) await sleep(5);
}

interface Start {
  readonly ms: number;
  readonly peakMb: number | undefined;
}

/** From spawning `fairdraw serve` until /readyz says yes. */
async function serveOnce(folder: string): Promise<Start> {
  const start = performance.now();
  const server = startProgram('bin/fairdraw.mjs', ['serve'], { FAIRDRAW_DATA_DIR: folder });
  const failed = server.ended.then((code) => {
    throw new Error(`fairdraw serve ended with ${code}: ${server.err()}`);
  });
  failed.catch(() => {});
  const address = () => /"address":"([^"]+)"/.exec(server.err())?.[1];
  await Promise.race([until(() => address() !== undefined), failed]);
  await until(async () => (await fetch(`${address()}/readyz`)).status === 200);
  const ms = performance.now() - start;
  const peakMb = peakMbOf(server);
  server.child.kill('SIGTERM');
  await server.ended;
  return { ms, peakMb };
}

async function measure(): Promise<Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'fairdraw-bench-'));
  try {
    const house = await openBenchHouse({ folder });
    await house.importEntities(makeEntityFile(20_000));
    await house.close();
    const starts: Start[] = [];
    for (let run = 0; run < runs; run++) starts.push(await serveOnce(folder));
    const bare = await medianMs(runs, () => startProgram('bin/fairdraw.mjs', ['--version']).ended);
    const alone = await medianMs(runs, async () => (await openDatabase({ folder })).close());
    const peaks = starts.map((start) => start.peakMb ?? 0);
    return [
      {
        what: 'fairdraw serve until /readyz, embedded database with 12,000 targets',
        unit: 'ms',
        ours: median(starts.map((start) => start.ms)),
        runs,
        goal: goalMs,
        peakMb: median(peaks),
        peers: [
          { name: peerNames[0], value: bare },
          { name: peerNames[1], value: alone },
        ],
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const start: Benchmark = {
  name: 'start',
  description: 'the time from the command until the server is ready',
  peers: peerNames,
  run: measure,
};
