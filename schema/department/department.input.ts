import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { Text } from '../shared/text.scalar.js';

@InputType({ description: '一个行政区划。One division.' })
export class DivisionInput {
  @MaxLength(32)
  @Field(() => Text, { description: '区划代码。Its code (6, 9 or 12 digits, or a local code).' })
  code!: string;

  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { description: '名称。Its name.' })
  name!: string;

  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description: '上级区划代码；不填则按代码推定。The code one level up; derived from the code when absent.',
  })
  parentCode?: string;
}

@InputType({ description: '一批区划。Divisions to enter or rename.' })
export class SaveDivisionsInput {
  @ArrayMinSize(1)
  @ArrayMaxSize(500)
  @ValidateNested({ each: true })
  @Field(() => [DivisionInput], { description: '区划，最多 500 个。At most 500 at a time.' })
  divisions!: DivisionInput[];
}

@InputType({ description: '新部门。A department to enter.' })
export class CreateDepartmentInput {
  @MaxLength(32)
  @Field(() => Text, {
    description: '部门代码：小写字母、数字、连字符。Short code: lower-case letters, digits, hyphens.',
  })
  code!: string;

  @MinLength(2)
  @MaxLength(100)
  @Field(() => Text, { description: '名称。Its name.' })
  name!: string;

  @MaxLength(40)
  @Field(() => Text, { description: '统一社会信用代码。Its unified social credit code.' })
  creditCode!: string;

  @ValidateNested()
  @Field(() => DivisionInput, {
    description: '所在区划；没有的一并建立。Its division; entered with it where it is missing.',
  })
  division!: DivisionInput;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '上级部门代码。The code of the department above it.' })
  parentCode?: string;
}
