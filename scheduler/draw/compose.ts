/** The receipt from its parts (§15), the same at the draw and at every verification. */
import { toHex } from './bytes.js';
import { documentHash } from './digest.js';
import type { Draw, Log } from './log.js';
import { outcomesOf } from './number.js';
import { headOfProbabilities } from './probabilities.js';
import type { Assurance, Receipt, ReceiptTeam } from './receipt.js';
import type { Rules } from './rules.js';
import { type StratumSelection, stratumResult } from './selection.js';
import { type CommittedSource, witnessesOf } from './sources.js';
import type { Assignment, AssignmentTable } from './table.js';

export interface ReceiptParts {
  log: Log;
  draw: Draw;
  rules: Rules;
  seedInputs: string[];
  seed: Uint8Array;
  selections: StratumSelection[];
  /** Absent in stage `targets`. */
  staffing?: { table: AssignmentTable; assignment: Assignment; leads: number[] };
  resultRoot: string;
}

export function composeReceipt(parts: ReceiptParts): Receipt {
  const { log, draw, rules, staffing } = parts;
  return {
    alg: 'dr/1',
    authority: log.authority,
    series: log.series,
    C: draw.C,
    ...sessionOf(log, draw),
    commit: draw.commit,
    anchors: anchorsInOrder(draw),
    reveals: draw.reveals.map((reveal) => reveal!),
    seedInputs: parts.seedInputs,
    seed: toHex(parts.seed),
    assurance: assuranceOf(draw),
    ...outcomes(draw.commit.entropy),
    strata: parts.selections.map(stratumResult),
    ...(staffing && staffed(staffing)),
    earlier: [...draw.earlier],
    resultRoot: parts.resultRoot,
    versions: algorithmsOf(rules),
  };
}

/** In the order of the witnesses in the commitment. */
function anchorsInOrder(draw: Draw): Receipt['anchors'] {
  return draw.commit.entropy.flatMap((source) =>
    draw.anchors.filter((anchor) => anchor.witness === source.id),
  );
}

/** The draws frozen in the same act, this one among them. */
function sessionOf(log: Log, draw: Draw): Pick<Receipt, 'session'> {
  const session = log.sessions.get(draw.session)!;
  return session.length > 1 ? { session: [...session] } : {};
}

/** Every anchor in the log has passed its checks, so that their number decides: without them nothing is proven. */
export function assuranceOf({ commit: { entropy }, anchors }: Draw): Assurance {
  const { length } = witnessesOf(entropy);
  if (length === 0 || anchors.length < length) return 'SELF';
  if (entropy.some((source) => source.type === 'beacon')) return 'BEACON';
  return publicOutcomes(entropy) >= 2n ** 64n ? 'PUBLIC' : 'WITNESSED';
}

function outcomes(entropy: readonly CommittedSource[]): Pick<Receipt, 'outcomes'> {
  const any = entropy.some((source) => source.type === 'number');
  return any ? { outcomes: publicOutcomes(entropy).toString() } : {};
}

/** Of all numbers together; 1 without one. */
function publicOutcomes(entropy: readonly CommittedSource[]): bigint {
  return outcomesOf(entropy.flatMap((source) => (source.type === 'number' ? source.parts : [])));
}

function staffed({ table, assignment, leads }: NonNullable<ReceiptParts['staffing']>): Partial<Receipt> {
  const teams: ReceiptTeam[] = assignment.teams.map((team, i) => ({ ...team, lead: leads[i]! }));
  const { held, certificate, probabilities } = assignment;
  return {
    tableHash: hashTable(table),
    teams,
    held,
    ...(certificate && { certificate }),
    ...(probabilities && { probabilities: headOfProbabilities(probabilities, table) }),
  };
}

/** `H("dr/1/table", canonical(table))` in hex. */
export function hashTable(table: AssignmentTable): string {
  return documentHash('dr/1/table', table);
}

/** Ids of every algorithm the rules use, ascending. */
function algorithmsOf(rules: Rules): string[] {
  const ids = new Set<string>(['dr/1', ...rules.strata.map((stratum) => stratum.select)]);
  if (rules.team) ids.add(rules.team.alg);
  return [...ids].sort();
}
