import { registerEnumType } from 'type-graphql';

/** Where a plan falls short of what its items ask, or goes beyond. */
export enum CoverageGap {
  BELOW_FLOOR = 'BELOW_FLOOR',
  ABOVE_CAP = 'ABOVE_CAP',
  BELOW_RATIO = 'BELOW_RATIO',
  BELOW_CYCLE = 'BELOW_CYCLE',
  NO_TARGETS = 'NO_TARGETS',
}

registerEnumType(CoverageGap, {
  name: 'CoverageGap',
  description: '计划与事项要求的差距。Where a plan and what its items ask differ.',
  valuesConfig: {
    BELOW_FLOOR: { description: '低于法定比例下限；不得提交。Below the legal floor; it is not submitted.' },
    ABOVE_CAP: {
      description:
        '高于比例上限（一般事项）；不得提交。Above the cap of a general item; it is not submitted.',
    },
    BELOW_RATIO: { description: '低于清单所列比例。Below the ratio of the list.' },
    BELOW_CYCLE: { description: '批次少于清单所列年频次。Fewer batches than times a year.' },
    NO_TARGETS: { description: '名录库中没有该事项的对象。The register has no target of the item.' },
  },
});

/** What is warned of when a plan is submitted, beside its gaps. */
export enum PlanWarningCode {
  BELOW_RATIO = 'BELOW_RATIO',
  BELOW_CYCLE = 'BELOW_CYCLE',
  NO_TARGETS = 'NO_TARGETS',
  RUSH_BEFORE_YEAR_END = 'RUSH_BEFORE_YEAR_END',
}

registerEnumType(PlanWarningCode, {
  name: 'PlanWarningCode',
  description: '对计划的提醒。What a plan is warned of.',
  valuesConfig: {
    BELOW_RATIO: { description: '低于清单所列比例。Below the ratio of the list.' },
    BELOW_CYCLE: { description: '批次少于清单所列年频次。Fewer batches than times a year.' },
    NO_TARGETS: { description: '名录库中没有该事项的对象。The register has no target of the item.' },
    RUSH_BEFORE_YEAR_END: { description: '年底前扎堆。A rush before the end of the year.' },
  },
});
