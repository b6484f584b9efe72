import fc from 'fast-check';
import { lackingOf } from './reach.js';
import { sequences, walkThrough } from './sequences.js';
import { Stage } from './stage.js';
import type { Reached } from './walk.js';

/** Sequences of one shard. */
const usualRuns = 500;

/**
 * What the sequences begin from, and how many there are. A path is where fast-check found a failure: it is walked again, alone,
 * and the seed is then that of the failure.
 */
const { FAIRDRAW_MODEL_SEED, FAIRDRAW_MODEL_RUNS, FAIRDRAW_MODEL_PATH: path } = process.env;
const seed = Number(FAIRDRAW_MODEL_SEED ?? 20_260_210);
const numRuns = Number(FAIRDRAW_MODEL_RUNS ?? usualRuns);

/** Looking for a smaller failure ends in time to tell of it. */
const mostMs = 1_500_000;

/** One of the shards among which the sequences are split, so that all workers share them. */
export function testShard(shard: number): void {
  let stage: Stage;
  const reached: Reached = new Map();
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());

  const name = `in ${path ? 'the walk of that path' : `${numRuns} random walks`}`;
  test(
    `${name} no step is out of order, nothing is lost, and nothing is confirmed twice`,
    async () => {
      const property = fc.asyncProperty(sequences, (sequence) => walkThrough(stage, sequence, reached));
      await fc.assert(property, {
        ...{
          seed: path ? seed : seed + shard,
          path,
          numRuns,
          endOnFailure: path !== undefined,
        },
        ...{ interruptAfterTimeLimit: mostMs, markInterruptAsFailure: true },
      });
      // Fewer walks need not have come everywhere.
      if (!path && numRuns >= usualRuns) expect(lackingOf(reached)).toEqual([]);
      await stage.settle();
    },
    mostMs + 60_000,
  );
}
