import { ArrayMaxSize, IsOptional, Length, Matches } from 'class-validator';
import { Field, InputType } from 'type-graphql';
import { CalendarLayerKind } from '../../calendar/index.js';
import { CalendarDate } from '../../shared/scalars.js';
import { Text } from '../../shared/text.scalar.js';

@InputType({ description: '一日及其名称。A day and what it is for.' })
export class CalendarDayInput {
  @Field(() => CalendarDate, { description: '日期。The day.' })
  on!: string;

  @Length(1, 40)
  @Field(() => Text, { description: '节日或事由，如“台风停工”。The festival or the reason.' })
  name!: string;
}

@InputType({ description: '粘贴国务院办公厅的放假安排通知。The State Council’s notice, pasted.' })
export class ProposeHolidayNoticeInput {
  @Length(10, 20_000)
  @Field(() => Text, { description: '通知全文。The whole text.' })
  text!: string;

  @Length(1, 100)
  @Field(() => Text, { description: '文号，如“国办发明电〔2025〕7号”。Its document number.' })
  documentNo!: string;
}

@InputType({ description: '逐日点选的放假与上班日。Days that were clicked.' })
export class ProposeCalendarDaysInput {
  @Field(() => CalendarLayerKind, { description: '日历层。The kind of layer.' })
  kind!: CalendarLayerKind;

  @IsOptional()
  @Matches(/^\d{2,12}$/)
  @Field(() => String, {
    nullable: true,
    description: '适用的区划；全国的不填。The division; none of a national one.',
  })
  divisionCode?: string | null;

  @Length(2, 200)
  @Field(() => Text, { description: '名称，如“台风‘桦加沙’停工停业”。What it is.' })
  title!: string;

  @IsOptional()
  @Length(1, 100)
  @Field(() => Text, { nullable: true, description: '文号。Its document number.' })
  documentNo?: string | null;

  @ArrayMaxSize(200)
  @Field(() => [CalendarDayInput], { defaultValue: [], description: '放假日。Days off.' })
  daysOff!: CalendarDayInput[];

  @ArrayMaxSize(200)
  @Field(() => [CalendarDayInput], { defaultValue: [], description: '调休上班日。Make-up days.' })
  makeUpDays!: CalendarDayInput[];
}
