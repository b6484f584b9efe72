import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsOptional, Length, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, Id, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { MemberStanding } from './special-pool.states.js';

@InputType({ description: '专项库。A special pool.' })
export class SpecialPoolInput {
  @Length(1, 100)
  @Field(() => Text, { description: '名称，部门内唯一。Its name, unique in its department.' })
  name!: string;

  @IsOptional()
  @Length(1, 60)
  @Field(() => Text, { nullable: true, description: '监管标签。Its tag of supervision.' })
  tag?: string | null;

  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 60, { each: true })
  @Field(() => [Text], {
    defaultValue: [],
    description: '检查人员所需技能。Skills that each of its officers needs.',
  })
  requiredSkills!: string[];

  @Field(() => Boolean, { defaultValue: false, description: '须有专家参加。An expert has to come along.' })
  needsExpert!: boolean;
}

@InputType({ description: '专项库成员。A member of a special pool.' })
export class MemberInput {
  @Field(() => RealWorldId, { description: '现实标识；可先于入库。Its real-world id, known or not yet.' })
  realId!: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '许可证编号。The number of the licence.' })
  licenceNo?: string | null;

  @IsOptional()
  @Length(1, 200)
  @Field(() => Text, { nullable: true, description: '许可证名称。The licence.' })
  licenceName?: string | null;

  @IsOptional()
  @Length(1, 200)
  @Field(() => Text, { nullable: true, description: '发证机关。Who issued it.' })
  issuer?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '批准日期。Since when it holds.' })
  approvedOn?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '有效期至。Its last day.' })
  validToOn?: string | null;
}

@InputType({ description: '纳入专项库。Takes targets into a special pool.' })
export class AddMembersInput {
  @Field(() => Id, { description: '专项库。The special pool.' })
  specialPoolId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Field(() => [MemberInput], { description: '成员，一次至多 1000 个。The members, at most 1,000 at once.' })
  members!: MemberInput[];
}

@InputType({ description: '移出专项库。Takes targets out of a special pool.' })
export class RemoveMembersInput {
  @Field(() => Id, { description: '专项库。The special pool.' })
  specialPoolId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @Field(() => [RealWorldId], { description: '现实标识，一次至多 1000 个。Real-world ids, at most 1,000.' })
  realIds!: string[];
}

@ArgsType()
export class SpecialPoolMemberArguments extends PageArguments {
  @Field(() => Id, { description: '专项库。The special pool.' })
  specialPoolId!: string;

  @Field(() => MemberStanding, { nullable: true, description: '只列这种状态的。Those that stand so.' })
  standing?: MemberStanding;
}
