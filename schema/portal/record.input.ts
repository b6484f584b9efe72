import { IsOptional, Length, Matches } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PublicationKind } from '../publication/public.js';
import { PageArguments } from '../shared/page.js';
import { CalendarDate } from '../shared/scalars.js';

/** What published records are searched by; all that is given must hold. */
@ArgsType()
export class RecordSearch extends PageArguments {
  @IsOptional()
  @Length(1, 120)
  @Field(() => String, {
    nullable: true,
    description: '统一社会信用代码、注册号或许可证号。A credit code, registration or licence number.',
  })
  identifier?: string;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: '主体名称的一部分，至少两字。Part of the name.' })
  name?: string;

  @IsOptional()
  @Field(() => PublicationKind, { nullable: true, description: '种类。The kind.' })
  kind?: PublicationKind;

  @IsOptional()
  @Length(1, 60)
  @Field(() => String, { nullable: true, description: '部门代码。A department’s code.' })
  department?: string;

  @IsOptional()
  @Length(1, 20)
  @Field(() => String, {
    nullable: true,
    description: '行政区划代码，含下级。A division’s code; those below it are searched, too.',
  })
  division?: string;

  @IsOptional()
  @Matches(/^[A-T]\d{0,4}$/)
  @Field(() => String, {
    nullable: true,
    description: '行业代码（GB/T 4754）的开头：F、F52、F5213。The beginning of a trade’s code.',
  })
  trade?: string;

  @IsOptional()
  @Length(1, 60)
  @Field(() => String, { nullable: true, description: '抽查任务编号。The campaign’s code.' })
  campaign?: string;

  @IsOptional()
  @Length(1, 40)
  @Field(() => String, { nullable: true, description: '检查结果代码。The code of a result.' })
  resultCode?: string;

  @IsOptional()
  @Length(2, 100)
  @Field(() => String, { nullable: true, description: '检查结果用语的一部分。Words of the result.' })
  resultWords?: string;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '检查或决定之日不早于此日。The first day of the visit or decision.',
  })
  fromOn?: string;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '检查或决定之日不晚于此日。The last day of the visit or decision.',
  })
  toOn?: string;
}
