import type { CampaignFilter } from '../plan/index.js';
import type { Target } from '../registry/index.js';

/** True for a target that a campaign is about, whether it may be drawn or not. */
export function isInFilter(target: Target, filter: CampaignFilter): boolean {
  const holds = (wanted: readonly string[] | undefined, found: string) => !wanted || wanted.includes(found);
  return (
    holds(filter.riskClasses, target.riskClass ?? '-') &&
    holds(filter.trades, target.trade ?? '-') &&
    holds(filter.divisions, target.division) &&
    (!filter.tags || filter.tags.some((tag) => target.tags.includes(tag)))
  );
}
