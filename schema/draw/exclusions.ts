import {
  type Campaign,
  CampaignKind,
  CapScope,
  DrawStage,
  isBoundByCaps,
  listExemptions,
  noCapping,
  readCapping,
  type VisitCap,
} from '../plan/index.js';
import { type DrawTarget, entityOf } from '../registry/index.js';
import type { Reader } from '../shared/unit.js';
import type { RuleTerms } from './draw.rules.js';

/** Why a target is not in the frame although it could be drawn: it is on the list of exemptions. */
export const EXEMPT = 'exempt';

/** Of a cap that was reached, by its scope. */
export const capReasons: Readonly<Record<CapScope, string>> = {
  OWN_LEVEL: 'cap-own-level',
  CITY_AND_COUNTY: 'cap-city-and-county',
};

/** Caps and exemptions of a campaign. */
export interface Exclusions {
  /** The code under which a target stands in `excluded.jsonl`; nothing for one that may be drawn. */
  reasonOf(
    target: Pick<DrawTarget, 'realId' | 'responsibleId' | 'riskClass' | 'classSystem' | 'tags'>,
  ): string | undefined;
  /** The same as the rules tell it. */
  readonly terms: RuleTerms;
  /** By reason: the entities, or targets, that have it, whatever else holds for them. */
  readonly excludedIds: ReadonlyMap<string, ReadonlySet<string>>;
  readonly caps: readonly VisitCap[];
}

/** Nobody is left out. */
export const noExclusions: Exclusions = {
  reasonOf: () => undefined,
  terms: [],
  excludedIds: new Map(),
  caps: [],
};

type Ground = Pick<Campaign, 'department' | 'itemCodes' | 'windowFromOn' | 'windowToOn' | 'stage' | 'kind'>;

/**
 * Who is left out of a random pool: exempt from the campaign's items during its window, or visited as often in the year of
 * its window as a cap allows. Named targets are never left out; caps bind general items only (domain-rules §5).
 */
export async function readExclusions(reader: Reader, campaign: Ground): Promise<Exclusions> {
  if (campaign.stage === DrawStage.OFFICERS || campaign.kind !== CampaignKind.RANDOM) return noExclusions;
  const exempt = await listExemptions(reader, campaign);
  const { caps, reached, capOf } = (await isBoundByCaps(reader, campaign))
    ? await readCapping(reader, campaign.department, campaign.windowFromOn)
    : noCapping;
  const excludedIds = new Map<string, ReadonlySet<string>>([
    [EXEMPT, exempt],
    ...caps.map((cap) => [capReasons[cap.scope], reached.get(cap.scope) ?? new Set<string>()] as const),
  ]);
  return {
    reasonOf: (target) => {
      const entity = entityOf(target);
      if (exempt.has(entity) || exempt.has(target.realId)) return EXEMPT;
      const cap = capOf(target);
      return cap && capReasons[cap.scope];
    },
    terms: termsOf(caps, exempt.size),
    excludedIds,
    caps,
  };
}

/** Ascending by code, as the protocol wants it. */
function termsOf(caps: readonly VisitCap[], exemptCount: number): RuleTerms {
  const terms = caps.map((cap) => ({
    code: capReasons[cap.scope],
    text: cap.legalBasis,
    limit: cap.limitCount,
  }));
  const exempt = exemptCount > 0 ? [{ code: EXEMPT, text: '免检名单', limit: exemptCount }] : [];
  return [...terms, ...exempt].sort((a, b) => (a.code < b.code ? -1 : 1));
}
