import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { CalendarDate } from '../../shared/scalars.js';

@ObjectType({ implements: ConsoleError, description: '不是组长。Not the lead of the team.' })
export class NotTeamLead extends Refusal {
  constructor() {
    super(
      '检查日期由本组组长或本部门负责人安排，请与组长商定。',
      'The day is planned by the lead of the team or the head of the department; ask the lead.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '日期不在检查期限内。The day is outside the window.' })
export class PlannedOutsideWindow extends Refusal {
  @Field(() => CalendarDate, { description: '最早可安排之日。The first day that may be planned.' })
  readonly fromOn: string;

  @Field(() => CalendarDate, { description: '期限止。The last day.' })
  readonly toOn: string;

  constructor(fromOn: string, toOn: string) {
    super(
      `plannedOn：检查日期须在 ${fromOn} 至 ${toOn} 之内；确需在此之外进行的，请先办理延期。`,
      `plannedOn: the day must lie within ${fromOn} and ${toOn}; have the visit postponed first.`,
    );
    this.fromOn = fromOn;
    this.toOn = toOn;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '演练不出本系统。A rehearsal: nothing leaves the house.',
})
export class RehearsalStaysInside extends Refusal {
  constructor(what: 'FEED' | 'ADDRESS' | 'REMINDER') {
    const [zh, en] = {
      FEED: ['日历订阅', 'calendar feed'],
      ADDRESS: ['电子邮件地址', 'address for e-mail'],
      REMINDER: ['站外提醒', 'reminder that leaves the house'],
    }[what] as [string, string];
    super(
      `本系统处于演练模式，任何内容不得外传，故不设${zh}；请在正式系统中办理。`,
      `This installation rehearses and nothing leaves it: no ${en} here; do it in the real one.`,
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '没有日历订阅。There is no calendar feed.' })
export class FeedNotFound extends Refusal {
  constructor() {
    super('您没有有效的日历订阅，无需停用。', 'You have no calendar feed that could be revoked.');
  }
}

@ObjectType({ implements: ConsoleError, description: '不是电子邮件地址。Not an address.' })
export class AddressInvalid extends Refusal {
  constructor() {
    super(
      'email：不是有效的电子邮件地址，请写成 name@example.gov.cn 的形式。',
      'email: not an address; write it like name@example.gov.cn.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '任务不存在。No such campaign.' })
export class CampaignNotHandedOut extends Refusal {
  constructor() {
    super(
      '抽查任务不存在，或尚未派发，没有可提醒的检查组。',
      'There is no such campaign, or it was not dispatched: nobody is to be reminded.',
    );
  }
}
