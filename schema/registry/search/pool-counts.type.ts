import { Field, Int, ObjectType } from 'type-graphql';
import { TargetStatus } from '../target/target.states.js';
import { FacetCountType } from './search.type.js';

@ObjectType('PoolCount', { description: '某等级、某状态的数量。How many targets of one class and status.' })
export class PoolCountType {
  @Field(() => String, { description: '风险等级；- 为未分级。The risk class; - for none.' })
  riskClass!: string;

  @Field(() => TargetStatus, { description: '登记状态。How they stand.' })
  status!: TargetStatus;

  @Field(() => Int, { description: '数量。How many.' })
  count!: number;
}

@ObjectType('DistrictCount', {
  description: '片区的对象与人员。Targets of a district that may be drawn, and officers who may go there.',
})
export class DistrictCountType {
  @Field(() => String, { description: '片区代码。The district.' })
  district!: string;

  @Field(() => Int, {
    description: '可抽取的对象（同一主体的每个都计）。Targets that may be drawn, each of an entity counted.',
  })
  targetCount!: number;

  @Field(() => Int, { description: '今日可派的人员。Officers who could be sent today.' })
  officerCount!: number;
}

@ObjectType('PoolCounts', { description: '拟定范围的即时数量。What a filter would cover now.' })
export class PoolCountsType {
  @Field(() => [PoolCountType], { description: '按等级与状态。By class and status.' })
  counts!: PoolCountType[];

  @Field(() => Int, { description: '可抽取。How many may be drawn.' })
  drawable!: number;

  @Field(() => [FacetCountType], {
    description: '不可抽取，按原因。Excluded, by the reason a freeze would give.',
  })
  excluded!: FacetCountType[];

  @Field(() => [DistrictCountType], { description: '各片区。By district.' })
  districts!: DistrictCountType[];
}
