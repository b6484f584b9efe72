import { MaxLength, MinLength } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../../shared/page.js';
import { CalendarDate, RealWorldId } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';
import { InspectorStatus } from './inspector.states.js';

@ArgsType()
export class InspectorArguments extends PageArguments {
  @MinLength(1)
  @MaxLength(100)
  @Field(() => Text, { nullable: true, description: '名称含有。The name contains.' })
  nameContains?: string;

  @Field(() => RealWorldId, { nullable: true, description: '现实标识。The real-world id.' })
  realId?: string;

  @Field(() => InspectorStatus, { nullable: true, description: '人员状态。How the inspector stands.' })
  status?: InspectorStatus;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      '某日的名录：该日结束时的内容。The register of a day: as it stood at its end in Asia/Shanghai.',
  })
  asOf?: string;
}
