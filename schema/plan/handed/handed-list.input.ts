import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { Field, InputType, Int } from 'type-graphql';
import { ImportMode } from '../../registry/index.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { DrawMode } from '../plan.entity.js';
import { SlotInput } from '../plan.input.js';
import { ResultField, UploadState } from './handed-list.states.js';

@InputType({ description: '回传栏目的对应。Under which heading a part of the result goes back up.' })
export class ResultColumnInput {
  @Field(() => ResultField, { description: '回传的内容。What goes back.' })
  field!: ResultField;

  @Length(1, 100)
  @Field(() => Text, { description: '名单中的表头。The heading in the list.' })
  heading!: string;
}

@InputType({ description: '导入上级下达的名单。Takes a list that was handed down.' })
export class ImportHandedListInput {
  @Field(() => Id, { description: '上传的文件（POST /uploads）。The uploaded file.' })
  uploadId!: string;

  @IsOptional()
  @MaxLength(100)
  @Field(() => Text, {
    nullable: true,
    description: '文号，必填；名单各行写有同一文号的可省。Its document number, unless every row has it.',
  })
  documentNo?: string;

  @IsOptional()
  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '下达机关，必填。Who issued it; required.' })
  issuer?: string;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;

  @Field(() => CalendarDate, {
    description: '收到之日，匹配期限由次日起算。The day it came; the term counts from the next.',
  })
  receivedOn!: string;

  @IsOptional()
  @MaxLength(200_000)
  @Field(() => String, {
    nullable: true,
    description:
      '字段对照（map/1，kind 为 entities）；常见表头不需要。A mapping, where no preset knows the headings.',
  })
  map?: string;

  @Length(1, 32)
  @Field(() => Text, {
    defaultValue: 'default',
    description: '上级平台的结果代码体系。The platform’s system of result codes.',
  })
  resultSystem!: string;

  @IsOptional()
  @ArrayMaxSize(6)
  @ArrayUnique((one: ResultColumnInput) => one.field)
  @ValidateNested({ each: true })
  @Field(() => [ResultColumnInput], {
    nullable: true,
    description:
      '回传栏目；不填的按常见表头识别。Where results go back; found by common headings when absent.',
  })
  resultColumns?: ResultColumnInput[];

  @IsIn(Object.values(ImportMode))
  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的行如何处理。What becomes of faulty rows.',
  })
  mode!: ImportMode;
}

@InputType({ description: '为指定对象匹配人员的任务。A campaign for named targets.' })
export class MatchingInput {
  @Field(() => Id, { description: '所属计划。The plan it belongs to.' })
  planId!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '任务名称。Its title.' })
  title!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(50)
  @ArrayUnique()
  @Field(() => [Text], { description: '抽查事项代码。Codes of items.' })
  itemCodes!: string[];

  @IsIn(Object.values(DrawMode))
  @Field(() => DrawMode, {
    defaultValue: DrawMode.CONFIDENTIAL,
    description: '抽取方式。How names are treated.',
  })
  mode!: DrawMode;

  @IsOptional()
  @ArrayMinSize(1)
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @Field(() => [SlotInput], {
    nullable: true,
    description: '检查组；默认两人。The team; two officers by default.',
  })
  slots?: SlotInput[];

  @Min(1)
  @Max(10_000)
  @Field(() => Int, {
    defaultValue: 50,
    description: '每名人员最多承担的对象数。Most targets for one officer.',
  })
  capacity!: number;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      '是否预先告知当事人；默认不告知，检查前不得透露。Whether parties may be told beforehand; unannounced by default.',
  })
  isAnnounced?: boolean;

  @ArrayMaxSize(10)
  @ArrayUnique()
  @Field(() => [Id], { description: '见证密钥。The keys of its witnesses.' })
  witnessKeyIds!: string[];

  @Field(() => CalendarDate, { description: '检查期限起。First day of the visits.' })
  windowFromOn!: string;

  @Field(() => CalendarDate, { description: '检查期限止。Last day of the visits.' })
  windowToOn!: string;
}

@InputType({ description: '由下达名单编制任务。A campaign for a handed-down list.' })
export class DraftMatchingInput extends MatchingInput {
  @Field(() => Id, { description: '下达名单。The list.' })
  listId!: string;
}

@InputType({ description: '导入平台的回执文件。Takes the platform’s own file of answers.' })
export class ImportUploadAnswersInput {
  @Field(() => Id, { description: '下达名单。The list.' })
  listId!: string;

  @Field(() => Id, { description: '上传的文件（POST /uploads）。The uploaded file.' })
  uploadId!: string;

  @IsOptional()
  @MaxLength(200_000)
  @Field(() => String, {
    nullable: true,
    description: '字段对照（map/1）；常见表头不需要。A mapping, where no preset knows the headings.',
  })
  map?: string | null;
}

@InputType({ description: '一行的回传结果。What became of one row.' })
export class UploadMarkInput {
  @Min(1)
  @Field(() => Int, { description: '行号，与名单一致。The row, as in the list.' })
  row!: number;

  @IsIn([UploadState.UPLOADED, UploadState.REJECTED])
  @Field(() => UploadState, { description: 'UPLOADED 或 REJECTED。UPLOADED or REJECTED.' })
  state!: UploadState;

  @IsOptional()
  @Length(2, 500)
  @Field(() => Text, { nullable: true, description: '被退回的理由。Why it was rejected.' })
  reason?: string;
}

@InputType({ description: '回填回传状态。Marks what became of the rows that went back up.' })
export class MarkUploadsInput {
  @Field(() => Id, { description: '下达名单。The list.' })
  listId!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ArrayUnique((one: UploadMarkInput) => one.row)
  @ValidateNested({ each: true })
  @Field(() => [UploadMarkInput], { description: '各行。The rows.' })
  marks!: UploadMarkInput[];
}
