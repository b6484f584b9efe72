/** The commitment of a draw (§5): what a freeze fixes. `C = H("dr/1/commit", canonical(commit))`. */
import { code, count, instant } from './codes.js';
import { date } from './dates.js';
import { documentHash } from './digest.js';
import { malformed } from './faults.js';
import type { Mode, Stage } from './rules.js';
import { ascending, type Check, hash, integer, list, oneOf, optional, shape, text } from './shape.js';
import { type CommittedSource, committedSource } from './sources.js';

/** The frame the pools were taken from. */
export interface Frame {
  /** Hash of the filter, hex. */
  filterHash: string;
  /** Hash that fixes the register on `asOn`; equal registers have equal hashes (`registerHash`). */
  registerRoot: string;
  registerCount: number;
  asOn: string;
}

/** Where the targets of stage `officers` come from: a receipt of the superior, or an imported list. */
export interface TargetSource {
  kind: 'receipt' | 'list';
  /** receiptHash of the superior's draw, or the hash of the file. */
  hash: string;
  documentNo?: string;
  issuer?: string;
}

export interface TreeHead {
  count: number;
  /** Root of the salted tree, hex. */
  root: string;
}

export interface Commit {
  alg: 'dr/1';
  campaign: string;
  /** 1 for the campaign's first freeze in this log, 2 after a void or lapse, … */
  drawNo: number;
  stage: Stage;
  mode: Mode;
  rulesHash: string;
  frame: Frame;
  /** Ascending by code. */
  strata: ({ code: string; weightsHash?: string } & TreeHead)[];
  excluded: TreeHead & { reasons: { code: string; count: number }[] };
  inspectors: TreeHead;
  conflicts: TreeHead;
  statementHash: string;
  /** The rules' entropy sources, in the order of the seed; each number with its issue. */
  entropy: CommittedSource[];
  operatorHash: string;
  /** Confidential mode only. */
  secretHash?: string;
  /** Last instant at which a reveal is accepted, unix seconds. */
  drawBy: number;
  /** Confidential mode only: instant from which the draw is to be opened. */
  revealBy?: number;
  targetSource?: TargetSource;
  frozenAt: number;
}

const commitShape = shape<Commit>({
  alg: oneOf('dr/1'),
  campaign: code,
  drawNo: integer(1),
  stage: oneOf('targets', 'officers', 'both'),
  mode: oneOf('open', 'confidential'),
  rulesHash: hash,
  frame: shape<Frame>({ filterHash: hash, registerRoot: hash, registerCount: count, asOn: date }),
  strata: ascending(
    shape<Commit['strata'][number]>({ code, count, root: hash, weightsHash: optional(hash) }),
    (tree) => tree.code,
    1,
  ),
  excluded: shape<Commit['excluded']>({
    count,
    root: hash,
    reasons: ascending(shape<{ code: string; count: number }>({ code, count }), (reason) => reason.code),
  }),
  inspectors: shape<TreeHead>({ count, root: hash }),
  conflicts: shape<TreeHead>({ count, root: hash }),
  statementHash: hash,
  entropy: list(committedSource, 1),
  operatorHash: hash,
  secretHash: optional(hash),
  drawBy: instant,
  revealBy: optional(instant),
  targetSource: optional(
    shape<TargetSource>({
      kind: oneOf('receipt', 'list'),
      hash,
      documentNo: optional(text),
      issuer: optional(text),
    }),
  ),
  frozenAt: instant,
});

/** The units of all strata together are no more than a count may be: every draw among them stays exact. */
export const commitCheck: Check<Commit> = (value, at) => {
  const commit = commitShape(value, at);
  const units = commit.strata.reduce((sum, stratum) => sum + stratum.count, 0);
  if (units > 100_000_000) throw malformed(`${at}.strata`, 'at most 100000000 units', '合计至多 1 亿个对象');
  return commit;
};

/** C in hex. */
export function commitHash(commit: Commit): string {
  return documentHash('dr/1/commit', commit);
}
