import type { PlanRules } from '../../shared/unit.js';
import type { PlanWarning } from './annual.errors.js';
import type { ItemCoverage } from './coverage.js';
import { CoverageGap, PlanWarningCode } from './coverage.states.js';
import { shareWords } from './plan-compare.js';
import { type Spread, usualPlanRules } from './spread.js';

type Words = (item: ItemCoverage) => readonly [warning: PlanWarningCode, zh: string, en: string];

const words: Readonly<Partial<Record<CoverageGap, Words>>> = {
  [CoverageGap.BELOW_RATIO]: ({ itemCode, ratioPpm, targetCount, plannedCount }) => [
    PlanWarningCode.BELOW_RATIO,
    `事项 ${itemCode}：清单所列比例 ${shareWords(ratioPpm)}，对象 ${targetCount} 个，计划 ${plannedCount} 个。`,
    `Item ${itemCode}: the list says ${shareWords(ratioPpm)} of ${targetCount} targets, planned are ${plannedCount}.`,
  ],
  [CoverageGap.BELOW_CYCLE]: ({ itemCode, frequency, plannedBatchCount }) => [
    PlanWarningCode.BELOW_CYCLE,
    `事项 ${itemCode}：清单所列年频次 ${frequency} 次，计划 ${plannedBatchCount} 批。`,
    `Item ${itemCode}: the list says ${frequency} times a year, planned are ${plannedBatchCount} batches.`,
  ],
  [CoverageGap.NO_TARGETS]: ({ itemCode }) => [
    PlanWarningCode.NO_TARGETS,
    `事项 ${itemCode}：名录库中没有对象，比例无从计算。`,
    `Item ${itemCode}: the register has no target of it, so that a share says nothing.`,
  ],
};

function rushWarning({ rushPercent }: Spread, { rushFromMonth, rushPercent: most }: PlanRules): PlanWarning {
  return {
    warning: PlanWarningCode.RUSH_BEFORE_YEAR_END,
    message: `全年 ${rushPercent}% 的对象排在 ${rushFromMonth} 月及以后，超过 ${most}%，年底前扎堆；可采用建议的实施时间。`,
    messageEn: `${rushPercent}% of the year's targets lie in month ${rushFromMonth} or later, more than ${most}%: a rush before the year's end. Take the proposed times.`,
  };
}

/** What a plan is warned of: in the order of its items, then of its year. */
export function warningsOf(
  items: readonly ItemCoverage[],
  spread: Spread,
  rules: PlanRules = usualPlanRules,
): PlanWarning[] {
  const ofItems = items.flatMap((item) =>
    item.gaps.flatMap((gap) => {
      const told = words[gap]?.(item);
      if (!told) return [];
      const [warning, message, messageEn] = told;
      return [{ warning, itemCode: item.itemCode, message, messageEn }];
    }),
  );
  return spread.isRush ? [...ofItems, rushWarning(spread, rules)] : ofItems;
}
