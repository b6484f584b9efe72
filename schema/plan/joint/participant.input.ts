import { ArrayMaxSize, ArrayMinSize, ArrayUnique, Length, Max, Min, ValidateNested } from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '联合任务的一个部门。One department of a joint campaign.' })
export class ParticipantInput {
  @Length(1, 32)
  @Field(() => Text, { description: '部门代码。Its code.' })
  departmentCode!: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '牵头部门，即编制任务的部门。The lead: the department that drafted the campaign.',
  })
  isLead!: boolean;

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], {
    defaultValue: [],
    description:
      '该部门的抽查事项；牵头部门不填，以任务为准。Its items; none of the lead, whose stand in the campaign.',
  })
  itemCodes!: string[];

  @Min(0)
  @Max(10)
  @Field(() => Int, {
    defaultValue: 0,
    description: '每组由该部门派几名执法人员，不少于两名。Officers of its own in every team, at least two.',
  })
  officers!: number;
}

@InputType({ description: '邀请部门参加联合任务。Invites departments to a joint campaign.' })
export class InviteParticipantsInput {
  @Field(() => Id, { description: '草拟中的任务。The campaign, still a draft.' })
  campaignId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Field(() => [ParticipantInput], {
    description:
      '全部参与部门，含牵头部门；再次邀请以本次为准。All departments with the lead; a later call replaces it.',
  })
  participants!: ParticipantInput[];
}

@InputType({ description: '不参加联合任务。Declines to take part.' })
export class DeclineParticipationInput {
  @Field(() => Id, { description: '参与记录。The participation.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由，牵头部门可见。Why; the lead reads it.' })
  reason!: string;
}
