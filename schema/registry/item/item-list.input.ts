import { ArrayMaxSize, ArrayMinSize, IsOptional, IsUUID, Length, Min, ValidateNested } from 'class-validator';
import { ArgsType, Field, ID, InputType, Int } from 'type-graphql';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { VisitFinding } from '../visit/visit.states.js';
import { PointKind } from './checklist.entity.js';

@InputType({ description: '公布清单。Publishes the list.' })
export class PublishItemListInput {
  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '文号。The number of its document.' })
  documentNo?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '公布日期，默认今天。Its day; today.' })
  publishedOn?: string | null;

  @Field(() => Boolean, {
    defaultValue: false,
    description: '已逐处查看提示。The warnings were read one by one.',
  })
  acknowledgeWarnings!: boolean;
}

@ArgsType()
export class ItemListArguments {
  @IsOptional()
  @Field(() => Id, { nullable: true, description: '部门，默认本部门。The department; one’s own.' })
  departmentId?: string | null;

  @IsOptional()
  @Min(1)
  @Field(() => Int, { nullable: true, description: '版本。Which version.' })
  version?: number | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '哪一天有效的，默认今天。The one of a day.' })
  on?: string | null;
}

@InputType({ description: '检查点。One point of a checklist.' })
export class CheckPointInput {
  @Length(1, 20)
  @Field(() => Text, { description: '编码，表内唯一。Its code, unique in the list.' })
  code!: string;

  @Length(1, 1_000)
  @Field(() => Text, { description: '检查内容。What is checked.' })
  text!: string;

  @Field(() => Boolean, { defaultValue: false, description: '是否关键。Whether it is a key point.' })
  isKey!: boolean;

  @IsOptional()
  @Length(1, 1_000)
  @Field(() => Text, { nullable: true, description: '依据。Its basis.' })
  basis?: string;

  @Field(() => PointKind, { defaultValue: PointKind.FINDING, description: '种类。Its kind.' })
  kind!: PointKind;

  @IsOptional()
  @Length(1, 20)
  @Field(() => Text, { nullable: true, description: '数量的单位。The unit of a number.' })
  unit?: string;

  @IsOptional()
  @ArrayMaxSize(20)
  @Length(1, 100, { each: true })
  @Field(() => [Text], { nullable: true, description: '选项。The choices.' })
  choices?: string[];
}

@InputType({ description: '检查表。A checklist.' })
export class ChecklistInput {
  @Length(1, 32)
  @Field(() => Text, { description: '编码。Its code.' })
  code!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Field(() => [CheckPointInput], { description: '检查点，至多 500 个。Its points, at most 500.' })
  points!: CheckPointInput[];
}

@InputType({ description: '一个结果代码。One result code.' })
export class ResultCodeInput {
  @Length(1, 10)
  @Field(() => Text, { description: '代码，体系内唯一。The code, unique in its system.' })
  code!: string;

  @Length(1, 100)
  @Field(() => Text, { description: '含义，即公示文字。What it means, as it is published.' })
  text!: string;

  @Field(() => VisitFinding, { description: '性质。What it says for the register of visits.' })
  finding!: VisitFinding;

  @IsOptional()
  @Length(1, 10)
  @Field(() => Text, { nullable: true, description: '默认体系中意义相同的代码。Its like in the default.' })
  standsFor?: string;
}

@InputType({ description: '结果代码体系。A system of result codes.' })
export class ResultSystemInput {
  @Length(1, 32)
  @Field(() => Text, { description: '代号。Its code.' })
  code!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;

  @ArrayMinSize(1)
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Field(() => [ResultCodeInput], { description: '代码，至多 200 个。Its codes, at most 200.' })
  codes!: ResultCodeInput[];
}

@InputType({ description: '以文件（JSON 或 CSV）登记。A table that is brought as a file, JSON or CSV.' })
export class CodeImportInput {
  @IsUUID()
  @Field(() => ID, { description: 'POST /uploads 返回的标识。The id that POST /uploads answered.' })
  uploadId!: string;

  @Length(1, 32)
  @Field(() => Text, { description: '编码。Its code.' })
  code!: string;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its title.' })
  title!: string;
}
