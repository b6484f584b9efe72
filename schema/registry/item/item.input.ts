import {
  ArrayMaxSize,
  ArrayUnique,
  IsOptional,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  MinLength,
} from 'class-validator';
import { ArgsType, Field, InputType, Int } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { CheckMethod } from './check-method.js';
import { ItemKind } from './item.states.js';

@ArgsType()
export class ItemArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '事项名称含有。The title contains.' })
  titleContains?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '事项编码。The code.' })
  code?: string;

  @Field(() => ItemKind, { nullable: true, description: '类别。General or key.' })
  kind?: ItemKind;
}

@InputType({ description: '抽查事项的内容。What a version of an item says.' })
export class ItemInput {
  @Matches(/^[A-Z0-9][A-Z0-9.-]{0,31}$/)
  @Field(() => Text, { description: '事项编码：大写字母、数字、点、连字符。Its code.' })
  code!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '事项名称。Its title.' })
  title!: string;

  @Length(1, 2_000)
  @Field(() => Text, { description: '法律依据，写明第几条。The article that allows the check.' })
  legalBasis!: string;

  @Field(() => ItemKind, { description: '类别。General or key.' })
  kind!: ItemKind;

  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '年抽查比例（百万分之）。The yearly share per million.' })
  ratioPpm?: number | null;

  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '比例下限（百万分之）。Its legal floor.' })
  ratioFloorPpm?: number | null;

  @IsOptional()
  @Min(0)
  @Max(1_000_000)
  @Field(() => Int, {
    nullable: true,
    description: '比例上限（百万分之），仅一般事项。Its legal cap; for general items only.',
  })
  ratioCapPpm?: number | null;

  @IsOptional()
  @Min(1)
  @Max(366)
  @Field(() => Int, { nullable: true, description: '年抽查频次。Times a year.' })
  frequency?: number | null;

  @IsOptional()
  @Length(1, 500)
  @Field(() => Text, { nullable: true, description: '抽查对象。Whom it is about.' })
  subject?: string | null;

  @IsOptional()
  @Length(1, 500)
  @Field(() => Text, { nullable: true, description: '检查方式的原文。The method as the list words it.' })
  method?: string | null;

  @ArrayMaxSize(6)
  @ArrayUnique()
  @Field(() => [CheckMethod], { defaultValue: [], description: '检查方式。The methods.' })
  methods!: CheckMethod[];

  @ArrayMaxSize(20)
  @ArrayUnique()
  @Length(1, 60, { each: true })
  @Field(() => [Text], { defaultValue: [], description: '所需技能。Skills that one of the team needs.' })
  requiredSkills!: string[];

  @ArrayMaxSize(50)
  @ArrayUnique()
  @Length(1, 200, { each: true })
  @Field(() => [Text], { defaultValue: [], description: '所需材料。What the party has to show.' })
  materials!: string[];

  @IsOptional()
  @Length(1, 32)
  @Field(() => Text, { nullable: true, description: '检查表编码。The code of its checklist.' })
  checklistCode?: string | null;

  @IsOptional()
  @Min(1)
  @Field(() => Int, { nullable: true, description: '检查表版本；不填为最新。Its version; the newest.' })
  checklistVersion?: number | null;

  @Length(1, 32)
  @Field(() => Text, {
    defaultValue: 'default',
    description: '结果代码体系。The system of its result codes.',
  })
  resultSystem!: string;

  @IsOptional()
  @Min(1)
  @Field(() => Int, { nullable: true, description: '体系版本；不填为最新。Its version; the newest.' })
  resultSystemVersion?: number | null;

  @Field(() => CalendarDate, { description: '生效日期。The first day on which it holds.' })
  validFromOn!: string;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '失效前最后一天。Its last day, where it ends.' })
  validToOn?: string | null;
}
