import { IsUUID, MaxLength } from 'class-validator';
import { ArgsType, Field, ID, InputType } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { ImportKind, ImportMode } from './import-run.states.js';

@InputType({ description: '导入一个已上传的文件。What to do with an uploaded file.' })
export class ImportInput {
  @IsUUID()
  @Field(() => ID, { description: 'POST /uploads 返回的标识。The id that POST /uploads answered.' })
  uploadId!: string;

  @MaxLength(100_000)
  @Field(() => String, {
    nullable: true,
    description: '字段对照（JSON 文本）；常见表头不需要。A mapping as JSON text; common headings need none.',
  })
  map?: string;

  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的行如何处理。What becomes of a file with faulty rows.',
  })
  mode!: ImportMode;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '试运行：只检查、比较、计数。A trial: checks, compares and counts.',
  })
  dryRun!: boolean;
}

@ArgsType()
export class ImportRunArguments extends PageArguments {
  @Field(() => ImportKind, { nullable: true, description: '内容。What the file held.' })
  kind?: ImportKind;
}
