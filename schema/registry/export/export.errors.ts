import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';

@ObjectType({
  implements: ConsoleError,
  description: '所要的日期尚未到来。A day that has not come yet.',
})
export class FutureDay extends Refusal {
  @Field(() => CalendarDate, { description: '今天。Today.' })
  readonly today: string;

  constructor(today: string) {
    super(`所要的日期尚未到来，最晚可填 ${today}。`, `That day has not come yet; the latest is ${today}.`);
    this.today = today;
  }
}
