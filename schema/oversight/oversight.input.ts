import { IsOptional } from 'class-validator';
import { ArgsType, Field } from 'type-graphql';
import { PageArguments } from '../shared/page.js';
import { CalendarDate, Id } from '../shared/scalars.js';
import { DutyKind } from './duty.kinds.js';
import { DutyColour } from './duty-colour.js';
import { FiguresBy } from './figures.states.js';
import { PeriodKind } from './period.js';

@ArgsType()
export class LedgerArguments extends PageArguments {
  @IsOptional()
  @Field(() => DutyKind, { nullable: true, description: '种类；不填为全部。Its kind; all when absent.' })
  kind?: DutyKind | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '部门，含其下级。Of a department and those below it.' })
  departmentId?: string | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '抽查任务。Of a campaign.' })
  campaignId?: string | null;

  @IsOptional()
  @Field(() => Id, {
    nullable: true,
    description: '执法人员；全组的事项也列出。Of an officer, or their team.',
  })
  inspectorId?: string | null;

  @IsOptional()
  @Field(() => DutyColour, { nullable: true, description: '颜色。Of a colour.' })
  colour?: DutyColour | null;
}

@ArgsType()
export class FiguresArguments extends PageArguments {
  @Field(() => FiguresBy, { description: '按什么统计。By what they are counted.' })
  by!: FiguresBy;

  @Field(() => PeriodKind, { description: '旬或月。A third of a month, or a month.' })
  period!: PeriodKind;

  @IsOptional()
  @Field(() => CalendarDate, {
    nullable: true,
    description: '期间内的任一日；不填为今日。Any day of the period; today when absent.',
  })
  on?: string | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '抽查任务。Of a campaign.' })
  campaignId?: string | null;

  @IsOptional()
  @Field(() => Id, { nullable: true, description: '部门，含其下级。Of a department and those below it.' })
  departmentId?: string | null;
}
