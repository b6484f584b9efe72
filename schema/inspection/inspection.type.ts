import { Field, ID, Int, ObjectType, UseMiddleware } from 'type-graphql';
import { SeparationOfDuties } from '../account/index.js';
import { DeadlineType } from '../calendar/index.js';
import { connectionOf } from '../console/index.js';
import { recordsPersonOf } from '../registry/index.js';
import { resultUnion } from '../shared/result-union.js';
import { CalendarDate, DateTime, RealWorldId } from '../shared/scalars.js';
import { AssignmentState } from './assignment.states.js';
import {
  AlreadySigned,
  AssignmentNotFound,
  AssignmentStateWrong,
  CertificateNotValid,
  DateInFuture,
  MergedDayMissed,
  NotOnTeam,
  OutsideWindow,
  ResultCodeUnknown,
  ResultNotFound,
  ResultSuperseded,
  ResultSystemUnclear,
} from './inspection.errors.js';
import { LateEntryNeedsReason } from './late-entry.js';
import { NotSignedOnPaper } from './paper/paper.errors.js';
import { RectificationMissing, RectificationTermTooLong } from './rectification/rectification.errors.js';
import { CheckMethod, Disposition } from './result.entity.js';
import { ResultCorrectionStateWrong } from './result-correction/result-correction.errors.js';
import {
  PointAnswerWrong,
  PointsFromVisit,
  ResultEvidenceWithdrawn,
  VisitChangedSince,
  VisitIncomplete,
} from './visit/visit.errors.js';

@ObjectType('TeamMember', { description: '检查组成员。A member of a team.' })
export class TeamMemberType {
  @Field(() => ID, { description: '检查人员。The inspector.' })
  inspectorId!: string;

  @Field(() => RealWorldId, { description: '执法证号。By certificate.' })
  realId!: string;

  @Field(() => Int, { description: '抽取次序。Place in the draw order.' })
  place!: number;

  @Field(() => Boolean, { description: '组长。Leads the team.' })
  isLead!: boolean;

  @Field(() => Boolean, { description: '专家，不记录、不签字。An expert; neither records nor signs.' })
  isExpert!: boolean;
}

@ObjectType('InspectionResult', { description: '检查结果的一个版本。One version of a result.' })
export class ResultType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => Int, { description: '版本。Its version.' })
  version!: number;

  @Field(() => CalendarDate, { description: '检查日期。The day of the visit.' })
  visitedOn!: string;

  @Field(() => String, {
    nullable: true,
    description: '未按合并日期检查的理由；按期的没有。Why it was made on another day than its merger.',
  })
  otherDayReason?: string | null;

  @Field(() => String, { description: '结果代码。Its code.' })
  resultCode!: string;

  @Field(() => String, { description: '代码所属体系与版本，如 default/1。The system of its code.' })
  resultSystem!: string;

  @Field(() => String, { description: '检查情况。Notes.' })
  findings!: string;

  @Field(() => Disposition, { description: '处置方式。What follows.' })
  disposition!: Disposition;

  @Field(() => CheckMethod, { description: '检查方式。How it was checked.' })
  method!: CheckMethod;

  @Field(() => DateTime, { description: '记录时间。When it was recorded.' })
  recordedAt!: Date;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '全组签字之日；未签齐的没有。Absent until all have signed.',
  })
  signedOn?: string | null;

  @Field(() => Boolean, { description: '已确认。Final.' })
  isConfirmed!: boolean;

  @Field(() => DateTime, {
    nullable: true,
    description:
      '被更正后的版本取代的时间；已确认而没有的为现行版本。When a corrected version took its place; what is confirmed and has none stands.',
  })
  correctedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '退回理由；未退回的没有。Absent unless returned.' })
  returnedFor?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '凭以录入的签字文书；在系统中签字的没有。The signed sheet that it was entered from, if any.',
  })
  paperId?: string | null;

  @Field(() => ID, {
    nullable: true,
    description: '否认纸上签字的检查人员。The officer who says that a signature on paper is not theirs.',
  })
  contestedById?: string | null;
}

const recordsPerson = recordsPersonOf(({ id, targetRealId }: AssignmentType) => ({
  realId: targetRealId,
  subject: { kind: 'assignment', id },
}));

@ObjectType('Assignment', { description: '检查任务。A drawn target that a team is to visit.' })
export class AssignmentType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => RealWorldId, { description: '检查对象。The target.' })
  targetRealId!: string;

  @UseMiddleware(recordsPerson)
  @Field(() => String, { description: '对象名称。Its name.' })
  targetName!: string;

  @Field(() => AssignmentState, { description: '状态。Where it stands.' })
  state!: AssignmentState;

  @Field(() => CalendarDate, { description: '检查期限起。First day of the visit.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the visit.' })
  windowToOn!: string;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '延期后的日期，自该日起检查；未延期的没有。Postponed: visited from this day on.',
  })
  postponedToOn?: string | null;
}

@ObjectType('ResultCode', { description: '结果代码。A code of the result system.' })
export class ResultCodeType {
  @Field(() => String, { description: '代码。The code.' })
  code!: string;

  @Field(() => String, { description: '含义。What it means.' })
  text!: string;

  @Field(() => String, { description: '所属体系与版本，如 default/1。Its system and version.' })
  system!: string;
}

export const AssignmentConnection = connectionOf('Assignment', () => AssignmentType);

@ObjectType({ description: '已记录并签字。Recorded, and signed by the recorder.' })
export class ResultRecorded {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;
}

@ObjectType({ description: '已签字。Signed.' })
export class ResultSigned {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;
}

@ObjectType({ description: '已确认。Confirmed.' })
export class ResultConfirmed {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;

  @Field(() => DeadlineType, { description: '公示期限。When it must be public.' })
  deadline!: DeadlineType;
}

@ObjectType({ description: '已退回。Returned.' })
export class ResultReturned {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;
}

@ObjectType({ description: '已否认纸上签字，结果退回。A signature on paper was contested.' })
export class SignatureContested {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;
}

/** Why a result is not recorded, by hand or from the events of its visit. */
const recordRefusals = [
  AssignmentNotFound,
  NotOnTeam,
  CertificateNotValid,
  DateInFuture,
  OutsideWindow,
  MergedDayMissed,
  LateEntryNeedsReason,
  ResultCodeUnknown,
  ResultSystemUnclear,
  SeparationOfDuties,
  AssignmentStateWrong,
  VisitIncomplete,
  PointAnswerWrong,
  PointsFromVisit,
] as const;

export const RecordResultResult = resultUnion('RecordResultResult', () => [
  ResultRecorded,
  ...recordRefusals,
]);

export const CompleteVisitResult = resultUnion('CompleteVisitResult', () => [
  ResultRecorded,
  ...recordRefusals,
  RectificationTermTooLong,
]);

export const SignResultResult = resultUnion('SignResultResult', () => [
  ResultSigned,
  ResultNotFound,
  NotOnTeam,
  CertificateNotValid,
  AlreadySigned,
  SeparationOfDuties,
  AssignmentStateWrong,
]);

export const ConfirmResultResult = resultUnion('ConfirmResultResult', () => [
  ResultConfirmed,
  ResultNotFound,
  ResultSuperseded,
  SeparationOfDuties,
  VisitChangedSince,
  ResultEvidenceWithdrawn,
  AssignmentStateWrong,
  RectificationMissing,
]);

export const ReturnResultResult = resultUnion('ReturnResultResult', () => [
  ResultReturned,
  ResultNotFound,
  ResultSuperseded,
  SeparationOfDuties,
  AssignmentStateWrong,
]);

export const ContestSignatureResult = resultUnion('ContestSignatureResult', () => [
  SignatureContested,
  ResultNotFound,
  NotSignedOnPaper,
  ResultSuperseded,
  AssignmentStateWrong,
  ResultCorrectionStateWrong,
]);
