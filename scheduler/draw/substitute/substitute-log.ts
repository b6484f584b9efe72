/**
 * Making substitutions (§16), for the console and the command line: open a draw as it stands,
 * order one, store its line and append its body to the log.
 */
import { canonical, parseCanonical } from '../canonical.js';
import { hashTable } from '../compose.js';
import type { SubstitutionBody } from '../event.js';
import { DrawFault } from '../faults.js';
import { type Draw, drawOf, type Log } from '../log.js';
import { checkHeads, poolTrees } from '../pool-trees.js';
import { type PoolFiles, readPools } from '../pools.js';
import { hashReceipt, type Receipt } from '../receipt.js';
import type { FileBytes } from '../record-file.js';
import { checkRulesOf, type Rules } from '../rules.js';
import { type Hasher, sha256 } from '../sha256/sha256.js';
import type { AssignmentTable } from '../table.js';
import { readTable } from '../table-file.js';
import { differs } from '../verify/compare.js';
import { type PrivatePart, substitute } from './substitute.js';
import {
  personHash,
  type SubstitutionDetail,
  type SubstitutionOrder,
  substitutionDetail,
  substitutionHash,
} from './substitute-detail.js';
import { privatePart } from './substitute-pools.js';
import { replaySubstitutions } from './substitute-replay.js';
import {
  applySubstitution,
  copyServing,
  type DrawnFacts,
  drawnFacts,
  type Serving,
  servingAsDrawn,
} from './substitute-state.js';

export interface SubstitutionsInput {
  log: Log;
  C: string;
  rules: Rules;
  pools: PoolFiles;
  poolKey: Uint8Array;
  /** As the draw made them; a confidential draw need not be opened. */
  files: { 'receipt.json': FileBytes; 'table.json'?: FileBytes };
  /** Lines of `substitutions.jsonl` so far. */
  lines?: FileBytes;
  hasher?: Hasher;
}

/** A draw as it stands after the substitutions so far; a value, never changed. */
export interface Substitutions {
  readonly C: string;
  readonly facts: DrawnFacts;
  readonly serving: Serving;
  readonly pools: PrivatePart;
}

/** An order with persons by their ids and the instant of approval, unix seconds. */
export interface SubstitutionRequest extends SubstitutionOrder {
  at: number;
}

export interface MadeSubstitution {
  /** For `append(log, 'substitution', body)`, which checks n and instant. */
  body: SubstitutionBody;
  detail: SubstitutionDetail;
  /** Canonical JSON and LF: the line to store. */
  line: string;
  /** The draw after it. */
  next: Substitutions;
}

/**
 * Checks files and pools against the log and replays the lines. `TRANSITION` without a receipt, `RULES_CHANGED`,
 * `POOL_CHANGED`, `DIFFERS` and the faults of a replay.
 */
export function openSubstitutions(input: SubstitutionsInput): Substitutions {
  const draw = drawOf(input.log, input.C);
  if (!draw.receipt) throw new DrawFault('TRANSITION', { state: draw.state, kind: 'substitution' });
  const rules = checkRulesOf(draw.commit, input.rules, input.log.authority);
  const pools = readPools(input.pools);
  checkHeads(poolTrees(pools, input.poolKey, input.hasher ?? sha256).heads, draw.commit);
  const receipt = readReceipt(draw, input.files['receipt.json']);
  const table = readTableOf(receipt, input.files['table.json']);
  const facts = drawnFacts(receipt, rules, table);
  const serving = servingAsDrawn(facts, receipt, table);
  replaySubstitutions(facts, serving, draw, input.lines ?? '', pools);
  return { C: draw.C, facts, serving, pools: privatePart(facts, pools) };
}

/** Makes the next substitution; throws the `SUBSTITUTION_…` fault that says why there is none. */
export function appendSubstitution(opened: Substitutions, request: SubstitutionRequest): MadeSubstitution {
  const { C, facts, serving, pools } = opened;
  const { at, requester, approver, ...rest } = request;
  const n = serving.count + 1;
  const order = {
    ...rest,
    requester: personHash(facts.seed, n, requester),
    approver: personHash(facts.seed, n, approver),
  };
  substitutionDetail({ ...order, n }, 'substitution');
  const detail = substitute(facts, serving, order, pools);
  const next = copyServing(serving);
  applySubstitution(facts, next, detail);
  return {
    body: { C, at, n, hash: substitutionHash(facts.seed, n, detail) },
    detail,
    line: `${canonical(detail, 'substitution')}\n`,
    next: { ...opened, serving: next },
  };
}

/** That it has the hash of the log makes it the receipt of the draw. */
function readReceipt(draw: Draw, file: FileBytes): Receipt {
  const receipt = parseCanonical(file, 'receipt.json') as Receipt;
  const found = hashReceipt(receipt);
  const expected = draw.receipt!.receiptHash;
  if (found !== expected) throw differs('抽取结果的指纹', 'receiptHash', found, expected);
  return receipt;
}

/** Undefined in stage `targets`; `FILE_MISSING` where the draw has a table. */
function readTableOf({ tableHash }: Receipt, file: FileBytes | undefined): AssignmentTable | undefined {
  if (tableHash === undefined) return undefined;
  if (file === undefined) throw new DrawFault('FILE_MISSING', { file: 'table.json' });
  const table = readTable(file);
  const found = hashTable(table);
  if (found !== tableHash) throw differs('配对表指纹', 'tableHash', found, tableHash);
  return table;
}
