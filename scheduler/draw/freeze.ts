/** The freeze (封库, §5): from rules and pools to the commitment that fixes them. */
import { type Commit, commitCheck, commitHash, type Frame, type TargetSource } from './commit.js';
import { checkCommit } from './commit-agree.js';
import type { FreezeBody } from './event.js';
import { type PoolHeads, poolTrees } from './pool-trees.js';
import { type PoolFiles, type Pools, readPools } from './pools.js';
import { checkRules, hashRules, type Rules } from './rules.js';
import { checkSession, sessionHash } from './session.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { checkSizes } from './sizes.js';
import { type Issue, withIssues } from './sources.js';
import { checkStatement, type Statement, statementHash, statementShape } from './statement.js';
import { hashWeights, poolWeights } from './weights.js';

export type { PoolFiles } from './pools.js';

/** Instants in unix seconds, hashes in hex. */
export interface FreezeInput {
  campaign: string;
  /** As `nextDrawNo` says. */
  drawNo: number;
  rules: Rules;
  pools: PoolFiles;
  /** 32 random bytes of this draw alone. */
  poolKey: Uint8Array;
  frame: Frame;
  statement: Statement;
  operatorHash: string;
  /** One for each number of the rules. */
  issues?: readonly Issue[];
  /** Confidential mode only, like `revealBy`. */
  secretHash?: string;
  drawBy: number;
  revealBy?: number;
  /** Stage `officers` only. */
  targetSource?: TargetSource;
  frozenAt: number;
  hasher?: Hasher;
}

export interface Frozen {
  commit: Commit;
  /** Hash of the commitment, hex. */
  C: string;
  /** Body of the freeze event. */
  body: FreezeBody;
}

/** Checks everything that can be known before the draw, and commits to it. */
export function freezeDraw(input: FreezeInput): Frozen {
  const rules = checkRules(input.rules);
  const pools = readPools(input.pools);
  checkSizes(rules, pools);
  const statement = statementShape(input.statement, 'statement');
  checkStatement(statement, {
    registered: input.frame.registerCount,
    covered: countTargets(pools),
    excluded: pools.excluded.count,
  });
  const commit = commitCheck(commitOf(input, rules, pools), 'commit');
  checkCommit(commit);
  return { commit, C: commitHash(commit), body: { commit } };
}

/** Several draws of one act. */
export interface FrozenSession {
  /** In the order of the act; the `body` of each would freeze it alone. */
  draws: Frozen[];
  /** S, hex: what the witnesses commit to. */
  session: string;
  /** Body of the one freeze event. */
  body: FreezeBody;
}

/** Freezes several campaigns in one act. `SESSION_DIFFERS` where they do not share what a session shares. */
export function freezeDraws(inputs: readonly FreezeInput[]): FrozenSession {
  const draws = inputs.map(freezeDraw);
  const commits = draws.map((draw) => draw.commit);
  checkSession(commits);
  const session = sessionHash(draws.map((draw) => draw.C));
  return { draws, session, body: draws.length === 1 ? draws[0]!.body : { commits } };
}

function commitOf(input: FreezeInput, rules: Rules, pools: Pools): Commit {
  const { campaign, drawNo, frame, operatorHash, secretHash, drawBy, revealBy, targetSource, frozenAt } =
    input;
  return {
    alg: 'dr/1',
    campaign,
    drawNo,
    stage: rules.stage,
    mode: rules.mode,
    rulesHash: hashRules(rules),
    frame,
    ...headsOf(input, rules, pools),
    statementHash: statementHash(input.statement),
    entropy: withIssues(rules.entropy, input.issues ?? []),
    operatorHash,
    secretHash,
    drawBy,
    revealBy,
    targetSource,
    frozenAt,
  };
}

/** Roots and counts; strata selected by weight with the hash of their weights. */
function headsOf(input: FreezeInput, rules: Rules, pools: Pools): PoolHeads {
  const weights = poolWeights(rules, pools);
  const { heads } = poolTrees(pools, input.poolKey, input.hasher ?? sha256);
  const strata = heads.strata.map((head) => {
    const own = weights.get(head.code);
    return own ? { ...head, weightsHash: hashWeights(own) } : head;
  });
  return { ...heads, strata };
}

export function countTargets(pools: Pools): number {
  return pools.strata.reduce((sum, stratum) => sum + stratum.file.count, 0);
}
