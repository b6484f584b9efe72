import { IsOptional, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { ConflictRule, ImportKind, ImportMode, MissingRule } from './import-run.states.js';

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

  @IsOptional()
  @MaxLength(100)
  @Matches(/\S/)
  @Field(() => String, {
    nullable: true,
    description: '来源名称：字段对照随之记住。The name of the source; its mapping is remembered under it.',
  })
  source?: string;

  @Field(() => ImportMode, {
    defaultValue: ImportMode.ALL_OR_NOTHING,
    description: '有错误的行如何处理。What becomes of a file with faulty rows.',
  })
  mode!: ImportMode;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '预览：只检查、比较、计数。A preview: checks, compares and counts.',
  })
  dryRun!: boolean;

  @Field(() => ConflictRule, {
    defaultValue: ConflictRule.REFUSE,
    description: '与名录库冲突的行如何处理。What becomes of rows in conflict with the register.',
  })
  conflicts!: ConflictRule;

  @Field(() => MissingRule, {
    defaultValue: MissingRule.KEEP,
    description:
      '该来源已不在文件中的检查对象如何处理。What becomes of the source’s targets that the file does not name.',
  })
  missing!: MissingRule;

  @IsOptional()
  @Min(0)
  @Max(100)
  @Field(() => Int, {
    nullable: true,
    description:
      '缺少比例的上限（百分之几，默认 10）。The most that may be missing, per hundred; 10 unless said.',
  })
  missingPercent?: number;

  @IsOptional()
  @Min(0)
  @Field(() => Int, {
    nullable: true,
    description: '超过上限时，确认缺少的对象数。Confirms how many are missing, where that is more.',
  })
  confirmedMissingCount?: number;

  @IsOptional()
  @MaxLength(40)
  @Field(() => String, {
    nullable: true,
    description:
      '预览返回的凭证：文件或名录库有变化即拒绝。The token of a preview: refused when file or register has changed.',
  })
  token?: string;
}

@ArgsType()
export class ImportRunArguments extends PageArguments {
  @Field(() => ImportKind, { nullable: true, description: '内容。What the file held.' })
  kind?: ImportKind;
}

@InputType({ description: '一个导入来源。A source of imports.' })
export class ImportSourceInput {
  @Field(() => ImportKind, { description: '内容。What its files hold.' })
  kind!: ImportKind;

  @MaxLength(100)
  @Matches(/\S/)
  @Field(() => String, { description: '名称。Its name.' })
  name!: string;

  @IsOptional()
  @MaxLength(100_000)
  @Field(() => String, {
    nullable: true,
    description:
      '字段对照（JSON 文本）；没有即用常见表头。Its mapping as JSON text; absent: the common headings.',
  })
  mapping?: string;
}
