import { ArrayMaxSize, ArrayMinSize, MaxLength, MinLength, ValidateNested } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarDate } from '../shared/scalars.js';
import { Text } from '../shared/text.scalar.js';
import { AdministrativeLevel, DepartmentKind } from './department.states.js';

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

  @Field(() => CalendarDate, {
    nullable: true,
    description: '自何日起，可早可晚；不填为今天。From which day, past or future; today when absent.',
  })
  fromOn?: string;
}

@InputType({ description: '撤销区划。A division that ends.' })
export class EndDivisionInput {
  @MaxLength(32)
  @Field(() => Text, { description: '区划代码，永久保留。Its code; it stays known for ever.' })
  code!: string;

  @Field(() => CalendarDate, { description: '最后一日。Its last day.' })
  lastOn!: string;
}

@InputType({ description: '调整部门隶属、层级或区划。Another place, level or division of a department.' })
export class MoveDepartmentInput {
  @MaxLength(32)
  @Field(() => Text, { description: '部门代码。Its short code.' })
  code!: string;

  @Field(() => CalendarDate, {
    description: '自何日起，可早可晚。From which day, past or future.',
  })
  fromOn!: string;

  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description:
      '上级部门代码；null 为无，不填不变。The department above it; null for none, absent: unchanged.',
  })
  parentCode?: string | null;

  @Field(() => AdministrativeLevel, { nullable: true, description: '层级；不填不变。Absent: unchanged.' })
  level?: AdministrativeLevel;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '区划代码；不填不变。Absent: unchanged.' })
  divisionCode?: string;

  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description:
      '通过哪个机构执法；null 为无，不填不变。The institution it acts through; null for none, absent: unchanged.',
  })
  actsThroughCode?: string | null;
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

  @Field(() => DepartmentKind, {
    nullable: true,
    description: '种类；不填为行政机关。An authority when absent.',
  })
  kind?: DepartmentKind;

  @Field(() => AdministrativeLevel, {
    nullable: true,
    description: '层级；不填按区划推定。By its division when absent.',
  })
  level?: AdministrativeLevel;

  @Field(() => CalendarDate, {
    nullable: true,
    description: '设立之日；不填为今天。Since when it stands; today when absent.',
  })
  fromOn?: string;
}
