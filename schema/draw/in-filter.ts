import type { CampaignFilter } from '../plan/index.js';
import type { DrawTarget } from '../registry/index.js';
import { isInTrades } from '../shared/trades/index.js';

/** True for a target that a campaign is about, whether it may be drawn or not. */
export function isInFilter(target: DrawTarget, filter: CampaignFilter): boolean {
  const holds = (wanted: readonly string[] | undefined, found: string) => !wanted || wanted.includes(found);
  return (
    holds(filter.riskClasses, target.riskClass ?? '-') &&
    (!filter.trades || isInTrades(filter.trades, target)) &&
    holds(filter.divisions, target.division) &&
    (!filter.tags || filter.tags.some((tag) => target.tags.includes(tag)))
  );
}
