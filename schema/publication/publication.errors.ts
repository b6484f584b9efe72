import { Field, ObjectType } from 'type-graphql';
import { ConsoleError } from '../console/index.js';
import { Refusal } from '../shared/refusal.js';
import { CalendarDate } from '../shared/scalars.js';

@ObjectType({ implements: ConsoleError, description: '公示事项不存在。No such publication.' })
export class PublicationNotFound extends Refusal {
  constructor() {
    super('公示事项不存在，或不属于本部门。', 'There is no such publication in your department.');
  }
}

@ObjectType({ implements: ConsoleError, description: '尚未完成保密审查。Its secrecy review is missing.' })
export class SecrecyReviewMissing extends Refusal {
  constructor() {
    super(
      '发布前须完成保密审查（国家秘密、商业秘密、个人隐私、社会稳定）。',
      'Before its release a publication is reviewed for secrecy: state, trade, privacy, stability.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '已经发布或批准。Released already.' })
export class PublicationNotDue extends Refusal {
  constructor() {
    super('该事项已批准或已公示。', 'It has been released or published already.');
  }
}

@ObjectType({ implements: ConsoleError, description: '未定公示档次。The tier of a penalty is missing.' })
export class PenaltyTierMissing extends Refusal {
  constructor() {
    super(
      '公示行政处罚须先定失信程度档次（轻微、一般、严重），公示期由此而定。',
      'Before its release a penalty is given its tier (slight, general, serious): by it goes how long it is public.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '公示期不在档次之内。The term is outside its tier.' })
export class PublicationTermOutside extends Refusal {
  @Field(() => CalendarDate, { description: '最早的截止日。The earliest last day.' })
  readonly earliestOn: string;

  @Field(() => CalendarDate, { description: '最晚的截止日。The latest last day.' })
  readonly latestOn: string;

  constructor(earliestOn: string, latestOn: string, basis: string) {
    super(
      `公示截止日应在 ${earliestOn} 至 ${latestOn} 之间，请改选档次或日期。依据：${basis}。`,
      `The last day of its publication lies between ${earliestOn} and ${latestOn}; choose another tier or day.`,
    );
    this.earliestOn = earliestOn;
    this.latestOn = latestOn;
  }
}
