import { createHash } from 'node:crypto';
import { type StepKind, stepKinds } from './crash-driver.js';

/** When the server is killed: while it starts, or during a step, after a part of the time that the step takes. */
export interface Moment {
  readonly kind: StepKind | 'start';
  /** Which step of its kind, from 1. */
  readonly ordinal: number;
  /** 0 is when the step begins; above 1 it has mostly ended, and the next one may have begun. */
  readonly fraction: number;
}

/** Numbers from 0 to 1 that are the same for the same seed. */
function numbersFrom(seed: string): () => number {
  let counter = 0;
  return () => createHash('sha256').update(`${seed}:${counter++}`).digest().readUInt32BE() / 2 ** 32;
}

/** Steps of which a round takes several. */
const repeated: readonly StepKind[] = ['record', 'sign', 'confirm', 'release'];

/**
 * Random moments, the same for the same seed: kinds in random order, none a second time before each had its turn, and
 * within a step any instant. By the clock alone most would fall on the few slow steps.
 */
export function chooseMoments(count: number, seed: string): Moment[] {
  const next = numbersFrom(seed);
  const kinds: Moment['kind'][] = [];
  while (kinds.length < count) {
    const left: Moment['kind'][] = [...stepKinds, 'start'];
    while (left.length > 0) kinds.push(...left.splice(Math.floor(next() * left.length), 1));
  }
  return kinds.slice(0, count).map((kind) => ({
    kind,
    ordinal: kind !== 'start' && repeated.includes(kind) ? 1 + Math.floor(next() * 5) : 1,
    fraction: next() * 1.2,
  }));
}
