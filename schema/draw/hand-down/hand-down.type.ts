import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime, RealWorldId } from '../../shared/scalars.js';
import { DrawNotFound } from '../draw.errors.js';
import {
  AlreadyHandedDown,
  NothingToHandDown,
  PlacementInvalid,
  ProposalChanged,
  TargetsUnplaced,
} from './hand-down.errors.js';
import { UnplacedReason } from './hand-down.states.js';

@ObjectType('ProposedPart', { description: '拟向一个部门下达的数量。What one department would get.' })
export class ProposedPartType {
  @Field(() => String, { description: '部门代码。The department’s code.' })
  departmentCode!: string;

  @Field(() => String, { description: '部门名称。Its name.' })
  departmentName!: string;

  @Field(() => Int, { description: '对象数。How many targets.' })
  count!: number;
}

@ObjectType('UnplacedTarget', {
  description: '没有承办部门的对象。A drawn target that fits no department.',
})
export class UnplacedTargetType {
  @Field(() => RealWorldId, { description: '对象。The target.' })
  realId!: string;

  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @Field(() => String, { nullable: true, description: '其区划，如有。Its division, if it has one still.' })
  divisionCode?: string | null;

  @Field(() => UnplacedReason, { description: '原因。Why.' })
  reason!: UnplacedReason;

  @Field(() => String, {
    nullable: true,
    description: '本应承办而名录中没有该对象的部门；其他原因的没有。Whose register lacks it, if that is why.',
  })
  departmentCode?: string;
}

@ObjectType({ description: '下达方案。How the targets of a draw would be handed down.' })
export class HandDownProposal {
  @Field(() => [ProposedPartType], { description: '各部门的数量。How many for each department.' })
  parts!: ProposedPartType[];

  @Field(() => Int, { description: '没有承办部门的对象数。How many fit none.' })
  unplacedCount!: number;

  @Field(() => [UnplacedTargetType], {
    description:
      '没有承办部门的对象，最多前一百个；查看即留痕。Those, the first hundred; the showing is recorded.',
  })
  unplaced!: UnplacedTargetType[];
}

@ObjectType('HandDown', { description: '一次下达。Targets of a draw that were handed down.' })
export class HandDownType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { name: 'drawId', description: '抽取。The draw.' })
  draw!: string;

  @Field(() => String, { description: '文号。Its document number.' })
  documentNo!: string;

  @Field(() => String, { description: '名称。Its title.' })
  title!: string;

  @Field(() => DateTime, { description: '下达时间。When it was handed down.' })
  handedAt!: Date;
}

export const HandDownConnection = connectionOf('HandDown', () => HandDownType);

@ObjectType({ description: '已下达。The draw’s targets were handed down.' })
export class DrawHandedDown {
  @Field(() => HandDownType, { description: '该次下达。What was handed down.' })
  handDown!: HandDownType;
}

export const HandDownProposalResult = resultUnion('HandDownProposalResult', () => [
  HandDownProposal,
  DrawNotFound,
  NothingToHandDown,
  AlreadyHandedDown,
  PlacementInvalid,
]);

export const HandDownToDepartmentsResult = resultUnion('HandDownToDepartmentsResult', () => [
  DrawHandedDown,
  DrawNotFound,
  NothingToHandDown,
  AlreadyHandedDown,
  PlacementInvalid,
  TargetsUnplaced,
  ProposalChanged,
]);
