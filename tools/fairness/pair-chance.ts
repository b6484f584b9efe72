/** How probably one officer was to meet one target: exact where the draw publishes it, else estimated. */
import {
  type AssignmentTable,
  type BundleFiles,
  fromHex,
  type ProbabilityProof,
  proveProbability,
  type Receipt,
  type Rules,
  taggedHash,
  trialTeams,
} from '../../scheduler/draw/index.js';
import { parsed } from './bundle-parts.js';
import { estimatePairs, standardError } from './pairs.js';

/** How probably the officer was to meet the target, given that the target was drawn. */
export type PairChance =
  | { exact: true; units: number; proof: ProbabilityProof; root: string }
  | { exact: false; meetings: number; trials: number; standardError: number };

export type Chance = PairChance & { decimal: number };

/** Trials of an estimate, always as many: nobody picks the number that suits. */
export const certificateTrials = 1000;

/** H("dr/1/certificate", receiptHash, i): anybody with the public table repeats the estimate. */
export function certificateSeed(receiptHash: string, trial: number): Uint8Array {
  return taggedHash('dr/1/certificate', [fromHex(receiptHash, 'receiptHash'), String(trial)]);
}

/** Leaf numbers of the officers whom some slot of the target lists. */
export function eligibleFor(table: AssignmentTable, target: number): number[] {
  const row = table.targets.find(({ index }) => index === target);
  return [...new Set(row?.slots.flatMap((slot) => slot.officers))].sort((a, b) => a - b);
}

/** Global index of the target, leaf number of the officer. */
export interface Pair {
  target: number;
  officer: number;
  receiptHash: string;
}

/** From the published probabilities, else estimated. */
export function pairChance(files: BundleFiles, table: AssignmentTable, pair: Pair, rules: Rules): Chance {
  const published = files['probabilities.jsonl'];
  if (published !== undefined) {
    const proof = proveProbability(published, pair.target)!;
    const units = unitsOf(table, proof, pair);
    const root = parsed<Receipt>(files, 'receipt.json').probabilities!.root;
    return { exact: true, units, proof, root, decimal: units / 2 ** 32 };
  }
  return estimateOf(rules, table, pair);
}

/** Sum of the y's of the officer over the target's slots. */
export function unitsOf(
  table: AssignmentTable,
  { row }: ProbabilityProof,
  { target, officer }: Pair,
): number {
  const slots = table.targets.find(({ index }) => index === target)!.slots;
  return slots.reduce((sum, slot, s) => {
    const i = slot.officers.indexOf(officer);
    return i < 0 ? sum : sum + row.slots[s]![i]!;
  }, 0);
}

/** The teams of the same table drawn again, with the certificate's seeds. */
export function estimateOf(
  rules: Rules,
  table: AssignmentTable,
  { target, officer, receiptHash }: Pair,
): Chance {
  const trials = certificateTrials;
  const { rows } = estimatePairs(table, trials, (trial) =>
    trialTeams(rules, table, certificateSeed(receiptHash, trial)),
  );
  const row = rows.find((one) => one.target === target)!;
  const decimal = row.probabilities[row.officers.indexOf(officer)]!;
  return {
    exact: false,
    meetings: Math.round(decimal * trials),
    trials,
    standardError: standardError(decimal, trials),
    decimal,
  };
}
