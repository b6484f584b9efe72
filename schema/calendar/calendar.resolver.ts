import { Max, Min } from 'class-validator';
import { GraphQLError } from 'graphql';
import { Args, ArgsType, Ctx, Field, FieldResolver, Int, Query, Resolver, Root } from 'type-graphql';
import { addWorkingDays, CalendarError, type HolidayTable } from '../../scheduler/calendar/index.js';
import { Allow, ANY_ROLE } from '../shared/allow.js';
import type { Context } from '../shared/context.js';
import { CalendarDate } from '../shared/scalars.js';
import { calendarOf } from './calendar-of.js';
import type { Deadline } from './deadline.entity.js';
import { CountedDay, DeadlineExplanation, DeadlineType, showDays } from './deadline.type.js';

@ArgsType()
class WorkingDayCount {
  @Field(() => CalendarDate, { description: '起算之日。The day of the event.' })
  fromOn!: string;

  @Min(1)
  @Max(366)
  @Field(() => Int, { description: '工作日数，1 至 366。Working days, 1 to 366.' })
  workingDays!: number;
}

/** Lays open how many working days lead where. */
export function explainWorkingDays(
  calendar: HolidayTable,
  fromOn: string,
  workingDays: number,
): DeadlineExplanation {
  const { dueOn, provisional, calendarVersion, days } = addWorkingDays(calendar, fromOn, workingDays);
  return { fromOn, dueOn, isProvisional: provisional, calendarVersion, days: showDays(days) };
}

@Resolver(() => DeadlineType)
export class CalendarResolver {
  @Allow(ANY_ROLE)
  @Query(() => DeadlineExplanation, {
    description:
      '按本部门的日历计算工作日期限。Counts working days by the calendar of one’s department, day by day.',
  })
  async deadline(
    @Ctx() context: Context,
    @Args(() => WorkingDayCount) { fromOn, workingDays }: WorkingDayCount,
  ): Promise<DeadlineExplanation> {
    const calendar = await calendarOf(context, context.actor.departmentId);
    try {
      return explainWorkingDays(calendar, fromOn, workingDays);
    } catch (error) {
      if (!(error instanceof CalendarError)) throw error;
      throw new GraphQLError(`${error.zh}${error.en}`, { extensions: { code: 'BAD_USER_INPUT' } });
    }
  }

  @FieldResolver(() => [CountedDay], { description: '逐日计算。Day by day.' })
  days(@Root() deadline: Deadline): CountedDay[] {
    return showDays(deadline.days);
  }
}
