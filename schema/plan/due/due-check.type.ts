import { Field, ID, Int, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import { connectionOf } from '../../console/index.js';
import { DepartmentEnded } from '../../department/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { CampaignKind } from '../campaign.stages.js';
import {
  CampaignRuleInvalid,
  InstitutionDrawsNothing,
  ItemNotInForce,
  ItemNotInPower,
  ItemNotListed,
  PlanNotFound,
  WitnessKeyUnusable,
} from '../plan.errors.js';
import { CampaignCreated } from '../plan.type.js';
import {
  DueCheckNotFound,
  DueCheckStateWrong,
  DueChecksFaulty,
  DueFault,
  DueKindsMixed,
} from './due-check.errors.js';
import { DueState } from './due-check.states.js';

@ObjectType('DueCheck', { description: '待办核查。A check that is owed to one target.' })
export class DueCheckType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CampaignKind, { description: '种类。Its kind.' })
  kind!: CampaignKind;

  @Field(() => RealWorldId, { description: '对象。The target.' })
  realId!: string;

  @Field(() => String, { description: '许可证号或举报编号。Number of the licence or of the report.' })
  documentNo!: string;

  @Field(() => String, { description: '许可事项或举报事由。The licence, or what was reported.' })
  matter!: string;

  @Field(() => CalendarDate, { description: '起算之日。The day from which it counts.' })
  beganOn!: string;

  @Field(() => CalendarDate, { description: '核查期限。By when.' })
  dueOn!: string;

  @Field(() => DueState, { description: '状态。Where it stands.' })
  state!: DueState;

  @Field(() => String, { nullable: true, description: '不再核查的理由。Why it was dropped; else absent.' })
  droppedFor?: string | null;

  @Field(() => DateTime, { nullable: true, description: '办结或放弃于。When it ended; absent before.' })
  endedAt?: Date | null;
}

export const DueCheckConnection = connectionOf('DueCheck', () => DueCheckType);

@ObjectType({ description: '待办核查已登记。Checks were entered.' })
export class DueChecksEntered {
  @Field(() => [DueCheckType], { description: '已登记。Those that were entered.' })
  checks!: DueCheckType[];

  @Field(() => [DueFault], { description: '未登记的条目。Entries that were not taken.' })
  faults!: DueFault[];
}

@ObjectType({ description: '由专项库归集的待办核查。Checks collected from a special pool.' })
export class DueChecksCollected extends DueChecksEntered {
  @Field(() => Int, { description: '尚未归集的数量，请再次办理。How many are left; ask again.' })
  leftCount!: number;
}

@ObjectType({ description: '已不再核查。The check was dropped.' })
export class DueCheckDropped {
  @Field(() => DueCheckType, { description: '待办核查。The check.' })
  check!: DueCheckType;
}

export const EnterDueChecksResult = resultUnion('EnterDueChecksResult', () => [
  DueChecksEntered,
  DueChecksFaulty,
]);

export const CollectDueChecksResult = resultUnion('CollectDueChecksResult', () => [
  DueChecksCollected,
  DueChecksFaulty,
  DueCheckNotFound,
]);

export const DropDueCheckResult = resultUnion('DropDueCheckResult', () => [
  DueCheckDropped,
  DueCheckNotFound,
  DueCheckStateWrong,
]);

export const DraftDueCampaignResult = resultUnion('DraftDueCampaignResult', () => [
  CampaignCreated,
  DueCheckNotFound,
  DueCheckStateWrong,
  DueKindsMixed,
  PlanNotFound,
  ItemNotListed,
  ItemNotInForce,
  ItemNotInPower,
  InstitutionDrawsNothing,
  DepartmentEnded,
  CampaignRuleInvalid,
  WitnessKeyUnusable,
  SeparationOfDuties,
]);
