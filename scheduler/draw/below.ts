/** Exact uniform integers from a stream by rejection (§7). Never `%` alone, never a scaled double. */
import type { Stream } from './stream.js';

const two32 = 0x1_0000_0000;
const two64 = 1n << 64n;

/** Uniform in 0 … n − 1, for 1 ≤ n ≤ 2^32. */
export function below(stream: Stream, n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > two32) throw new RangeError(`below: ${n}`);
  const limit = two32 - (two32 % n);
  for (;;) {
    const x = stream.next();
    if (x < limit) return x % n;
  }
}

/** Uniform in 0 … n − 1, for 1 ≤ n ≤ 2^64, from pairs of outputs, high first. */
export function below64(stream: Stream, n: bigint): bigint {
  if (n < 1n || n > two64) throw new RangeError(`below64: ${n}`);
  const limit = two64 - (two64 % n);
  for (;;) {
    const high = stream.next();
    const x = (BigInt(high) << 32n) | BigInt(stream.next());
    if (x < limit) return x % n;
  }
}

/** Seeded order (Fisher and Yates): for i from the last down to 1, exchange i with below(i + 1). In place. */
export function shuffle<T>(items: T[], stream: Stream): T[] {
  for (let i = items.length - 1; i > 0; i--) {
    const j = below(stream, i + 1);
    [items[i], items[j]] = [items[j]!, items[i]!];
  }
  return items;
}
