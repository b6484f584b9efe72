/** How many units of each stratum are selected and held in reserve (§8). */
import { below } from './below.js';
import { DrawFault } from './faults.js';
import type { Rules, StratumRule } from './rules.js';
import { streamOf } from './stream.js';

export interface StratumSize {
  code: string;
  /** Units in the stratum, N. */
  count: number;
}

export interface Allocation {
  code: string;
  /** Units to select. */
  k: number;
  /** Units in reserve after them. */
  reserve: number;
}

/** Strata and rules are in the same order of codes. Throws `SAMPLE_EXCEEDS_POOL`. */
export function allocate(rules: Rules, sizes: readonly StratumSize[], seed: Uint8Array): Allocation[] {
  const divisor = divisorOf(rules, sizes);
  const controlled = rules.strata.some((stratum) => stratum.rounding === 'controlled');
  const u = controlled ? below(streamOf(seed, 'alloc'), divisor) : 0;
  let carried = u;
  return rules.strata.map((stratum, h) => {
    const size = sizes[h]!;
    const quota = (stratum.rate ?? rules.total ?? 0) * size.count;
    let k = stratum.count ?? (quota - (quota % divisor)) / divisor;
    if (stratum.rounding === 'ceil' && quota % divisor > 0) k += 1;
    if (stratum.rounding === 'controlled') {
      carried += quota % divisor;
      if (carried >= divisor) {
        k += 1;
        carried -= divisor;
      }
    }
    return fitted(stratum, size, k);
  });
}

/** D: a million for rates, all units together for a total. At least 1, for an empty frame. */
function divisorOf(rules: Rules, sizes: readonly StratumSize[]): number {
  if (rules.total === undefined) return 1_000_000;
  const all = sizes.reduce((sum, size) => sum + size.count, 0);
  if (rules.total > all) {
    throw new DrawFault('SAMPLE_EXCEEDS_POOL', { stratum: 'all', wanted: rules.total, count: all });
  }
  return all;
}

function fitted(stratum: StratumRule, size: StratumSize, k: number): Allocation {
  if (k > size.count) {
    throw new DrawFault('SAMPLE_EXCEEDS_POOL', { stratum: size.code, wanted: k, count: size.count });
  }
  return { code: size.code, k, reserve: Math.min(stratum.reserve, size.count - k) };
}
