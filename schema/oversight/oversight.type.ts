import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import { CalendarDate } from '../shared/scalars.js';
import { DutyKind } from './duty.kinds.js';
import { DutyColour } from './duty-colour.js';

@ObjectType('LedgerEntry', {
  description: '台账一行：未办事项，不含对象名称。An open duty; it names no target.',
})
export class LedgerEntryType {
  @Field(() => ID, { description: '所指事项。What it is about, by its kind.' })
  id!: string;

  @Field(() => DutyKind, { description: '种类。Its kind.' })
  kind!: DutyKind;

  @Field(() => ID, { description: '承办部门。Whose it is.' })
  departmentId!: string;

  @Field(() => ID, { nullable: true, description: '抽查任务；不可见的没有。Its campaign, if seen.' })
  campaignId?: string | null;

  @Field(() => String, { nullable: true, description: '抽查任务编号。The campaign’s number.' })
  campaignCode?: string | null;

  @Field(() => ID, { nullable: true, description: '检查任务，如有。The assignment, if it is about one.' })
  assignmentId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '承办人员：全组的为组长。Whose it is; of a whole team, the lead’s.',
  })
  inspectorId?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '自何日起。Since when.' })
  sinceOn?: string | null;

  @Field(() => CalendarDate, { description: '应办日。The due day.' })
  dueOn!: string;

  @Field(() => Boolean, { description: '应办日为暂定。Its due day is provisional.' })
  isProvisional!: boolean;

  @Field(() => DutyColour, { description: '颜色。How near the due day is.' })
  colour!: DutyColour;
}

export const LedgerConnection = connectionOf('LedgerEntry', () => LedgerEntryType);

@ObjectType('LedgerWarning', {
  description: '台账何时标黄，及依据。When the ledger turns yellow, and its basis.',
})
export class LedgerWarningType {
  @Field(() => Int, { description: '到期前几个工作日。Working days before the due day.' })
  workingDays!: number;

  @Field(() => CalendarDate, { description: '今日标黄的最后应办日。The last due day that is yellow today.' })
  untilOn!: string;

  @Field(() => Boolean, { description: '该日为暂定。That day is provisional.' })
  isProvisional!: boolean;

  @Field(() => String, { description: '依据。Its basis.' })
  basis!: string;
}

@ObjectType('DutyFigures', {
  description:
    '期间内到期事项的办理情况，按编码排列，不排名，不以检查、处罚、发现问题数考核（行政处罚法第七十四条）。How duties due in a period stand, in the order of codes; never for ranking.',
})
export class DutyFiguresType {
  @Field(() => ID, { description: '部门或抽查任务。The department or campaign.' })
  id!: string;

  @Field(() => String, { description: '编码。Its code.' })
  code!: string;

  @Field(() => String, { description: '名称。Its name.' })
  label!: string;

  @Field(() => String, { nullable: true, description: '上级部门编码。The department above, by code.' })
  parentCode?: string | null;

  @Field(() => CalendarDate, { description: '期间起。First day of the period.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '期间止。Last day of the period.' })
  toOn!: string;

  @Field(() => Int, { description: '应办。Duties that fall due.' })
  dueCount!: number;

  @Field(() => Int, { description: '按期办结。Done in time.' })
  inTimeCount!: number;

  @Field(() => Int, { description: '逾期办结。Done late.' })
  doneLateCount!: number;

  @Field(() => Int, { description: '未办、未到期。Open and not late.' })
  openCount!: number;

  @Field(() => Int, { description: '逾期未办。Open and late.' })
  lateCount!: number;

  @Field(() => Int, { description: '应公示。Results whose publication falls due.' })
  publicationDueCount!: number;

  @Field(() => Int, { description: '已公示。Of them published.' })
  publishedCount!: number;

  @Field(() => Int, {
    description: '已公示且该检查再无未办事项。Of those with nothing open of their visit any more.',
  })
  closedCount!: number;

  @Field(() => Int, {
    nullable: true,
    description: '完成率：已公示÷应公示，百万分数；没有应公示的没有。Published of due, in millionths.',
  })
  completionPpm?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: '完结率：已完结÷已公示，百万分数；没有公示的没有。Closed of published, in millionths.',
  })
  closurePpm?: number | null;
}

export const DutyFiguresConnection = connectionOf('DutyFigures', () => DutyFiguresType);
