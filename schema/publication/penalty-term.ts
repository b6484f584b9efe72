import { naturalTermEnd } from '../../scheduler/calendar/index.js';
import type { Reader } from '../shared/unit.js';
import { PenaltyTierRule } from './penalty-tier.entity.js';
import { PublicationTermOutside } from './publication.errors.js';
import type { PenaltyTier } from './publication.states.js';

/** The rule of a tier on a day. @throws Error when no version of it applies */
async function getTierRule(reader: Reader, tier: PenaltyTier, on: string): Promise<PenaltyTierRule> {
  const [rule] = await reader.em.find(
    PenaltyTierRule,
    { tier, validFromOn: { $lte: on } },
    { orderBy: { version: 'desc' }, limit: 1 },
  );
  if (!rule) throw new Error(`no rule of the tier ${tier} on ${on}`);
  return rule;
}

/**
 * The last day on which a penalty is public that is published today: the one that was asked for, else the longest of its
 * tier. Publication terms end on their calendar day and never move.
 */
export async function findPenaltyEnd(
  reader: Reader,
  tier: PenaltyTier,
  askedOn: string | null | undefined,
): Promise<string | PublicationTermOutside> {
  const { today } = reader;
  const { minMonths, maxMonths, legalBasis } = await getTierRule(reader, tier, today);
  const latestOn = naturalTermEnd(today, { count: maxMonths, unit: 'month' });
  const earliestOn = minMonths > 0 ? naturalTermEnd(today, { count: minMonths, unit: 'month' }) : today;
  const endsOn = askedOn ?? latestOn;
  if (endsOn < earliestOn || endsOn > latestOn) {
    return new PublicationTermOutside(earliestOn, latestOn, legalBasis);
  }
  return endsOn;
}
