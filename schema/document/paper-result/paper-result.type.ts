import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import {
  AssignmentStateWrong,
  DateInFuture,
  FindingsInput,
  LateEntryNeedsReason,
  MergedDayMissed,
  OutsideWindow,
  PointAnswerWrong,
  PointsFromVisit,
  ResultCodeUnknown,
  ResultSystemUnclear,
  ResultType,
  SignatureLacking,
  SignerCertificateNotValid,
  SignerNotOnTeam,
  SigningDayInvalid,
  VisitIncomplete,
} from '../../inspection/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { DocumentNotFound, DocumentStateWrong } from '../document.errors.js';
import {
  PaperContested,
  PaperNotApproved,
  PaperSaysNoResult,
  SheetsIncomplete,
} from './paper-result.errors.js';

@InputType({ description: '凭签字的纸质记录录入结果。What a signed sheet says.' })
export class RecordResultByPaperInput extends FindingsInput {
  @Field(() => Id, {
    description: '签字收回的检查结果记录表或现场检查记录。The sheet of results, or the record of the visit.',
  })
  documentId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Id], { description: '纸上签字的检查人员。The officers who signed it.' })
  signedBy!: string[];

  @Field(() => CalendarDate, {
    nullable: true,
    description: '纸上最后签字之日，公示期限自该日起算；不填为检查日期。The day of the last signature.',
  })
  signedOn?: string | null;
}

@ObjectType({
  description: '已凭纸质记录录入，待审核。Entered from a signed sheet; waiting for review.',
})
export class ResultEnteredFromPaper {
  @Field(() => ResultType, { description: '结果。The result.' })
  result!: ResultType;
}

export const RecordResultByPaperResult = resultUnion('RecordResultByPaperResult', () => [
  ResultEnteredFromPaper,
  DocumentNotFound,
  PaperSaysNoResult,
  DocumentStateWrong,
  PaperNotApproved,
  SheetsIncomplete,
  PaperContested,
  SignerNotOnTeam,
  SignatureLacking,
  SignerCertificateNotValid,
  SigningDayInvalid,
  DateInFuture,
  OutsideWindow,
  LateEntryNeedsReason,
  MergedDayMissed,
  ResultCodeUnknown,
  ResultSystemUnclear,
  SeparationOfDuties,
  AssignmentStateWrong,
  VisitIncomplete,
  PointAnswerWrong,
  PointsFromVisit,
]);
