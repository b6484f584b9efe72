import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../console/index.js';
import {
  DepartmentCodeTaken,
  DepartmentCycle,
  DepartmentEnded,
  InvalidDepartmentCode,
  NotStandingThen,
  UnknownDepartment,
} from '../department/index.js';
import { PoolInUse } from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import { CalendarDate, DateTime } from '../shared/scalars.js';
import {
  DrawsOpen,
  ReorganisationInvalid,
  ReorganisationNotFound,
  ReorganisationNotPlanned,
} from './reorganisation.errors.js';
import { ReorganisationKind, ReorganisationState } from './reorganisation.states.js';

@ObjectType('MatterCount', { description: '一类事项移交的数目。How many of one kind passed.' })
export class MatterCountType {
  @Field(() => String, { description: '哪一类，如 targets、draws。Which kind.' })
  matter!: string;

  @Field(() => Int, { description: '移交的。How many passed.' })
  passedCount!: number;

  @Field(() => Int, {
    description:
      '承继部门已有、原件存入沿革或留在原部门的。How many the successor had already: kept as history, or under the old name.',
  })
  keptCount!: number;
}

@ObjectType('Reorganisation', { description: '一项机构改革。A re-organisation.' })
export class ReorganisationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ReorganisationKind, { description: '种类。What it does.' })
  kind!: ReorganisationKind;

  @Field(() => ReorganisationState, { description: '状态。Where it stands.' })
  state!: ReorganisationState;

  @Field(() => CalendarDate, { description: '生效之日。Its day.' })
  effectiveOn!: string;

  @Field(() => String, { description: '批准文号。The number of its document.' })
  documentNo!: string;

  @Field(() => String, { description: '事由。Why.' })
  reason!: string;

  @Field(() => [String], { description: '被改革的部门代码。Whom it is about.' })
  fromCodes!: string[];

  @Field(() => [MatterCountType], {
    nullable: true,
    description: '移交的数目；生效后才有。What passed; once done.',
  })
  outcome?: MatterCountType[];

  @Field(() => String, {
    nullable: true,
    description: '到日未能实施的原因；每小时重试。Why it could not be done yet; it is tried every hour.',
  })
  hindrance?: string;

  @Field(() => DateTime, { description: '登记时间。When it was recorded.' })
  plannedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '实施时间。When it was done.' })
  doneAt?: Date;

  @Field(() => DateTime, { nullable: true, description: '取消时间。When it was cancelled.' })
  cancelledAt?: Date;
}

export const ReorganisationConnection = connectionOf('Reorganisation', () => ReorganisationType);

@ObjectType({
  description: '机构改革已登记；到日的已生效。It was recorded, and done where its day has come.',
})
export class ReorganisationRecorded {
  @Field(() => ReorganisationType, { description: '该机构改革。It.' })
  reorganisation!: ReorganisationType;
}

@ObjectType({ description: '机构改革已取消。It was cancelled.' })
export class ReorganisationCancelled {
  @Field(() => ReorganisationType, { description: '该机构改革。It.' })
  reorganisation!: ReorganisationType;
}

@ObjectType({ description: '现在实施会移交什么。What would pass now.' })
export class ReorganisationPreview {
  @Field(() => [MatterCountType], { description: '各类数目。The counts.' })
  matters!: MatterCountType[];
}

const refusals = [
  UnknownDepartment,
  DepartmentEnded,
  ReorganisationInvalid,
  DrawsOpen,
  PoolInUse,
  NotStandingThen,
  DepartmentCycle,
  DepartmentCodeTaken,
  InvalidDepartmentCode,
] as const;

export const EnactReorganisationResult = resultUnion('EnactReorganisationResult', () => [
  ReorganisationRecorded,
  ...refusals,
]);

export const PreviewReorganisationResult = resultUnion('PreviewReorganisationResult', () => [
  ReorganisationPreview,
  ...refusals,
]);

export const CancelReorganisationResult = resultUnion('CancelReorganisationResult', () => [
  ReorganisationCancelled,
  ReorganisationNotFound,
  ReorganisationNotPlanned,
]);
