import { ArrayMaxSize, ArrayMinSize, IsOptional, Length, Matches, Max, Min } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { CalendarDate, DateTime, Hex, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { EvidenceNamingInput } from '../evidence/evidence-naming.input.js';
import { OfficerChangeReason, PostponementReason, RecusalBy, TargetChangeReason } from './change.states.js';
import { CorrectionOf } from './correction.states.js';

@InputType({ description: '变更申请共有的内容。What every request says.' })
abstract class ChangeInput {
  @Length(2, 2000)
  @Field(() => Text, {
    description: '情况说明；只有负责人、审计和申请人可见。What speaks for it; sealed from colleagues.',
  })
  statement!: string;

  @Matches(/^[0-9a-f]{64}$/, {
    message: '请填写证明材料的 SHA-256（64 位小写十六进制）。The SHA-256 of the evidence is needed.',
  })
  @Field(() => Hex, {
    description: '证明材料（照片、文书）的 SHA-256，记入抽取记录。SHA-256 of the evidence.',
  })
  evidence!: string;
}

@InputType({ description: '对一项任务的申请。A request about one assignment.' })
abstract class AssignmentChangeInput extends ChangeInput {
  @Field(() => Id, { description: '检查任务。The assignment.' })
  assignmentId!: string;
}

@InputType({ description: '申请替换检查人员。Asks that an officer be replaced.' })
export class RequestOfficerChangeInput extends AssignmentChangeInput {
  @Field(() => Id, { description: '被替换的人员。Who is to be replaced.' })
  inspectorId!: string;

  @Field(() => OfficerChangeReason, { description: '理由。Why.' })
  reason!: OfficerChangeReason;

  @IsOptional()
  @Min(1)
  @Max(100)
  @Field(() => Int, {
    nullable: true,
    description:
      '无人可替时，补入者可超出承检上限的任务数。By how many targets who comes in may exceed the capacity.',
  })
  extra?: number | null;
}

@InputType({ description: '申请回避（行政处罚法第四十三条）。Asks for a recusal.' })
export class RequestRecusalInput extends AssignmentChangeInput {
  @Field(() => Id, { description: '应回避的人员。Who must not go.' })
  inspectorId!: string;

  @Field(() => RecusalBy, { description: '由谁提出。Who says so.' })
  by!: RecusalBy;
}

@InputType({ description: '申请替换检查对象。Asks that the next in reserve take a target’s place.' })
export class RequestTargetChangeInput extends AssignmentChangeInput {
  @Field(() => TargetChangeReason, { description: '理由。Why.' })
  reason!: TargetChangeReason;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '候补用完时仍终止该对象、不递补。The target goes also where no reserve is left.',
  })
  withoutReplacement!: boolean;
}

@InputType({ description: '申请为待补派的对象配齐人员。Asks that a held target be staffed.' })
export class RequestStaffingInput extends AssignmentChangeInput {
  @IsOptional()
  @Min(1)
  @Max(100)
  @Field(() => Int, {
    nullable: true,
    description: '补入者可超出承检上限的任务数。By how many targets who comes in may exceed the capacity.',
  })
  extra?: number | null;
}

@InputType({ description: '申请延期到检查期限内的另一日。Asks that a visit be postponed within its window.' })
export class RequestPostponementInput extends AssignmentChangeInput {
  @Field(() => PostponementReason, { description: '理由。Why.' })
  reason!: PostponementReason;

  @Field(() => CalendarDate, { description: '新日期，在检查期限之内。The new day, within the window.' })
  newOn!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '已合并的检查：为是则合并的各次一同改期（新日期须在各自期限之内），为否则本次退出合并，余下不足两次的合并即撤销。Of a merged visit: all of it moves, if the day is within every window; otherwise this one leaves it.',
  })
  together!: boolean;
}

@InputType({ description: '按区划、日期成批延期。Postpones the visits of a place together.' })
export class RequestBulkPostponementInput extends ChangeInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @Length(2, 12, { each: true })
  @Field(() => [Text], { description: '区划代码，含其下级。Divisions, with all below them.' })
  divisionCodes!: string[];

  @Field(() => CalendarDate, { description: '受影响的首日。The first day concerned.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '受影响的末日。The last day concerned.' })
  toOn!: string;

  @Field(() => CalendarDate, { description: '新日期，在受影响各日之后。The new day, after those.' })
  newOn!: string;

  @Field(() => PostponementReason, {
    defaultValue: PostponementReason.WEATHER,
    description: '理由。Why.',
  })
  reason!: PostponementReason;
}

@InputType({ description: '登记负责人的口头同意。Enters that a head granted it by phone.' })
export class EnterOralGrantInput {
  @Field(() => Id, { description: '变更申请。The request.' })
  id!: string;

  @Length(1, 60)
  @Field(() => Text, { description: '口头同意的负责人的用户名。The username of the head.' })
  grantedBy!: string;

  @Field(() => DateTime, { description: '通话时间。When they spoke.' })
  grantedAt!: Date;
}

@InputType({ description: '不批准，或否认曾口头同意。Refuses, or disowns.' })
export class RefuseChangeInput {
  @Field(() => Id, { description: '变更申请。The request.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@InputType({ description: '办结预警。Settles an alarm.' })
export class SettleAlarmInput extends EvidenceNamingInput {
  @Field(() => Id, { description: '预警。The alarm.' })
  id!: string;

  @Length(2, 1000)
  @Field(() => Text, { description: '核查情况。What came of it.' })
  reason!: string;
}

@InputType({ description: '申请更正通知。Asks for a correction notice.' })
export class RequestCorrectionInput {
  @Field(() => Id, { description: '抽查任务。The campaign.' })
  campaignId!: string;

  @Field(() => Id, { nullable: true, description: '只更正一项检查任务的，填写该任务。Of one visit alone.' })
  assignmentId?: string | null;

  @Field(() => CorrectionOf, { description: '更正什么。What was told wrongly.' })
  of!: CorrectionOf;

  @Length(1, 1000)
  @Field(() => Text, { description: '误。What was told.' })
  wrongText!: string;

  @Length(1, 1000)
  @Field(() => Text, { description: '正。What is right.' })
  rightText!: string;

  @IsOptional()
  @ArrayMaxSize(50)
  @Length(1, 60, { each: true })
  @Field(() => [Text], { nullable: true, description: '更正事项的，填写正确的事项编码。The right items.' })
  itemCodes?: string[] | null;

  @Field(() => CalendarDate, { nullable: true, description: '更正期限的，正确的首日。The right first day.' })
  windowFromOn?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '更正期限的，正确的末日。The right last day.' })
  windowToOn?: string | null;

  @Length(2, 1000)
  @Field(() => Text, { description: '原因。Why it was told wrongly.' })
  reason!: string;
}

@InputType({ description: '不予签发更正通知。Refuses a correction notice.' })
export class RefuseCorrectionInput {
  @Field(() => Id, { description: '更正通知。The notice.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}
