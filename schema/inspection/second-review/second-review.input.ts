import { Length } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '复查结论。What a second look found.' })
export class ConcludeSecondReviewInput {
  @Field(() => Id, { description: '复查。The second review.' })
  id!: string;

  @Field(() => Boolean, { description: '与原结果是否一致。Whether it agrees with what was recorded.' })
  agrees!: boolean;

  @Length(2, 2000)
  @Field(() => Text, {
    description: '复查了什么、情况如何（不公示）。What was looked at, and what was seen; not published.',
  })
  statement!: string;
}
