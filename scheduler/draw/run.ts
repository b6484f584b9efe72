/** The draw itself (§7 to §15): a pure function of log, rules, pools and secret, run with the last reveal. */
import { utf8 } from './bytes.js';
import { canonical } from './canonical.js';
import { composeReceipt } from './compose.js';
import type { ReceiptBody } from './event.js';
import { DrawFault } from './faults.js';
import { type Draw, drawOf, type Log } from './log.js';
import { checkHeads, poolTrees } from './pool-trees.js';
import { fileNames, type PoolFiles, type Pools, readPools } from './pools.js';
import { probabilityFile } from './probabilities.js';
import type { Slip } from './proof.js';
import { type Assurance, hashReceipt, type Receipt } from './receipt.js';
import { type Repair, repairsOf } from './repairs.js';
import { type ResultTree, resultFile, resultTree, slipsOf } from './result.js';
import { checkRulesOf, type Rules } from './rules.js';
import { seedInputs, seedOf } from './seed.js';
import { type SelectedFiles, writeSelected } from './selected-files.js';
import { selectStrata } from './selection.js';
import { type Hasher, sha256 } from './sha256/sha256.js';
import { type Staffing, staff } from './staff.js';
import type { AssignmentTable } from './table.js';
import { type DrawnUnit, listUnits } from './units.js';
import { canonicalWeights, checkWeights, poolWeights, type Weights } from './weights.js';

export interface RunInput {
  /** Up to and including the last reveal. */
  log: Log;
  C: string;
  rules: Rules;
  pools: PoolFiles;
  poolKey: Uint8Array;
  /** Confidential mode only, 32 bytes. */
  secret?: Uint8Array;
  hasher?: Hasher;
}

export interface Outcome {
  /** Body of the receipt event: the very next event of the log. */
  body: ReceiptBody;
  receipt: Receipt;
  receiptHash: string;
  resultRoot: string;
  /** Units selected. */
  count: number;
  assurance: Assurance;
  table?: AssignmentTable;
  /** Strata by code, units in draw order. */
  units: DrawnUnit[];
  reserve: DrawnUnit[];
  /** Ids of held targets. */
  held: string[];
  /** The bundle's files of this draw, to be stored verbatim. */
  files: OutcomeFiles;
  /** One slip per selected unit, in leaf order. */
  slips(): Slip[];
  /** Single changes that would staff more places, most first; empty when nothing is held. Not public. */
  repairs(): Repair[];
}

/** `selected.jsonl` and `nodes.json` are public in open mode. */
export interface OutcomeFiles extends SelectedFiles {
  'receipt.json': Uint8Array;
  'table.json'?: Uint8Array;
  /** With `sr-assign-me/1` alone. */
  'probabilities.jsonl'?: Uint8Array;
  /** One for each stratum selected by `sr-pps/1`. Public like the receipt. */
  [weights: `weights/${string}.json`]: Uint8Array;
  /** The result leaves. Restricted. */
  'results.jsonl': Uint8Array;
}

/** Throws `REVEALS_MISSING`, `RULES_CHANGED`, `POOL_CHANGED`, `SECRET_MISMATCH` and the faults of reading. */
export function runDraw(input: RunInput): Outcome {
  const draw = drawOf(input.log, input.C);
  if (draw.receipt) throw new DrawFault('TRANSITION', { state: draw.state, kind: 'receipt' });
  if (draw.state !== 'complete') throw new DrawFault('REVEALS_MISSING');
  const hasher = input.hasher ?? sha256;
  const rules = checkRulesOf(draw.commit, input.rules, input.log.authority);
  const pools = readPools(input.pools);
  const { heads, strataLeaves } = poolTrees(pools, input.poolKey, hasher);
  checkHeads(heads, draw.commit);
  checkWeights(poolWeights(rules, pools), draw.commit);
  return computeDraw({ ...input, draw, rules, pools, strataLeaves, hasher });
}

/** Everything read and checked. */
export interface ComputeInput {
  log: Log;
  draw: Draw;
  rules: Rules;
  pools: Pools;
  /** Leaf hashes of the strata, in order of code. */
  strataLeaves: Uint8Array[];
  poolKey: Uint8Array;
  secret?: Uint8Array;
  hasher: Hasher;
}

/** The computation alone; verification at the restricted level repeats exactly this. */
export function computeDraw(input: ComputeInput): Outcome {
  const { log, draw, rules, pools, hasher } = input;
  const inputs = seedInputs(draw, input.secret);
  const seed = seedOf(draw, inputs);
  const weights = poolWeights(rules, pools);
  const selections = selectStrata(rules, draw.commit.strata, seed, weights);
  const staffing = staff(rules, pools, selections, seed);
  const { units, reserve } = listUnits(pools, selections, staffing);
  const results = resultTree(units.map(resultOf), seed, hasher);
  const resultRoot = results.root;
  const receipt = composeReceipt({
    log,
    draw,
    rules,
    seedInputs: inputs,
    seed,
    selections,
    staffing,
    resultRoot,
  });
  return {
    body: bodyOf(receipt, units.length),
    receipt,
    receiptHash: hashReceipt(receipt),
    resultRoot,
    count: units.length,
    assurance: receipt.assurance,
    table: staffing?.table,
    units,
    reserve,
    held: units.filter((unit) => unit.held).map((unit) => unit.id),
    files: filesOf(input, receipt, staffing, results, weights),
    slips: () => slipsOf(draw.C, results, hasher),
    repairs: () => repairsOf(rules, pools, selections, staffing),
  };
}

function resultOf({ id, officers, order, stratum, ticket }: DrawnUnit) {
  return { id, officers, order, stratum, ticket };
}

/** The receipt carries the instant of the last reveal, in whose transaction it is computed. */
function bodyOf(receipt: Receipt, count: number): ReceiptBody {
  const { C, resultRoot } = receipt;
  const at = Math.max(...receipt.reveals.map((reveal) => reveal.at));
  return { C, at, receiptHash: hashReceipt(receipt), resultRoot, count };
}

function filesOf(
  { pools, poolKey, strataLeaves, hasher }: ComputeInput,
  receipt: Receipt,
  staffing: Staffing | undefined,
  results: ResultTree,
  weights: Weights,
): OutcomeFiles {
  const trees = pools.strata.map((stratum, h) => ({ ...stratum, leaves: strataLeaves[h]! }));
  return {
    'receipt.json': utf8(canonical(receipt)),
    ...(staffing && { 'table.json': utf8(canonical(staffing.table)) }),
    ...(staffing?.assignment.probabilities && {
      'probabilities.jsonl': probabilityFile(staffing.assignment.probabilities),
    }),
    ...Object.fromEntries(
      [...weights].map(([code, list]) => [fileNames.weights(code), canonicalWeights(list)]),
    ),
    ...writeSelected(trees, receipt.strata, poolKey, hasher),
    'results.jsonl': resultFile(results),
  };
}
