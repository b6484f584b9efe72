import {
  ArrayMaxSize,
  ArrayUnique,
  IsIn,
  IsOptional,
  Length,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { ImportMode } from '../../registry/index.js';
import { Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { DecisionKind } from '../decision.states.js';

@InputType({ description: '文件中的一个表头是哪一栏。Which column a heading of this file is.' })
export class DecisionRenameInput {
  @Length(1, 100)
  @Field(() => Text, { description: '表头。The heading.' })
  heading!: string;

  @Length(1, 32)
  @Field(() => String, { description: '栏目代码。The code of the column.' })
  code!: string;
}

@InputType({ description: '一栏空白时按什么填。What stands for a blank cell of a column.' })
export class DecisionFillInput {
  @Length(1, 32)
  @Field(() => String, { description: '栏目代码，如 BLCX（办理程序）。The code of the column.' })
  code!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '内容。The text.' })
  text!: string;
}

@InputType({ description: '导入一个已上传的决定文件。What to do with an uploaded file of decisions.' })
export class ImportDecisionsInput {
  @Field(() => DecisionKind, { description: '决定种类。The kind.' })
  kind!: DecisionKind;

  @Field(() => Id, { description: 'POST /uploads 返回的标识。The uploaded file.' })
  uploadId!: string;

  @IsIn(Object.values(ImportMode))
  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的行如何处理。What becomes of a file with faulty rows.',
  })
  mode!: ImportMode;

  @Field(() => Boolean, { defaultValue: false, description: '预览。A preview.' })
  dryRun!: boolean;

  @IsOptional()
  @MaxLength(40)
  @Field(() => String, { nullable: true, description: '预览的凭证。The token of a preview.' })
  token?: string;

  @ArrayMaxSize(60)
  @ArrayUnique((one: DecisionRenameInput) => one.heading)
  @ValidateNested({ each: true })
  @Field(() => [DecisionRenameInput], {
    defaultValue: [],
    description: '常见表头之外的对照。Headings beyond those that are known.',
  })
  renames!: DecisionRenameInput[];

  @ArrayMaxSize(60)
  @ArrayUnique((one: DecisionFillInput) => one.code)
  @ValidateNested({ each: true })
  @Field(() => [DecisionFillInput], {
    defaultValue: [],
    description: '文件没有的栏目，一次说明。What the file leaves out, said once.',
  })
  fills!: DecisionFillInput[];
}
