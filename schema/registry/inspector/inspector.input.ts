import { ArrayMaxSize, IsOptional, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, DateTime, Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { InspectorStatus } from './inspector.states.js';

@ArgsType()
export class InspectorArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '名称含有。The name contains.' })
  nameContains?: string;

  @Field(() => RealWorldId, { nullable: true, description: '现实标识。The real-world id.' })
  realId?: string;

  @Field(() => InspectorStatus, { nullable: true, description: '人员状态。How the inspector stands.' })
  status?: InspectorStatus;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '某日的名录：该日结束时的内容。The register of a day: as it stood at its end in Asia/Shanghai.',
  })
  asOf?: string;
}

@ArgsType()
export class CertificatesEndingArguments extends PageArguments {
  @IsOptional()
  @Min(0)
  @Max(3_660)
  @Field(() => Int, {
    nullable: true,
    description: '多少天之内到期；不填则按规则。Within so many days; by the rule when absent.',
  })
  within?: number;
}

@ArgsType()
export class UnavailableArguments extends PageArguments {
  @Field(() => CalendarDate, { description: '哪一天。The day.' })
  on!: string;
}

@InputType({ description: '一个执法证件，按证面填写。A certificate as the card reads.' })
export class CertificateInput {
  @MinLength(1)
  @MaxLength(50)
  @Field(() => Text, { description: '证件种类，如行政执法证。Its kind.' })
  kind!: string;

  @MaxLength(60)
  @Field(() => Text, { description: '证号。Its number.' })
  number!: string;

  @IsOptional()
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '发证机关。Its issuer.' })
  issuer?: string;

  @IsOptional()
  @MaxLength(2_000)
  @Field(() => Text, { nullable: true, description: '执法范围。Its scope.' })
  scope?: string;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '有效期起。The first day.' })
  validFromOn?: string;

  @Field(() => CalendarDate, {
    description: '有效期止；9999-12-31 为长期。The last day; 9999-12-31 has no end.',
  })
  validToOn!: string;
}

@InputType({
  description: '执法人员的各栏；修改时不填的不变。Fields of an officer; at a change, what is absent stays.',
})
class OfficerFieldsInput {
  @IsOptional()
  @MaxLength(40)
  @Field(() => Text, { nullable: true, description: '单位工号。The staff number.' })
  workNo?: string | null;

  @IsOptional()
  @ArrayMaxSize(200)
  @MaxLength(32, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '执法区域的区划代码；空为本部门全部。Codes of the districts served; empty means all.',
  })
  districts?: string[];

  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(50, { each: true })
  @Field(() => [Text], { nullable: true, description: '专业技能。Skills.' })
  skills?: string[];

  @IsOptional()
  @MaxLength(50)
  @Field(() => Text, { nullable: true, description: '职务。The post.' })
  position?: string | null;

  @IsOptional()
  @Min(0)
  @Max(99)
  @Field(() => Int, { nullable: true, description: '职级序，0 至 99。Rank, 0 to 99; the highest leads.' })
  rank?: number;

  @IsOptional()
  @Min(0)
  @Max(10_000)
  @Field(() => Int, {
    nullable: true,
    description:
      '承检上限；0 为不派，不填按任务规则。Most targets in one draw; 0 none, absent the campaign’s.',
  })
  capacity?: number | null;

  @IsOptional()
  @Field(() => Boolean, { nullable: true, description: '是否专家（不计入两人）。An expert.' })
  isExpert?: boolean;

  @IsOptional()
  @ArrayMaxSize(20)
  @MaxLength(50, { each: true })
  @Field(() => [Text], { nullable: true, description: '专家领域。What an expert is an expert in.' })
  expertFields?: string[];

  @IsOptional()
  @Field(() => Boolean, {
    nullable: true,
    description: '是否入库；职务有规则的按规则。In the pool; a rule on the post decides where there is one.',
  })
  isInPool?: boolean;

  @IsOptional()
  @Field(() => InspectorStatus, {
    nullable: true,
    description: '人员状态；调离、退休另办离岗。How the officer stands; leaving is a deed of its own.',
  })
  status?: InspectorStatus;
}

@InputType({ description: '登记一名执法人员。One officer to enter.' })
export class EnterInspectorInput extends OfficerFieldsInput {
  @IsOptional()
  @MaxLength(64)
  @Field(() => Text, {
    nullable: true,
    description: '部门代码；不填为本部门。The department; one’s own when absent.',
  })
  departmentCode?: string;

  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { description: '姓名。The name.' })
  name!: string;

  @IsOptional()
  @ValidateNested()
  @Field(() => CertificateInput, {
    nullable: true,
    description: '第一个执法证件；没有证件的专家不填。The first certificate; an expert may have none.',
  })
  certificate?: CertificateInput;
}

@InputType({ description: '修改一名执法人员。An officer to change.' })
export class ChangeInspectorInput extends OfficerFieldsInput {
  @Field(() => Id, { description: '执法人员。The inspector.' })
  id!: string;

  @Field(() => DateTime, { description: '打开时的修改时间。`updatedAt` as it was read.' })
  expectedUpdatedAt!: Date;

  @IsOptional()
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '姓名。The name.' })
  name?: string;
}

@InputType({ description: '规定领导是否入库。The rule on leaders in the pool.' })
export class LeaderRuleInput {
  @ArrayMaxSize(50)
  @MaxLength(50, { each: true })
  @Field(() => [Text], { description: '所指职务。The posts it is about.' })
  positions!: string[];

  @Field(() => Boolean, { description: '是否入库。Whether they are in the pool.' })
  isInPool!: boolean;

  @MinLength(2)
  @MaxLength(500)
  @Field(() => Text, { description: '依据。Its basis.' })
  basis!: string;
}
