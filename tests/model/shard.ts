import fc from 'fast-check';
import { sequences, walkThrough } from './sequences.js';
import { Stage } from './stage.js';
import type { Reached } from './walk.js';

/** Sequences of one shard, and what they began from; a path that fast-check printed goes straight to a failure. */
const {
  FAIRDRAW_MODEL_SEED: seed = '20260210',
  FAIRDRAW_MODEL_RUNS: runs = '500',
  FAIRDRAW_MODEL_PATH: path,
} = process.env;

/** One of the shards among which the sequences are split, so that all workers share them. */
export function testShard(shard: number): void {
  let stage: Stage;
  const reached: Reached = new Map();
  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage.close());

  test(`in ${runs} random walks no step is out of order, nothing is lost, and nothing is confirmed twice`, async () => {
    const property = fc.asyncProperty(sequences, (sequence) => walkThrough(stage, sequence, reached));
    await fc.assert(property, {
      seed: Number(seed) + (path ? 0 : shard),
      numRuns: Number(runs),
      path,
      endOnFailure: !!process.env.QUICK,
    });
    console.log(JSON.stringify([...reached].sort(), null, 0));
  }, 900_000);
}
