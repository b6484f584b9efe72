import { Field, ID, Int, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../../shared/scalars.js';
import { CapScope } from './cap.entity.js';
import { CapInvalid, ExemptionNotFound } from './cap.errors.js';

@ObjectType('VisitCap', {
  description: '年度检查频次上限的一个版本。A version of a cap on visits of a year.',
})
export class VisitCapType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => CapScope, { description: '按谁的次数计。Whose visits count.' })
  scope!: CapScope;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => Int, { description: '次数；0 为取消。Visits in a year; 0 where it ended.' })
  limitCount!: number;

  @Field(() => String, { description: '依据。Its basis.' })
  legalBasis!: string;

  @Field(() => [String], { description: '不受限的类别。Classes not capped.' })
  uncappedClasses!: string[];

  @Field(() => [String], { description: '不受限的标签。Tags not capped.' })
  uncappedTags!: string[];

  @Field(() => CalendarDate, { description: '自何日起。From which day.' })
  validFromOn!: string;
}

@ObjectType('Exemption', { description: '免检登记。An entity or target that is not drawn for a time.' })
export class ExemptionType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RealWorldId, { description: '主体或对象。The entity or target.' })
  realId!: string;

  @Field(() => [String], { description: '免检事项；空为全部。From which items; all where empty.' })
  itemCodes!: string[];

  @Field(() => String, { description: '理由。Why.' })
  reason!: string;

  @Field(() => String, { description: '文号。The document.' })
  documentNo!: string;

  @Field(() => String, { description: '依据。The basis.' })
  legalBasis!: string;

  @Field(() => CalendarDate, { description: '首日。First day.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '最后一日。Last day.' })
  toOn!: string;

  @Field(() => DateTime, { nullable: true, description: '提前终止于；未终止的没有。Absent unless ended.' })
  endedAt?: Date | null;
}

export const VisitCapConnection = connectionOf('VisitCap', () => VisitCapType);
export const ExemptionConnection = connectionOf('Exemption', () => ExemptionType);

@ObjectType({ description: '上限已登记。The cap was set.' })
export class VisitCapSet {
  @Field(() => VisitCapType, { description: '上限。The cap.' })
  cap!: VisitCapType;
}

@ObjectType({ description: '已列入免检名单。It is on the list.' })
export class ExemptionEntered {
  @Field(() => ExemptionType, { description: '登记。The entry.' })
  exemption!: ExemptionType;
}

@ObjectType({ description: '免检已终止。The exemption ended.' })
export class ExemptionEnded {
  @Field(() => ExemptionType, { description: '登记。The entry.' })
  exemption!: ExemptionType;
}

export const SetVisitCapResult = resultUnion('SetVisitCapResult', () => [VisitCapSet, CapInvalid]);
export const EnterExemptionResult = resultUnion('EnterExemptionResult', () => [ExemptionEntered, CapInvalid]);
export const EndExemptionResult = resultUnion('EndExemptionResult', () => [
  ExemptionEnded,
  ExemptionNotFound,
]);
