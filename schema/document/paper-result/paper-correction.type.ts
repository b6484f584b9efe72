import { ArrayMaxSize, ArrayMinSize, ArrayUnique } from 'class-validator';
import { Field, InputType, ObjectType } from 'type-graphql';
import { SeparationOfDuties } from '../../account/index.js';
import {
  CorrectedFindingsInput,
  CorrectionChangesNothing,
  CorrectionOrderMismatch,
  DateInFuture,
  MergedDayMissed,
  OutsideWindow,
  PointAnswerWrong,
  RectificationTermTooLong,
  ResultCodeUnknown,
  ResultCorrectionStateWrong,
  ResultCorrectionType,
  ResultSystemUnclear,
  ResultType,
  SheetOfOtherVersion,
  SignatureLacking,
  SignerCertificateNotValid,
  SignerNotOnTeam,
  SigningDayNotOfCorrection,
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

@InputType({ description: '凭签字的更正记录表录入更正后的版本。What a signed sheet of a correction says.' })
export class RecordResultCorrectionByPaperInput extends CorrectedFindingsInput {
  @Field(() => Id, { description: '签字收回的更正记录表。The sheet of the corrected result.' })
  documentId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Id], { description: '纸上签字的人员。The officers who signed it.' })
  signedBy!: string[];

  @Field(() => CalendarDate, { description: '纸上最后签字之日。The day of the last signature.' })
  signedOn!: string;
}

@ObjectType({
  description: '已凭更正记录表录入，待审核。Entered from a signed sheet; waiting for review.',
})
export class ResultCorrectionEnteredFromPaper {
  @Field(() => ResultCorrectionType, { description: '更正。The correction.' })
  correction!: ResultCorrectionType;

  @Field(() => ResultType, { description: '更正后的版本。The corrected version.' })
  result!: ResultType;
}

export const RecordResultCorrectionByPaperResult = resultUnion('RecordResultCorrectionByPaperResult', () => [
  ResultCorrectionEnteredFromPaper,
  DocumentNotFound,
  PaperSaysNoResult,
  DocumentStateWrong,
  PaperNotApproved,
  SheetsIncomplete,
  PaperContested,
  ResultCorrectionStateWrong,
  SeparationOfDuties,
  SheetOfOtherVersion,
  SignerNotOnTeam,
  SignatureLacking,
  SignerCertificateNotValid,
  SigningDayNotOfCorrection,
  DateInFuture,
  OutsideWindow,
  MergedDayMissed,
  ResultCodeUnknown,
  ResultSystemUnclear,
  PointAnswerWrong,
  CorrectionOrderMismatch,
  RectificationTermTooLong,
  CorrectionChangesNothing,
]);
