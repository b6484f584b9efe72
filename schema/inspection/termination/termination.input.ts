import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '申请终止任务。Asks that a campaign be terminated.' })
export class RequestTerminationInput {
  @Field(() => Id, { description: '抽查任务。The campaign.' })
  campaignId!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由，记入台账。Why; kept on record.' })
  reason!: string;
}

@InputType({ description: '不批准终止。Refuses a termination.' })
export class RefuseTerminationInput {
  @Field(() => Id, { description: '终止申请。The termination.' })
  id!: string;

  @Length(2, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}
