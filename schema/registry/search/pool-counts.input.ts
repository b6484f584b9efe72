import { ArrayMaxSize, MaxLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@ArgsType()
export class PoolCountsArguments {
  @Field(() => Id, { description: '部门。The department.' })
  departmentId!: string;

  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  @Field(() => [Text], { nullable: true, description: '风险等级；- 为未分级。Risk classes; - for none.' })
  riskClasses?: string[];

  @ArrayMaxSize(500)
  @MaxLength(200, { each: true })
  @Field(() => [Text], { nullable: true, description: '行业；- 为未登记。Trades; - for none.' })
  trades?: string[];

  @ArrayMaxSize(500)
  @MaxLength(32, { each: true })
  @Field(() => [Text], { nullable: true, description: '区划代码。Divisions.' })
  divisions?: string[];

  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  @Field(() => [Text], { nullable: true, description: '标签，至少其一。Tags, at least one of them.' })
  tags?: string[];

  @ArrayMaxSize(100)
  @Field(() => [Id], {
    nullable: true,
    description: '专项库，至少其一。Special pools, at least one of them.',
  })
  specialPools?: string[];

  @ArrayMaxSize(100)
  @MaxLength(100, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '设有分层的风险等级；不填则全部。The classes that have a stratum; absent: all.',
  })
  strata?: string[];

  @Field(() => Boolean, {
    defaultValue: false,
    description: '同一主体是否只可抽一次。Whether one entity may be drawn only once.',
  })
  onePerEntity!: boolean;
}
