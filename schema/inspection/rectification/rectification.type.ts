import { Field, ID, ObjectType } from 'type-graphql';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, DateTime } from '../../shared/scalars.js';
import { EvidenceNotStanding, EvidencePlaceMissing } from '../evidence/evidence.errors.js';
import { AssignmentNotFound, NotOnTeam } from '../inspection.errors.js';
import {
  RectificationNotFound,
  RectificationStateWrong,
  RectificationTermTooLong,
  ServingDayInvalid,
  VisitNotRecorded,
} from './rectification.errors.js';
import { RectificationDeed, RectificationState } from './rectification.states.js';

@ObjectType('Rectification', {
  description: '责令改正：从下达到复核通过或转后续处理。An order to put something right.',
})
export class RectificationType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignment!: string;

  @Field(() => String, { description: '改正什么。What is to be put right.' })
  demand!: string;

  @Field(() => ID, { nullable: true, description: '责令改正通知书。The paper that orders it.' })
  documentId?: string | null;

  @Field(() => RectificationState, { description: '状态。Where it stands.' })
  state!: RectificationState;

  @Field(() => CalendarDate, { description: '期限末日；休息日已顺延。The last day of its term.' })
  dueOn!: string;

  @Field(() => DateTime, { description: '下达时间。When it was ordered.' })
  orderedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '销账时间；未办结的没有。When it was closed.' })
  closedAt?: Date | null;
}

export const RectificationConnection = connectionOf('Rectification', () => RectificationType);

@ObjectType('RectificationStep', { description: '整改的一步。A step of a rectification.' })
export class RectificationStepType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RectificationDeed, { description: '环节。What happened.' })
  deed!: RectificationDeed;

  @Field(() => String, { description: '情况说明。What was done, or seen, or why.' })
  statement!: string;

  @Field(() => [String], { description: '证明材料的 SHA-256。Of each piece of evidence.' })
  evidence!: string[];

  @Field(() => [ID], { description: '已上传的证明材料。Evidence that lies in this system.' })
  evidenceIds!: string[];

  @Field(() => String, { nullable: true, description: '其余材料存放何处。Where the rest is kept, if any.' })
  keptElsewhere?: string | null;

  @Field(() => CalendarDate, { nullable: true, description: '本步所定期限的末日。The term it set.' })
  dueOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '按日数计算的末日；与期限末日不同的，因逢休息日顺延。Where the term would have ended but for a day off.',
  })
  termEndsOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '本步所定期限自此日次日起算：送达或告知之日。The day after which that term counts.',
  })
  termFromOn?: string | null;

  @Field(() => Boolean, {
    description:
      '录入时所定期限已过，改为录入后下一工作日到期。That term was over before it was entered: it ends on the next working day instead.',
  })
  isTermPassed!: boolean;

  @Field(() => DateTime, { description: '时间。When.' })
  at!: Date;
}

@ObjectType({ description: '已责令改正。Ordered.' })
export class RectificationOrdered {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

@ObjectType({ description: '已报告整改。Reported.' })
export class RectificationReported {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

@ObjectType({ description: '复核通过。Passed.' })
export class RectificationPassed {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

@ObjectType({ description: '复核未通过，重新限期。Not passed; a new term runs.' })
export class RectificationRejected {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

@ObjectType({ description: '期限已延长。Extended.' })
export class RectificationExtended {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

@ObjectType({ description: '已转后续处理。It goes on elsewhere.' })
export class RectificationEscalated {
  @Field(() => RectificationType, { description: '整改。The rectification.' })
  rectification!: RectificationType;
}

const refusals = [
  RectificationNotFound,
  RectificationStateWrong,
  EvidenceNotStanding,
  EvidencePlaceMissing,
] as const;

export const OrderRectificationResult = resultUnion('OrderRectificationResult', () => [
  RectificationOrdered,
  AssignmentNotFound,
  NotOnTeam,
  VisitNotRecorded,
  ServingDayInvalid,
  RectificationTermTooLong,
]);

export const ReportRectificationResult = resultUnion('ReportRectificationResult', () => [
  RectificationReported,
  ...refusals,
]);

export const PassRectificationResult = resultUnion('PassRectificationResult', () => [
  RectificationPassed,
  ...refusals,
]);

export const RejectRectificationResult = resultUnion('RejectRectificationResult', () => [
  RectificationRejected,
  RectificationTermTooLong,
  ...refusals,
]);

export const ExtendRectificationResult = resultUnion('ExtendRectificationResult', () => [
  RectificationExtended,
  RectificationTermTooLong,
  ...refusals,
]);

export const EscalateRectificationResult = resultUnion('EscalateRectificationResult', () => [
  RectificationEscalated,
  ...refusals,
]);
