import { checkRules, type Rules } from '../../scheduler/draw/index.js';
import { WitnessKey } from '../account/index.js';
import { type Campaign, DrawMode, SlotRole } from '../plan/index.js';
import type { Reader } from '../shared/unit.js';
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

/** The campaign's rules as the protocol writes them. @throws DrawFault when they contradict themselves */
export function draftRules(
  campaign: Campaign,
  authority: string,
  operator: string,
  witnesses: readonly DrawWitness[],
): Rules {
  return checkRules({
    alg: 'dr/1',
    authority,
    stage: 'both',
    mode: campaign.mode === DrawMode.OPEN ? 'open' : 'confidential',
    strata: campaign.strata.map((stratum) => ({
      code: stratum.code,
      ...(stratum.ratePpm === undefined
        ? { count: stratum.count }
        : { rate: stratum.ratePpm, rounding: stratum.rounding?.toLowerCase() }),
      reserve: stratum.reserve,
      select: 'sr-ticket/1',
    })),
    window: { from: campaign.windowFromOn, to: campaign.windowToOn },
    team: {
      alg: 'sr-assign/1',
      capacity: campaign.capacity,
      slots: campaign.slots.map((slot) => ({
        n: slot.officers,
        role: slot.role === SlotRole.EXPERT ? 'expert' : 'inspector',
        ...(slot.skill ? { skill: neutralCode(slot.skill) } : {}),
      })),
    },
    entropy: [
      { type: 'operator', id: operator },
      ...witnesses.map(({ id, name, publicKey }) => ({ type: 'witness', id, name, publicKey })),
    ],
    substitution: substitutionReasons,
    basis: campaign.itemCodes.join(','),
  });
}
