import { Field, ID, Int, ObjectType } from 'type-graphql';
import { FileUnreadable, NoDepartment, RowRemarkType, UnknownUpload } from '../../registry/index.js';
import { resultUnion } from '../../shared/result-union.js';
import { DecisionFileFaulty, DecisionsChanged, TooManyDecisions, UnknownColumn } from '../decision.errors.js';
import { DecisionKind } from '../decision.states.js';

@ObjectType('DecisionImport', {
  description: '一个决定文件的导入或预览。A file of decisions, taken or tried.',
})
export class DecisionImportType {
  @Field(() => ID, {
    description: '标识；GET /decision-imports/<标识>/remarks 下载附说明的错误行。Its id.',
  })
  id!: string;

  @Field(() => DecisionKind, { description: '决定种类。The kind.' })
  kind!: DecisionKind;

  @Field(() => Boolean, { description: '预览，未写入。A preview: nothing was written.' })
  isPreview!: boolean;

  @Field(() => Boolean, {
    description: '按原标准的表头读取。Its headings were those of the former standard.',
  })
  isOlder!: boolean;

  @Field(() => Int, { description: '数据行数。Rows of data.' })
  rowCount!: number;

  @Field(() => Int, { description: '新增的决定。Decisions that are new.' })
  createdCount!: number;

  @Field(() => Int, { description: '早已录入的。Those that stand already.' })
  unchangedCount!: number;

  @Field(() => Int, { description: '拒绝的行数。Rows refused.' })
  rejectedCount!: number;

  @Field(() => Int, { description: '录入时已逾期的。Those that came after their due day.' })
  lateCount!: number;
}

@ObjectType({ description: '决定文件已导入，或为预览。Decisions were taken from a file, or would be.' })
export class DecisionsImported {
  @Field(() => DecisionImportType, { description: '导入。The import.' })
  run!: DecisionImportType;

  @Field(() => String, {
    nullable: true,
    description: '预览的凭证：导入时带上，文件或决定有变化即拒绝。The token of a preview.',
  })
  token?: string;

  @Field(() => [String], { description: '未读取的表头。Headings that were not read.' })
  unreadHeadings!: readonly string[];

  @Field(() => [RowRemarkType], { description: '错误，最多前一千条。The faults, the first thousand.' })
  faults!: RowRemarkType[];

  @Field(() => [RowRemarkType], { description: '提示，最多前一千条。The warnings, the first thousand.' })
  warnings!: RowRemarkType[];
}

export const ImportDecisionsResult = resultUnion('ImportDecisionsResult', () => [
  DecisionsImported,
  DecisionFileFaulty,
  DecisionsChanged,
  TooManyDecisions,
  UnknownColumn,
  FileUnreadable,
  UnknownUpload,
  NoDepartment,
]);
