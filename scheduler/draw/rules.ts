/**
 * The approved rules of a campaign (§3): everything that decides a draw besides pools and chance.
 *
 * `rulesHash = H("dr/1/rules", canonical(rules))`.
 */
import { canonical } from './canonical.js';
import { authority, code } from './codes.js';
import type { Commit } from './commit.js';
import { date, type Period } from './dates.js';
import { documentHash } from './digest.js';
import { DrawFault } from './faults.js';
import { checkAgreement } from './rules-agree.js';
import { ascending, type Check, integer, list, oneOf, optional, shape, text } from './shape.js';
import { type EntropySource, entropySource, withoutIssues } from './sources.js';

export type Stage = 'targets' | 'officers' | 'both';
export type Mode = 'open' | 'confidential';
export type Rounding = 'ceil' | 'floor' | 'controlled';

/** One stratum. Exactly one of `rate` and `count`, or neither where the rules state a `total`. */
export interface StratumRule {
  code: string;
  /** Parts per million of the stratum's units. */
  rate?: number;
  /** Units to select. */
  count?: number;
  /** For a rate or a share of the total; absent with `count`. */
  rounding?: Rounding;
  /** The rate is a legal floor or cap, so that `controlled` is refused. */
  bound?: 'floor' | 'cap';
  /** Units held in reserve, at most. */
  reserve: number;
  /** Algorithm of the selection: `sr-ticket/1` or, by weight, `sr-pps/1`. */
  select: string;
}

/** `n` officers that satisfy these conditions besides being eligible for the target. */
export interface SlotRule {
  n: number;
  role: 'inspector' | 'expert';
  department?: string;
  skill?: string;
}

export interface TeamRule {
  /** Algorithm of the assignment: `sr-assign/1` or, with published probabilities, `sr-assign-me/1`. */
  alg: string;
  /** For `sr-assign-me/1`: the most probability, in parts per million, of any officer meeting any target drawn. */
  bound?: number;
  slots: SlotRule[];
  /** Targets per officer in this draw, where the inspector's record states no capacity. */
  capacity: number;
  /** Kind of certificate that counts; absent: any. */
  certificate?: string;
  /** Days of leave within the window from which on an officer counts as absent; absent: 1. */
  leaveDays?: number;
}

/** What a substitution may be of. */
export const substitutionKinds = ['target', 'officer', 'held'] as const;
export type SubstitutionKind = (typeof substitutionKinds)[number];

export interface SubstitutionReason {
  code: string;
  /** Where it is given, the reason serves this kind alone. */
  of?: SubstitutionKind;
  text: string;
}

export interface Rules {
  alg: 'dr/1';
  authority: string;
  stage: Stage;
  mode: Mode;
  strata: StratumRule[];
  /** Units to select over all strata together, in proportion to their sizes. */
  total?: number;
  /** Days on which a visit may take place; absent only in stage `targets`. */
  window?: Required<Period>;
  /** Absent only in stage `targets`. */
  team?: TeamRule;
  /** In the order in which the values enter the seed. */
  entropy: EntropySource[];
  /** Reasons for which a drawn target or officer may be replaced, by code; the text is Chinese. */
  substitution?: SubstitutionReason[];
  /** Rotation, caps and other approved terms that the pools already reflect; hashed, not interpreted. */
  terms?: { code: string; text: string; limit?: number }[];
  /** Legal basis and whatever else was approved with the rules; hashed, not interpreted. */
  basis?: string;
}

const stratumRule = shape<StratumRule>({
  code,
  rate: optional(integer(0, 1_000_000)),
  count: optional(integer(0, 100_000_000)),
  rounding: optional(oneOf('ceil', 'floor', 'controlled')),
  bound: optional(oneOf('floor', 'cap')),
  reserve: integer(0, 100_000_000),
  select: text,
});

const slotRule = shape<SlotRule>({
  n: integer(1, 100),
  role: oneOf('inspector', 'expert'),
  department: optional(code),
  skill: optional(code),
});

const teamRule = shape<TeamRule>({
  alg: text,
  bound: optional(integer(1, 999_999)),
  slots: list(slotRule, 1),
  capacity: integer(1, 1_000_000),
  certificate: optional(code),
  leaveDays: optional(integer(1, 10_000)),
});

/** A visit window or other stretch with both ends, shape only. */
export const window: Check<Required<Period>> = shape<Required<Period>>({ from: date, to: date });

const term = shape<NonNullable<Rules['terms']>[number]>({ code, text, limit: optional(integer()) });

const rulesShape: Check<Rules> = shape<Rules>({
  alg: oneOf('dr/1'),
  authority,
  stage: oneOf('targets', 'officers', 'both'),
  mode: oneOf('open', 'confidential'),
  strata: ascending(stratumRule, (stratum) => stratum.code, 1),
  total: optional(integer(1, 100_000_000)),
  window: optional(window),
  team: optional(teamRule),
  entropy: list(entropySource, 1),
  substitution: optional(
    ascending(
      shape<SubstitutionReason>({ code, of: optional(oneOf(...substitutionKinds)), text }),
      (reason) => reason.code,
    ),
  ),
  terms: optional(ascending(term, (entry) => entry.code)),
  basis: optional(text),
});

/** Returns the rules typed, or throws `MALFORMED`, `UNKNOWN_…`, `RULES_CONTRADICT` and their kin. */
export function checkRules(rules: unknown): Rules {
  const checked = rulesShape(rules, 'rules');
  checkAgreement(checked);
  return checked;
}

/** The rules, checked, are those a commitment of this authority was made under; else `RULES_CHANGED`, `WEIGHTS_RULE`. */
export function checkRulesOf(commit: Commit, rules: unknown, authority: string): Rules {
  const checked = checkRules(rules);
  const agreed: [string, boolean][] = [
    ['rulesHash', hashRules(checked) === commit.rulesHash],
    ['authority', checked.authority === authority],
    ['stage', checked.stage === commit.stage],
    ['mode', checked.mode === commit.mode],
    ['entropy', canonical(checked.entropy) === canonical(withoutIssues(commit.entropy))],
    ['strata', codesOf(checked.strata) === codesOf(commit.strata)],
  ];
  for (const [field, same] of agreed) if (!same) throw new DrawFault('RULES_CHANGED', { field });
  checked.strata.forEach((rule, h) => {
    if (isWeighted(rule) === (commit.strata[h]!.weightsHash !== undefined)) return;
    throw new DrawFault('WEIGHTS_RULE', { stratum: rule.code });
  });
  return checked;
}

/** Whether the stratum is selected by the weights of its targets. */
export function isWeighted(rule: StratumRule): boolean {
  return rule.select === 'sr-pps/1';
}

function codesOf(strata: readonly { code: string }[]): string {
  return strata.map((stratum) => stratum.code).join(' ');
}

/** `H("dr/1/rules", canonical(rules))` in hex. */
export function hashRules(rules: Rules): string {
  return documentHash('dr/1/rules', rules);
}
