import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

/** Why visits cannot become one. */
export enum MergeFault {
  ONE_CAMPAIGN = 'ONE_CAMPAIGN',
  OTHER_TARGET = 'OTHER_TARGET',
  NOT_WAITING = 'NOT_WAITING',
  MERGED_ALREADY = 'MERGED_ALREADY',
  OUTSIDE_WINDOW = 'OUTSIDE_WINDOW',
}

const words: Readonly<Record<MergeFault, readonly [zh: string, en: string]>> = {
  ONE_CAMPAIGN: [
    '须为两项以上任务的检查（assignmentIds），同一任务的不用合并。',
    'They must be of two campaigns or more (assignmentIds); within one there is nothing to merge.',
  ],
  OTHER_TARGET: [
    '须为同一检查对象（assignmentIds），请从建议中选择。',
    'They must be of one target (assignmentIds); choose from the proposals.',
  ],
  NOT_WAITING: [
    '有的检查已开始、人手不足或已终止，只能合并尚待检查的（assignmentIds）。',
    'One has begun, lacks a team or was terminated; only visits that are still to come can be merged (assignmentIds).',
  ],
  MERGED_ALREADY: [
    '有的检查已并入另一次检查；请先撤销原合并（dissolveMergedVisit）。',
    'One belongs to a merged visit already; dissolve that one first (dissolveMergedVisit).',
  ],
  OUTSIDE_WINDOW: [
    '合并日期（visitOn）须不早于今天，并在各任务的检查期限之内。',
    'The day (visitOn) may not be past, and must lie within the window of every one of them.',
  ],
};

registerEnumType(MergeFault, {
  name: 'MergeFault',
  description: '不能合并的原因。Why visits cannot become one.',
  valuesConfig: Object.fromEntries(
    Object.entries(words).map(([fault, [zh, en]]) => [fault, { description: `${zh}${en}` }]),
  ) as never,
});

@ObjectType({ implements: ConsoleError, description: '这些检查不能合并。These visits cannot be merged.' })
export class VisitsNotMergeable extends Refusal {
  @Field(() => MergeFault, { description: '原因。Why.' })
  readonly fault: MergeFault;

  constructor(fault: MergeFault) {
    super(...words[fault]);
    this.fault = fault;
  }
}

@ObjectType({ implements: ConsoleError, description: '合并的检查不存在。No such merged visit.' })
export class MergedVisitNotFound extends Refusal {
  constructor() {
    super(
      '没有该次合并检查，或已撤销，或不由本部门决定。',
      'There is no such merged visit, it was dissolved, or another department decides on it.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '合并的检查已开始。The merged visit has begun.' })
export class MergedVisitBegun extends Refusal {
  constructor() {
    super(
      '合并的检查已有记录，不得撤销；未去的部分可依规延期。',
      'Something of the merged visit is recorded, so that it stands; what is left may be postponed by rule.',
    );
  }
}
