import { Field, ID, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { PlanState } from './annual.states.js';
import type { ItemCoverage } from './coverage.js';
import { CoverageGap, PlanWarningCode } from './coverage.states.js';

@ObjectType({
  implements: ConsoleError,
  description: '计划的状态不允许。The plan is not in a state for this.',
})
export class PlanStateWrong extends Refusal {
  @Field(() => PlanState, { description: '现在的状态。Where it stands.' })
  readonly state: PlanState;

  constructor(state: PlanState, needed: readonly PlanState[]) {
    super(
      `计划当前为 ${state}，此操作需要 ${needed.join(' 或 ')}。`,
      `The plan is ${state}; this needs it to be ${needed.join(' or ')}.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '计划没有批次。The plan has no batch.' })
export class PlanEmpty extends Refusal {
  constructor() {
    super('计划还没有批次，请先填写或导入。', 'The plan has no batch yet; enter or import some first.');
  }
}

@ObjectType({ implements: ConsoleError, description: '没有该版本。No such version of the plan.' })
export class PlanVersionNotFound extends Refusal {
  constructor() {
    super(
      '计划没有该版本；批准后才有版本。',
      'The plan has no such version; a version is made by an approval.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '与现行版本相同。Nothing was changed.' })
export class PlanUnchanged extends Refusal {
  constructor() {
    super(
      '内容与现行版本相同，没有可提交的调整；请先修改，或放弃调整。',
      'Nothing differs from the version in force; change something first, or drop the amendment.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '批次不存在。No such batch.' })
export class PlanBatchNotFound extends Refusal {
  constructor() {
    super(
      '计划批次不存在，或不属于本部门的这一计划。',
      'There is no such batch in this plan of your department.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '批次有误。Something is wrong with a batch.' })
export class PlanBatchInvalid extends Refusal {
  @Field(() => String, { description: '有误的字段。The field at fault.' })
  readonly field: string;

  constructor(field: string, message: string, messageEn: string) {
    super(message, messageEn);
    this.field = field;
  }
}

@ObjectType({ implements: ConsoleError, description: '批次已有任务。The batch has campaigns.' })
export class PlanBatchInUse extends Refusal {
  @Field(() => [String], { description: '任务编号。The codes of its campaigns.' })
  readonly campaignCodes: readonly string[];

  constructor(campaignCodes: readonly string[]) {
    super(
      `该批次已编制任务：${campaignCodes.join('、')}，不能删除；可调整其内容，或在计划结束时终止。`,
      `The batch has campaigns: ${campaignCodes.join(', ')}. It is not removed; change it, or terminate it when the plan is closed.`,
    );
    this.campaignCodes = campaignCodes;
  }
}

@ObjectType({ description: '一个事项的不足或超出。What is wrong with one item of a plan.' })
export class IllegalItem {
  @Field(() => String, { description: '事项编码。The item.' })
  itemCode!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => CoverageGap, { description: '低于下限或高于上限。Below the floor or above the cap.' })
  gap!: CoverageGap;

  @Field(() => Int, { description: '下限或上限（百万分之）。The floor or the cap.' })
  boundPpm!: number;

  @Field(() => Int, { description: '按此须有或至多的对象数。As a number of targets.' })
  boundCount!: number;

  @Field(() => Int, { description: '计划的对象数。How many are planned.' })
  plannedCount!: number;

  @Field(() => Int, { description: '该事项的对象总数。How many targets there are.' })
  targetCount!: number;
}

function illegal(item: ItemCoverage): IllegalItem {
  const { itemCode, title, plannedCount, targetCount } = item;
  const isBelow = item.gaps.includes(CoverageGap.BELOW_FLOOR);
  return {
    ...{ itemCode, title, plannedCount, targetCount },
    gap: isBelow ? CoverageGap.BELOW_FLOOR : CoverageGap.ABOVE_CAP,
    boundPpm: (isBelow ? item.floorPpm : item.capPpm) ?? 0,
    boundCount: (isBelow ? item.floorCount : item.capCount) ?? 0,
  };
}

const sayZh = (one: IllegalItem) =>
  `${one.itemCode} ${one.title}：${one.targetCount} 个对象，${one.gap === CoverageGap.BELOW_FLOOR ? '下限' : '上限'} ${one.boundPpm / 10_000}%（${one.boundCount} 个），计划 ${one.plannedCount} 个`;
const sayEn = (one: IllegalItem) =>
  `${one.itemCode}: ${one.targetCount} targets, ${one.gap === CoverageGap.BELOW_FLOOR ? 'floor' : 'cap'} ${one.boundPpm / 10_000}% (${one.boundCount}), planned ${one.plannedCount}`;

@ObjectType({
  implements: ConsoleError,
  description: '低于法定比例下限。A plan below a legal floor.',
})
export class PlanBelowFloor extends Refusal {
  @Field(() => [IllegalItem], { description: '各事项。The items.' })
  readonly items: readonly IllegalItem[];

  constructor(items: readonly ItemCoverage[]) {
    const told = items.map(illegal);
    super(
      `计划低于法定比例下限：${told.map(sayZh).join('；')}。请增加批次、提高比例或数量。`,
      `Below a legal floor: ${told.map(sayEn).join('; ')}. Add batches, or raise their share or number.`,
    );
    this.items = told;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '高于一般事项的比例上限。A plan above the cap of a general item.',
})
export class PlanAboveCap extends Refusal {
  @Field(() => [IllegalItem], { description: '各事项。The items.' })
  readonly items: readonly IllegalItem[];

  constructor(items: readonly ItemCoverage[]) {
    const told = items.map(illegal);
    super(
      `计划高于一般事项的比例上限：${told.map(sayZh).join('；')}。请减少批次、降低比例或数量。`,
      `Above the cap of a general item: ${told.map(sayEn).join('; ')}. Take batches out, or lower their share or number.`,
    );
    this.items = told;
  }
}

@ObjectType({ description: '对计划的一条提醒。One thing that a plan is warned of.' })
export class PlanWarning {
  @Field(() => PlanWarningCode, { description: '代码。The code.' })
  warning!: PlanWarningCode;

  @Field(() => String, {
    nullable: true,
    description: '所涉事项；年底扎堆没有。The item, where one is meant.',
  })
  itemCode?: string;

  @Field(() => String, { description: '说明（中文）。In Chinese.' })
  message!: string;

  @Field(() => String, { description: '说明（英文）。In English.' })
  messageEn!: string;
}

@ObjectType({
  implements: ConsoleError,
  description: '有提醒，须确认后提交。Warnings that whoever submits acknowledges.',
})
export class PlanHasWarnings extends Refusal {
  @Field(() => [PlanWarning], { description: '各条提醒。What it is warned of.' })
  readonly warnings: readonly PlanWarning[];

  constructor(warnings: readonly PlanWarning[]) {
    super(
      `计划有 ${warnings.length} 条提醒：${warnings.map(({ message }) => message).join('')}请更正，或确认后（acknowledgeWarnings）提交。`,
      `The plan has ${warnings.length} warnings: ${warnings.map(({ messageEn }) => messageEn).join(' ')} Correct it, or submit with acknowledgeWarnings.`,
    );
    this.warnings = warnings;
  }
}

@ObjectType({ implements: ConsoleError, description: '任务须指明批次。A campaign has to name its batch.' })
export class CampaignBatchMissing extends Refusal {
  constructor() {
    super(
      '该计划按批次编制：任务须指明所属批次（batchId）；计划外的抽查须另行说明理由。',
      'This plan has batches: name the one that the campaign carries out (batchId). A check outside the plan needs a reason of its own.',
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '批次未经批准。The batch is in no approved version of its plan.',
})
export class PlanNotApproved extends Refusal {
  @Field(() => PlanState, { description: '计划现在的状态。Where the plan stands.' })
  readonly state: PlanState;

  constructor(state: PlanState) {
    super(
      '任务所属的批次不在计划已批准的版本内，请先批准计划（或其调整）。',
      'The batch of this campaign is in no approved version of the plan; have the plan, or its amendment, approved first.',
    );
    this.state = state;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '有未完成的批次未作处理。Unfinished batches without a decision.',
})
export class BatchesUndecided extends Refusal {
  @Field(() => [ID], { description: '这些批次。The batches.' })
  readonly batchIds: readonly string[];

  constructor(batches: readonly { readonly id: string; readonly number: number }[]) {
    const numbers = batches.map(({ number }) => number);
    super(
      `第 ${numbers.join('、')} 批尚未完成，须逐一决定转入下一年度或终止。`,
      `Not finished: batches ${numbers.join(', ')}. Decide for each whether it is carried over or terminated.`,
    );
    this.batchIds = batches.map(({ id }) => id);
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '不能转入该计划。The plan does not take batches over.',
})
export class NextPlanUnfit extends Refusal {
  constructor(year: number) {
    super(
      `转入的计划须是本部门 ${year} 年度的计划，且为草拟或调整中；请先编制，并以 nextPlanId 指明。`,
      `Batches go into a plan of this department for ${year} that is being drafted or amended; draft it first and name it as nextPlanId.`,
    );
  }
}
