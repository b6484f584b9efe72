/** The receipt of a draw (§15). `receiptHash = H("dr/1/receipt", canonical(receipt))`. */
import type { Commit } from './commit.js';
import { documentHash } from './digest.js';
import type { AnchorBody, RevealBody } from './event.js';
import type { Certificate, Team } from './table.js';

/**
 * `SELF`: no witness. `WITNESSED`: holds unless the operator and every witness collude. `PUBLIC`: numbers of at
 * least 2^64 outcomes besides. `BEACON`: a public beacon besides.
 */
export type Assurance = 'SELF' | 'WITNESSED' | 'PUBLIC' | 'BEACON';

/** The table of probabilities of `sr-assign-me/1`: its lines, the largest pair over 2^32, its root in hex. */
export interface ProbabilityHead {
  count: number;
  max: number;
  root: string;
}

/** The selection in one stratum; leaf numbers within the stratum, in draw order. */
export interface StratumResult {
  code: string;
  k: number;
  /** Ticket of the last unit selected, 16 hex digits; absent when k is 0 and with `sr-pps/1`. */
  cutOff?: string;
  selected: number[];
  reserve: number[];
}

/** A team and its leader. */
export interface ReceiptTeam extends Team {
  lead: number;
}

/** An earlier draw over the same campaign, filter or register, as it stood at this draw's freeze. */
export interface EarlierDraw {
  C: string;
  campaign: string;
  drawNo: number;
  state: string;
  receiptHash?: string;
}

export interface Receipt {
  alg: 'dr/1';
  authority: string;
  series: 'M' | 'R';
  C: string;
  /** C of every draw frozen in one act, in its order; absent where it is this one alone. */
  session?: string[];
  commit: Commit;
  anchors: AnchorBody[];
  /** In the commitment's order of sources. */
  reveals: RevealBody[];
  /** The values in the order of the seed, then the secret in confidential mode; hex. */
  seedInputs: string[];
  seed: string;
  assurance: Assurance;
  /** Outcomes of all numbers together, in decimal; absent without one. */
  outcomes?: string;
  strata: StratumResult[];
  /** Absent in stage `targets`, like teams and held. */
  tableHash?: string;
  teams?: ReceiptTeam[];
  held?: number[];
  certificate?: Certificate;
  /** With `sr-assign-me/1` alone. */
  probabilities?: ProbabilityHead;
  earlier: EarlierDraw[];
  resultRoot: string;
  /** Algorithm ids used, ascending. */
  versions: string[];
}

export function hashReceipt(receipt: Receipt): string {
  return documentHash('dr/1/receipt', receipt);
}
