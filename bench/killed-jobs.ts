import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { JobFigures } from './jobs-alone.js';
import { type Started, startProgram } from './process.js';

/** How many jobs, workers and kills; the seed says whom and when. */
export interface KillPlan {
  /** `postgresql://…`, or a folder, which only one worker can have open. */
  readonly place: string;
  readonly jobs: number;
  readonly workers: number;
  readonly kills: number;
  readonly seed: string;
}

export interface KilledJobs extends JobFigures {
  /** How many workers were killed while others, or their successors, went on. */
  readonly kills: number;
  /** From the first worker's start to the last one's end. */
  readonly seconds: number;
}

const program = 'dist/bench/jobs-alone.js';

/** One part to its end. */
async function run(...args: string[]): Promise<string> {
  const { out, err, ended } = startProgram(program, args);
  if ((await ended) !== 0) throw new Error(`${args[0]}: ${err()}`);
  return out();
}

/** The n-th fraction of a seed, 0 to 1. */
function fraction(seed: string, n: number): number {
  return createHash('sha256').update(`${seed} ${n}`).digest().readUInt32BE() / 2 ** 32;
}

/** Workers that are replaced when they are killed; what they said counts on. */
class Crew {
  readonly #workers: Started[];
  readonly #place: string;
  #saidBefore = 0;

  constructor({ place, workers }: KillPlan) {
    this.#place = place;
    this.#workers = Array.from({ length: workers }, () => this.#start());
  }

  #start(): Started {
    return startProgram(program, ['work', this.#place]);
  }

  /** Attempts that came to an end, as far as a worker lived to say so. */
  get saidCount(): number {
    const counts = this.#workers.map(({ out }) => out().split('\n').length - 1);
    return counts.reduce((sum, count) => sum + count, this.#saidBefore);
  }

  get isAtWork(): boolean {
    return this.#workers.some(({ child }) => child.exitCode === null);
  }

  /** Kills one of them and puts another in its place. @returns whether it was alive */
  async replace(index: number): Promise<boolean> {
    const worker = this.#workers[index % this.#workers.length] as Started;
    if (!worker.child.kill('SIGKILL')) return false;
    await worker.ended;
    this.#saidBefore += worker.out().split('\n').length - 1;
    this.#workers[this.#workers.indexOf(worker)] = this.#start();
    return true;
  }

  /** @throws when one of them ended otherwise than by itself */
  async end(): Promise<void> {
    for (const { ended, err } of this.#workers) if ((await ended) !== 0) throw new Error(err());
  }
}

/** Has jobs done by workers that are killed at seeded moments, and counts what stands afterwards. */
export async function killWhileWorking(plan: KillPlan): Promise<KilledJobs> {
  const { place, jobs, workers, kills: wanted, seed } = plan;
  await run('prepare', place, String(jobs));
  const start = performance.now();
  const crew = new Crew(plan);
  let kills = 0;
  for (let n = 0; n < wanted; n += 1) {
    // Spread over the first nine tenths, so that somebody is left to be killed.
    const moment = ((n + fraction(seed, 3 * n)) / wanted) * jobs * 0.9;
    while (crew.isAtWork && crew.saidCount < moment) await sleep(1);
    await sleep(fraction(seed, 3 * n + 1) * 20);
    if (await crew.replace(Math.floor(fraction(seed, 3 * n + 2) * workers))) kills += 1;
  }
  await crew.end();
  const seconds = (performance.now() - start) / 1_000;
  return { ...(JSON.parse(await run('judge', place)) as JobFigures), kills, seconds };
}
