/** Seeds for the tests of this room. */
import { taggedHash } from '../../../scheduler/draw/index.js';

/** The seed of a number. */
export const seedOf = (n: number) => taggedHash('test', [String(n)]);
