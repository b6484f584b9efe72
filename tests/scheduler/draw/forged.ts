/** Freezes of a dishonest server, and who finds them out. */
import {
  type Commit,
  type PoolFiles,
  publicBundle,
  restrictedBundle,
  verifyPublic,
  verifyRestricted,
} from '../../../scheduler/draw/index.js';
import { poolTrees } from '../../../scheduler/draw/pool-trees.js';
import { readPools } from '../../../scheduler/draw/pools.js';
import { sha256 } from '../../../scheduler/draw/sha256/sha256.js';
import { type Options, poolKey, rulesOf, Story, statement } from './scenario.js';

/** A draw frozen by a server that checks nothing: the honest commitment with these parts instead. */
export function forged(options: Options, pools: PoolFiles, more: (commit: Commit) => void = () => {}): Story {
  const story = new Story(options).freeze();
  const { heads } = poolTrees(readPools(pools), poolKey, sha256);
  const commit: Commit = structuredClone({ ...story.commit, ...heads });
  commit.strata.forEach((head, h) => {
    const { weightsHash } = story.commit.strata[h]!;
    if (weightsHash) head.weightsHash = weightsHash;
  });
  more(commit);
  return new Story(options).step('freeze', { commit });
}

/** The fault at either level of a bundle of the log's last freeze. */
export function refusals(story: Story, options: Options, pools: PoolFiles) {
  const C = [...story.log.draws.keys()].at(-1)!;
  const parts = { log: story.file, C, rules: rulesOf(options), statement };
  const verdicts = [
    verifyPublic(publicBundle(parts)),
    verifyPublic(publicBundle({ ...parts, published: { pools, poolKey } })),
    verifyRestricted(restrictedBundle({ ...parts, pools, poolKey })),
  ];
  return verdicts.map((verdict) => (verdict.ok ? 'none' : verdict.code));
}
