import { Field, Int, ObjectType } from 'type-graphql';
import { CalendarDate } from '../shared/scalars.js';
import type { StoredDay } from './deadline.entity.js';

@ObjectType({ description: '逐日计算的一行。One line of a day-by-day count.' })
export class CountedDay {
  @Field(() => CalendarDate, { description: '日期。The day.' })
  on!: string;

  @Field(() => Boolean, { description: '是否计入。Whether it counts.' })
  counted!: boolean;

  @Field(() => Int, {
    nullable: true,
    description: '第几日；不计入的没有。Its number; absent where not counted.',
  })
  ordinal?: number;

  @Field(() => String, { description: '原因。Why, in Chinese.' })
  why!: string;

  @Field(() => String, { description: '原因（英文）。Why, in English.' })
  whyEn!: string;
}

/** Turns stored lines into what the API shows. */
export function showDays(days: readonly StoredDay[]): CountedDay[] {
  return days.map(({ on, counted, ordinal, why }) => ({
    on,
    counted,
    ordinal,
    why: why.zh,
    whyEn: why.en,
  }));
}

@ObjectType({ description: '期限与其算法。A due date and how it was counted.' })
export class DeadlineExplanation {
  @Field(() => CalendarDate, { description: '起算之日（当日不计）。The day of the event, not counted.' })
  fromOn!: string;

  @Field(() => CalendarDate, { description: '到期日。The due date.' })
  dueOn!: string;

  @Field(() => Boolean, {
    description: '超出已公布的放假安排，为暂定。Past the published holidays, so provisional.',
  })
  isProvisional!: boolean;

  @Field(() => String, { description: '日历版本。The version of the calendar.' })
  calendarVersion!: string;

  @Field(() => [CountedDay], { description: '逐日计算。Day by day.' })
  days!: CountedDay[];
}

@ObjectType('Deadline', { description: '一项义务的期限。When a duty falls due.' })
export class DeadlineType extends DeadlineExplanation {
  @Field(() => String, { description: '依据。The legal basis.' })
  legalBasis!: string;

  @Field(() => String, { description: '规则代码。The code of the rule.' })
  ruleCode!: string;
}
