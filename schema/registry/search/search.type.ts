import { Field, Int, ObjectType } from 'type-graphql';
import { TargetConnection } from '../target/target.type.js';

@ObjectType('FacetCount', { description: '一个取值的数量。How many targets have one value.' })
export class FacetCountType {
  @Field(() => String, { description: '取值；- 为未登记。The value; - where there is none.' })
  value!: string;

  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}

@ObjectType('TargetSearchResult', {
  description: '查找结果的一页，及全部结果的数量。One page of what was found, and how many there are.',
})
export class TargetSearchResultType extends TargetConnection {
  @Field(() => Int, { description: '共多少。How many were found.' })
  totalCount!: number;

  @Field(() => Boolean, {
    description:
      '数量是否准确；超过五千时由抽样估计。False beyond five thousand: then every count is an estimate.',
  })
  isExact!: boolean;

  @Field(() => [FacetCountType], { description: '按风险等级。By risk class.' })
  riskClasses!: FacetCountType[];

  @Field(() => [FacetCountType], { description: '按登记状态。By status.' })
  statuses!: FacetCountType[];

  @Field(() => [FacetCountType], { description: '按区划，最多 50 个。By division, 50 at most.' })
  divisions!: FacetCountType[];

  @Field(() => [FacetCountType], { description: '按行业，最多 50 个。By trade, 50 at most.' })
  trades!: FacetCountType[];
}
