import {
  ArrayMaxSize,
  IsOptional,
  Length,
  Max,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import { ArgsType, Field, Float, InputType, Int, registerEnumType } from 'type-graphql';
import type { IdScheme } from '../../shared/identifiers/index.js';
import { CalendarDate, DateTime, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { Datum, SubjectKind, TargetKind, TargetStatus } from './target.states.js';

/** The schemes of targets' numbers under the names of the API. */
export const TargetScheme = {
  USCC: 'uscc',
  ORGCODE: 'orgcode',
  REGNO: 'regno',
  LICENCE: 'licence',
  FOREIGN: 'foreign',
  NATURAL_PERSON: 'np',
} as const satisfies Record<string, IdScheme>;

registerEnumType(TargetScheme, {
  name: 'TargetScheme',
  description: '号码的种类，按优先次序。Kinds of numbers, in their priority.',
  valuesConfig: {
    USCC: { description: '统一社会信用代码: unified social credit code, both check characters' },
    ORGCODE: { description: '组织机构代码: organisation code' },
    REGNO: { description: '注册号: 15-digit registration number' },
    LICENCE: { description: '许可证号: a licence' },
    FOREIGN: { description: '境外登记号、证号: a register or licence abroad' },
    NATURAL_PERSON: {
      description:
        '自然人：公民身份号码，其他证件写作“护照:号码”；号码加密保存，对外只用其摘要: a natural person by the number of a paper, which is kept encrypted, or by its digest',
    },
  },
});

@InputType({ description: '检查对象的一个号码。One number of a target.' })
export class TargetNumberInput {
  @Field(() => TargetScheme, { description: '种类。What kind of number.' })
  scheme!: IdScheme;

  @Length(1, 80)
  @Field(() => Text, { description: '号码，按证照填写。The number as printed.' })
  number!: string;
}

@InputType({ description: '位置。A position.' })
export class PositionInput {
  @Min(-180)
  @Max(180)
  @Field(() => Float, { description: '经度。Longitude in degrees.' })
  longitude!: number;

  @Min(-90)
  @Max(90)
  @Field(() => Float, { description: '纬度。Latitude in degrees.' })
  latitude!: number;

  @IsOptional()
  @Field(() => Datum, {
    nullable: true,
    description:
      '坐标系；来源未说明的不填，系统不作猜测。Its datum; left out where the source does not tell.',
  })
  datum?: Datum | null;
}

/** What may be said of a target, at its entry and later. */
@InputType()
abstract class TargetDetailsInput {
  @IsOptional()
  @Field(() => SubjectKind, { nullable: true, description: '责任主体的性质；不填按号码判断。Who answers.' })
  subject?: SubjectKind | null;

  @IsOptional()
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  @Field(() => [TargetNumberInput], { nullable: true, description: '全部号码。All its numbers.' })
  identifiers?: TargetNumberInput[] | null;

  @IsOptional()
  @Length(3, 160)
  @Field(() => Text, {
    nullable: true,
    description: '责任主体的现实标识；主体自身不填。The responsible entity; not for an entity itself.',
  })
  responsibleId?: string | null;

  @IsOptional()
  @MaxLength(60)
  @Field(() => Text, { nullable: true, description: '项目阶段。The stage of a project.' })
  stage?: string | null;

  @IsOptional()
  @MaxLength(32)
  @Field(() => Text, {
    nullable: true,
    description: '片区代码；不填同区划。The district by which officers are matched; the division by default.',
  })
  district?: string | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '行业，按来源措辞。Its trade in words.' })
  trade?: string | null;

  @IsOptional()
  @ArrayMaxSize(20)
  @MaxLength(8, { each: true })
  @Field(() => [Text], {
    nullable: true,
    description: '行业代码（GB/T 4754-2017），主业在前。Trade codes, the main one first.',
  })
  tradeCodes?: string[] | null;

  @IsOptional()
  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '风险等级。Its risk class.' })
  riskClass?: string | null;

  @IsOptional()
  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '分级体系，与等级一并填写。The system of the class.' })
  classSystem?: string | null;

  @IsOptional()
  @Min(1)
  @Max(1_000_000)
  @Field(() => Int, { nullable: true, description: '权重，默认 1。Its weight; 1 by default.' })
  weight?: number | null;

  @IsOptional()
  @Field(() => TargetStatus, { nullable: true, description: '登记状态，默认存续。How it stands.' })
  status?: TargetStatus | null;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '状态日期；改状态而不填的为今天。Since when; today where a status changes without a day.',
  })
  statusOn?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '成立日期。When it was established.' })
  establishedOn?: string | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '登记机关。The registering authority.' })
  registrar?: string | null;

  @IsOptional()
  @MaxLength(500)
  @Field(() => Text, { nullable: true, description: '住所。Its registered address.' })
  address?: string | null;

  @IsOptional()
  @MaxLength(500)
  @Field(() => Text, { nullable: true, description: '经营场所，与住所不同的填写。Where it trades.' })
  businessAddress?: string | null;

  @IsOptional()
  @ValidateNested()
  @Field(() => PositionInput, { nullable: true, description: '位置。Where it is.' })
  position?: PositionInput | null;

  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(60, { each: true })
  @Field(() => [Text], { nullable: true, description: '检查所需技能。Skills that its officers need.' })
  requiredSkills?: string[] | null;

  @IsOptional()
  @ArrayMaxSize(50)
  @MaxLength(60, { each: true })
  @Field(() => [Text], { nullable: true, description: '标签。Its tags.' })
  tags?: string[] | null;
}

@InputType({ description: '登记一个检查对象。A target to enter.' })
export class EnterTargetInput extends TargetDetailsInput {
  @Field(() => TargetKind, { defaultValue: TargetKind.ENTITY, description: '种类。What it is.' })
  kind!: TargetKind;

  @MinLength(1)
  @MaxLength(200)
  @Field(() => Text, { description: '名称。Its name.' })
  name!: string;

  @MaxLength(32)
  @Field(() => Text, { description: '区划代码。Its division.' })
  divisionCode!: string;
}

@InputType({ description: '要改的字段；不填的不变，null 为清空。What changes; absent stays, null clears.' })
export class TargetChangesInput extends TargetDetailsInput {
  @IsOptional()
  @MinLength(1)
  @MaxLength(200)
  @Field(() => Text, {
    nullable: true,
    description: '名称；原名自动留作曾用名。Its name; the old one is kept.',
  })
  name?: string | null;

  @IsOptional()
  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '区划代码。Its division.' })
  divisionCode?: string | null;
}

@InputType({ description: '修改一个检查对象。A change to a target.' })
export class ChangeTargetInput {
  @Field(() => Id, { description: '检查对象。The target.' })
  id!: string;

  @Field(() => DateTime, {
    description: '编辑时所见的 updatedAt；其间已被他人修改的予以拒绝。The updatedAt that the editor saw.',
  })
  expectedUpdatedAt!: Date;

  @ValidateNested()
  @Field(() => TargetChangesInput, { description: '修改。What changes.' })
  details!: TargetChangesInput;
}

@ArgsType()
export class KnownAsArguments {
  @Length(1, 200)
  @Field(() => Text, { description: '号码、名称或曾用名，须完全相同。A number or a name, exactly.' })
  word!: string;
}
