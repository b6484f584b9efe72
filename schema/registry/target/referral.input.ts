import { ArrayMaxSize, IsOptional, Length, MaxLength, ValidateNested } from 'class-validator';
import { ArgsType, Field, InputType } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, Id } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { ReferralState } from './referral.entity.js';
import { SubjectKind, TargetKind } from './target.states.js';
import { TargetNumberInput } from './target-change.input.js';

@InputType({ description: '推送新设主体或新发许可给监管部门。A new firm or licence for its supervisor.' })
export class PushReferralInput {
  @MaxLength(32)
  @Field(() => Text, { description: '监管部门代码。The code of the supervising department.' })
  departmentCode!: string;

  @Field(() => TargetKind, {
    defaultValue: TargetKind.ENTITY,
    description: '主体，或许可。The firm itself, or its licence.',
  })
  kind!: TargetKind;

  @ValidateNested()
  @Field(() => TargetNumberInput, { description: '主体的号码。The number of the firm.' })
  number!: TargetNumberInput;

  @Length(1, 200)
  @Field(() => Text, { description: '名称。Its name.' })
  name!: string;

  @IsOptional()
  @Field(() => SubjectKind, { nullable: true, description: '责任主体的性质。Who answers.' })
  subject?: SubjectKind | null;

  @MaxLength(32)
  @Field(() => Text, { description: '区划代码。Its division.' })
  divisionCode!: string;

  @IsOptional()
  @MaxLength(500)
  @Field(() => Text, { nullable: true, description: '地址。Its address.' })
  address?: string | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '行业。Its trade in words.' })
  trade?: string | null;

  @IsOptional()
  @ArrayMaxSize(20)
  @MaxLength(8, { each: true })
  @Field(() => [Text], { nullable: true, description: '行业代码。Trade codes.' })
  tradeCodes?: string[] | null;

  @IsOptional()
  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '许可名称。The name of the licence.' })
  licenceName?: string | null;

  @IsOptional()
  @MaxLength(64)
  @Field(() => Text, {
    nullable: true,
    description: '许可证号；推送许可的必填。Needed where it is a licence.',
  })
  licenceNo?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '许可日期。When it was granted.' })
  licensedOn?: string | null;

  @IsOptional()
  @Field(() => CalendarDate, { nullable: true, description: '有效期至。Its last day.' })
  validToOn?: string | null;
}

@InputType({ description: '退回一项推送。Declines a referral.' })
export class DeclineReferralInput {
  @Field(() => Id, { description: '该推送。The referral.' })
  id!: string;

  @Length(1, 500)
  @Field(() => Text, { description: '理由。Why.' })
  reason!: string;
}

@ArgsType()
export class ReferralArguments extends PageArguments {
  @Field(() => ReferralState, { nullable: true, description: '状态。Where it stands.' })
  state?: ReferralState;

  @Field(() => Boolean, { nullable: true, description: '只列逾期未办的。Only late ones.' })
  isLate?: boolean;
}
