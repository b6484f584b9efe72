import { checkRules, type Rules } from '../../scheduler/draw/index.js';
import { WitnessKey } from '../account/index.js';
import { type Campaign, DrawMode, DrawStage, SlotRole } from '../plan/index.js';
import type { Reader } from '../shared/unit.js';
import type { DrawDepartments } from './draw.departments.js';
import type { DrawWitness } from './draw.entity.js';
import { neutralCode } from './neutral-code.js';
import { substitutionReasons } from './substitution-reasons.js';

/** The operator in the rules: the end of the account's id, for rules are public and usernames are not. */
export function operatorCode(reader: Reader): string {
  return `op-${(reader.actor.accountId ?? '').slice(-12)}`;
}

/** The witnesses of a campaign in a fixed order; a witness is known by the fingerprint of its key. */
export async function listWitnesses(reader: Reader, campaign: Campaign): Promise<DrawWitness[]> {
  const keys = await reader.em.find(WitnessKey, { id: { $in: campaign.witnessKeyIds } });
  return keys
    .map((key) => ({
      id: `w-${key.fingerprint.slice(0, 12)}`,
      name: key.name,
      publicKey: key.publicKey,
      accountId: key.account,
    }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

const stages: Readonly<Record<DrawStage, Rules['stage']>> = {
  BOTH: 'both',
  TARGETS: 'targets',
  OFFICERS: 'officers',
};

/** Caps and exemptions that the pools already reflect (docs/draw.md §3). */
export type RuleTerms = NonNullable<Rules['terms']>;

/** The campaign's rules as the protocol writes them. @throws DrawFault when they contradict themselves */
export function draftRules(
  campaign: Campaign,
  { all, participants }: DrawDepartments,
  authority: string,
  operator: string,
  witnesses: readonly DrawWitness[],
  terms: RuleTerms = [],
): Rules {
  const stage = stages[campaign.stage as DrawStage];
  const window = { from: campaign.windowFromOn, to: campaign.windowToOn };
  const codeOf = new Map(all.map(({ id, code }) => [id, neutralCode(code)]));
  return checkRules({
    alg: 'dr/1',
    authority,
    stage,
    mode: campaign.mode === DrawMode.OPEN ? 'open' : 'confidential',
    strata: campaign.strata.map((stratum) => ({
      code: stratum.code,
      ...(stratum.ratePpm === undefined
        ? { count: stratum.count }
        : { rate: stratum.ratePpm, rounding: stratum.rounding?.toLowerCase() }),
      reserve: stratum.reserve,
      select: 'sr-ticket/1',
    })),
    ...(stage === 'targets' ? {} : { window, team: teamOf(campaign, codeOf) }),
    entropy: [
      { type: 'operator', id: operator },
      ...witnesses.map(({ id, name, publicKey }) => ({ type: 'witness', id, name, publicKey })),
    ],
    substitution: substitutionReasons,
    ...(terms.length > 0 ? { terms } : {}),
    basis: basisOf(campaign, participants),
  });
}

function teamOf({ capacity, slots }: Campaign, codeOf: ReadonlyMap<string, string>) {
  return {
    alg: 'sr-assign/1',
    capacity,
    slots: slots.map((slot) => ({
      n: slot.officers,
      role: slot.role === SlotRole.EXPERT ? 'expert' : 'inspector',
      ...(slot.department ? { department: codeOf.get(slot.department) } : {}),
      ...(slot.skill ? { skill: neutralCode(slot.skill) } : {}),
    })),
  };
}

/** The items that are checked; of a joint campaign, of each department its own. */
function basisOf({ itemCodes }: Campaign, participants: DrawDepartments['participants']): string {
  const others = participants.filter(({ isLead }) => !isLead).flatMap((one) => one.itemCodes);
  return [...new Set([...itemCodes, ...others])].join(',');
}
