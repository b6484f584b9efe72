import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { TargetStatus } from './target.states.js';

@ArgsType()
export class TargetArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '名称含有。The name contains.' })
  nameContains?: string;

  @Field(() => RealWorldId, { nullable: true, description: '现实标识。The real-world id.' })
  realId?: string;

  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '风险等级。The risk class.' })
  riskClass?: string;

  @MaxLength(32)
  @Field(() => Text, { nullable: true, description: '区划代码。The division.' })
  division?: string;

  @MaxLength(200)
  @Field(() => Text, { nullable: true, description: '行业。The trade.' })
  trade?: string;

  @Field(() => TargetStatus, { nullable: true, description: '登记状态。How it stands.' })
  status?: TargetStatus;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '某日的名录：该日结束时的内容。The register of a day: as it stood at its end in Asia/Shanghai.',
  })
  asOf?: string;
}
