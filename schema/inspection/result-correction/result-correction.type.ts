import { Field, ID, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import { DeadlineType } from '../../calendar/index.js';
import { connectionOf } from '../../console/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DateTime } from '../../shared/scalars.js';
import {
  AlreadySigned,
  CertificateNotValid,
  DateInFuture,
  MergedDayMissed,
  NotOnTeam,
  OutsideWindow,
  ResultCodeUnknown,
  ResultNotFound,
  ResultSystemUnclear,
} from '../inspection.errors.js';
import { ResultType } from '../inspection.type.js';
import { RectificationTermTooLong } from '../rectification/rectification.errors.js';
import { PointAnswerWrong } from '../visit/visit.errors.js';
import {
  CorrectionAskerServes,
  CorrectionChangesNothing,
  CorrectionOfficersNeeded,
  CorrectionOfficerUnfit,
  CorrectionOrderMismatch,
  CorrectionSourceUnproven,
  NotCorrectionOfficer,
  ResultCorrectionByOwnApprover,
  ResultCorrectionNotFound,
  ResultCorrectionNotYours,
  ResultCorrectionPending,
  ResultCorrectionStateWrong,
  ResultNotStanding,
} from './result-correction.errors.js';
import { CorrectionSource, ResultCorrectionState } from './result-correction.states.js';

@ObjectType('ResultCorrection', {
  description: '结果更正：原版本不改，确认后由更正后的版本为准。The correction of a confirmed result.',
})
export class ResultCorrectionType {
  @Field(() => ID, { description: '标识。Its id.' })
  id!: string;

  @Field(() => ID, { description: '检查任务。The assignment.' })
  assignment!: string;

  @Field(() => CorrectionSource, { description: '来源。Where it came out.' })
  source!: CorrectionSource;

  @Field(() => String, { nullable: true, description: '依据的文号；没有的为空。The number of its ground.' })
  documentNo?: string | null;

  @Field(() => String, { description: '理由（不公示）。Why; not published.' })
  reason!: string;

  @Field(() => ResultCorrectionState, { description: '状态。Where it stands.' })
  state!: ResultCorrectionState;

  @Field(() => DateTime, { description: '申请时间。When it was asked for.' })
  requestedAt!: Date;

  @Field(() => DateTime, { nullable: true, description: '决定时间；未决定的没有。When it was decided.' })
  decidedAt?: Date | null;

  @Field(() => String, { nullable: true, description: '不批准的理由。Why it was refused.' })
  refusedFor?: string | null;

  @Field(() => String, { nullable: true, description: '负责人终止的理由。Why a head ended it.' })
  endedFor?: string | null;

  @Field(() => [ID], { description: '记录并签字的人员；批准后才有。Its officers, once approved.' })
  signerIds!: string[];

  @Field(() => DateTime, {
    nullable: true,
    description:
      '办结时间；确认的即更正时间。When it was closed; of a confirmed one when the result was corrected.',
  })
  closedAt?: Date | null;
}

@ObjectType('ResultChange', {
  description: '两个版本的一项差异。What two versions of a result say differently.',
})
export class ResultChangeType {
  @Field(() => String, { description: '字段；检查点为“points 事项/检查点”。The field.' })
  field!: string;

  @Field(() => String, { description: '字段的中文名。Its name in Chinese.' })
  label!: string;

  @Field(() => String, { description: '字段的英文名。Its name in English.' })
  labelEn!: string;

  @Field(() => String, { nullable: true, description: '更正前；没有的为空。Before, in Chinese.' })
  before!: string | null;

  @Field(() => String, { nullable: true, description: '更正后；没有的为空。After, in Chinese.' })
  after!: string | null;

  @Field(() => String, { nullable: true, description: '更正前（英文）。Before, in English.' })
  beforeEn!: string | null;

  @Field(() => String, { nullable: true, description: '更正后（英文）。After, in English.' })
  afterEn!: string | null;
}

export const ResultCorrectionConnection = connectionOf('ResultCorrection', () => ResultCorrectionType);

function told(name: string, description: string) {
  @ObjectType(name, { description })
  class Told {
    @Field(() => ResultCorrectionType, { description: '更正。The correction.' })
    correction!: ResultCorrectionType;
  }
  return Told;
}

const Requested = told('ResultCorrectionRequested', '已申请，待批准。It waits for approval.');
const Withdrawn = told('ResultCorrectionWithdrawn', '已撤回。Withdrawn.');
const Ended = told('ResultCorrectionEnded', '已终止。Ended by a head.');
const Approved = told('ResultCorrectionApproved', '已批准，待记录。Approved; to be recorded.');
const Refused = told('ResultCorrectionRefused', '不批准。Refused.');
const Recorded = told('ResultCorrectionRecorded', '已记录并签字。Recorded, and signed by the recorder.');
const Signed = told('ResultCorrectionSigned', '已签字。Signed.');
const Returned = told('ResultCorrectionReturned', '已退回。Returned.');

@ObjectType({ description: '已确认，更正后的版本为准。The corrected version stands.' })
export class ResultCorrectionConfirmed {
  @Field(() => ResultCorrectionType, { description: '更正。The correction.' })
  correction!: ResultCorrectionType;

  @Field(() => ResultType, { description: '更正后的版本。The corrected version.' })
  result!: ResultType;

  @Field(() => DeadlineType, { description: '公示期限。When it must be public.' })
  deadline!: DeadlineType;
}

const missing = [ResultCorrectionNotFound, ResultCorrectionStateWrong] as const;

export const RequestResultCorrectionResult = resultUnion('RequestResultCorrectionResult', () => [
  Requested,
  ResultNotFound,
  NotOnTeam,
  ResultNotStanding,
  ResultCorrectionPending,
  CorrectionSourceUnproven,
]);
export const WithdrawResultCorrectionResult = resultUnion('WithdrawResultCorrectionResult', () => [
  Withdrawn,
  ResultCorrectionNotYours,
  ...missing,
]);
export const ApproveResultCorrectionResult = resultUnion('ApproveResultCorrectionResult', () => [
  Approved,
  ResultCorrectionByOwnApprover,
  SeparationOfDuties,
  CorrectionOfficersNeeded,
  CorrectionOfficerUnfit,
  ...missing,
]);
export const RefuseResultCorrectionResult = resultUnion('RefuseResultCorrectionResult', () => [
  Refused,
  ResultCorrectionByOwnApprover,
  SeparationOfDuties,
  ...missing,
]);
export const EndResultCorrectionResult = resultUnion('EndResultCorrectionResult', () => [
  Ended,
  CorrectionAskerServes,
  ResultCorrectionByOwnApprover,
  SeparationOfDuties,
  ...missing,
]);
export const RecordResultCorrectionResult = resultUnion('RecordResultCorrectionResult', () => [
  Recorded,
  NotCorrectionOfficer,
  CertificateNotValid,
  DateInFuture,
  OutsideWindow,
  MergedDayMissed,
  ResultCodeUnknown,
  ResultSystemUnclear,
  PointAnswerWrong,
  CorrectionOrderMismatch,
  RectificationTermTooLong,
  CorrectionChangesNothing,
  ...missing,
]);
export const SignResultCorrectionResult = resultUnion('SignResultCorrectionResult', () => [
  Signed,
  NotCorrectionOfficer,
  CertificateNotValid,
  AlreadySigned,
  ...missing,
]);
export const ConfirmResultCorrectionResult = resultUnion('ConfirmResultCorrectionResult', () => [
  ResultCorrectionConfirmed,
  SeparationOfDuties,
  RectificationTermTooLong,
  ...missing,
]);
export const ReturnResultCorrectionResult = resultUnion('ReturnResultCorrectionResult', () => [
  Returned,
  SeparationOfDuties,
  ...missing,
]);
