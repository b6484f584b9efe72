/** The weights of strata selected by `sr-pps/1` (§5, §17): from the pools, and as published. */
import { type BundleFiles, requireFile } from './bundle.js';
import { utf8 } from './bytes.js';
import { canonical, parseCanonical } from './canonical.js';
import type { Commit } from './commit.js';
import { documentHash } from './digest.js';
import { DrawFault } from './faults.js';
import { fileNames, type Pools } from './pools.js';
import type { FileBytes } from './record-file.js';
import { isWeighted, type Rules } from './rules.js';
import { integer, list } from './shape.js';

/** By the code of a stratum, its records' weights by leaf number; strata selected by `sr-pps/1` alone. */
export type Weights = ReadonlyMap<string, Uint32Array>;

const weightList = list(integer(1, 1_000_000));

/** From the records; `WEIGHT_MISSING` names the first without one. */
export function poolWeights(rules: Rules, pools: Pick<Pools, 'strata'>): Weights {
  const weighted = new Set(rules.strata.filter(isWeighted).map((rule) => rule.code));
  const found = new Map<string, Uint32Array>();
  for (const { code, file, weights } of pools.strata) {
    if (!weighted.has(code)) continue;
    const bare = weights.indexOf(0);
    if (bare >= 0) {
      throw new DrawFault('WEIGHT_MISSING', { file: file.name, line: bare + 1, id: file.ids[bare]! });
    }
    found.set(code, Uint32Array.from(weights));
  }
  return found;
}

/** Content of `weights/<stratum>.json`. */
export function canonicalWeights(weights: Uint32Array): Uint8Array {
  return utf8(canonical(Array.from(weights)));
}

/** `H("dr/1/weights", weights)` in hex. */
export function hashWeights(weights: Uint32Array): string {
  return documentHash('dr/1/weights', Array.from(weights));
}

/** The pools' weights are those committed, or `POOL_CHANGED`. */
export function checkWeights(weights: Weights, commit: Pick<Commit, 'strata'>): void {
  for (const { code, weightsHash } of commit.strata) {
    const own = weights.get(code);
    if (own) requireSame(fileNames.stratum(code), hashWeights(own), weightsHash);
  }
}

/** From the published files, which must be those committed: `FILE_MISSING`, `MALFORMED`, `POOL_CHANGED`. */
export function publishedWeights(rules: Rules, commit: Commit, files: BundleFiles): Weights {
  const found = new Map<string, Uint32Array>();
  rules.strata.forEach((rule, h) => {
    if (!isWeighted(rule)) return;
    const file = requireFile(files, fileNames.weights(rule.code));
    found.set(rule.code, readWeights(file, commit.strata[h]!));
  });
  return found;
}

function readWeights(file: FileBytes, stratum: Commit['strata'][number]): Uint32Array {
  const name = fileNames.weights(stratum.code);
  const weights = Uint32Array.from(weightList(parseCanonical(file, name), name));
  requireSame(name, weights.length, stratum.count);
  requireSame(name, hashWeights(weights), stratum.weightsHash);
  return weights;
}

function requireSame(file: string, found: string | number, committed: string | number | undefined): void {
  if (found !== committed) throw new DrawFault('POOL_CHANGED', { file, found, expected: committed ?? '' });
}
