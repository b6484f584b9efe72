/**
 * Verification (§18). Each level recomputes the draw from the files it was given and names the first thing that
 * differs. A verifier trusts nothing but these files and what it brings along in `Expectation`.
 */
import type { BundleFiles } from '../bundle.js';
import { DrawFault, type FaultCode, type FaultData } from '../faults.js';
import type { Assurance } from '../receipt.js';
import { type Hasher, sha256 } from '../sha256/sha256.js';
import type { Signatures } from '../signatures.js';
import type { DrawState } from '../states.js';
import type { History } from './history.js';
import { verifyFiles } from './verify-files.js';

/** What the verifier knows from elsewhere; without it a whole log of an impostor would verify. */
export interface Expectation {
  authority?: string;
  /** Hashes of events seen before (printed on a slip, signed by a witness): each must be in the log. */
  heads?: readonly string[];
  /** Keys of witnesses, hex. */
  witnesses?: readonly { id: string; publicKey: string }[];
  hasher?: Hasher;
  signatures?: Signatures;
}

export interface Verified extends History {
  ok: true;
  level: 'public' | 'restricted';
  C: string;
  series: 'M' | 'R';
  state: DrawState;
  assurance: Assurance;
  /** From the receipt on. */
  count?: number;
  receiptHash?: string;
  resultRoot?: string;
  /** Where the receipt is in the bundle. */
  seed?: string;
  /** Files looked at, in order. */
  checked: string[];
}

export interface Refused {
  ok: false;
  level: 'public' | 'restricted';
  code: FaultCode;
  zh: string;
  en: string;
  data: FaultData;
}

export type Verdict = Verified | Refused;

/** Published files only. */
export function verifyPublic(files: BundleFiles, expect: Expectation = {}): Verdict {
  return verdictOf('public', files, expect);
}

/** With pool key and pools: roots, counts, exclusions, eligibility, table, conflicts, statement, results. */
export function verifyRestricted(files: BundleFiles, expect: Expectation = {}): Verdict {
  return verdictOf('restricted', files, expect);
}

function verdictOf(level: 'public' | 'restricted', files: BundleFiles, expect: Expectation): Verdict {
  try {
    return verifyFiles(level, files, expect, expect.hasher ?? sha256);
  } catch (error) {
    if (!(error instanceof DrawFault)) throw error;
    const { code, zh, en, data } = error;
    return { ok: false, level, code, zh, en, data };
  }
}
