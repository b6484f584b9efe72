import { Field, Int, ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';
import { RectificationState } from './rectification.states.js';

@ObjectType({ implements: ConsoleError, description: '整改不存在。No such rectification.' })
export class RectificationNotFound extends Refusal {
  constructor() {
    super('没有该项整改，或不属于本部门。', 'There is no such rectification in your department.');
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '整改不在该环节。The rectification stands elsewhere.',
})
export class RectificationStateWrong extends Refusal {
  @Field(() => RectificationState, { description: '当前状态。Where it stands.' })
  readonly state: RectificationState;

  constructor(state: RectificationState, allowed: readonly RectificationState[]) {
    super(
      `整改当前为“${state}”，只有“${allowed.join('、')}”的才能这样办理；请刷新后查看。`,
      `The rectification is ${state}; this is open to ${allowed.join(', ')} alone. Reload and look again.`,
    );
    this.state = state;
  }
}

@ObjectType({ implements: ConsoleError, description: '期限超过上限。The term is too long.' })
export class RectificationTermTooLong extends Refusal {
  @Field(() => Int, { description: '最长日数。The longest, in days.' })
  readonly longestDayCount: number;

  constructor(longestDayCount: number) {
    super(
      `整改期限最长 ${longestDayCount} 日；需要更久的，到期前申请延长。`,
      `A term is of at most ${longestDayCount} days; extend it before it ends where more is needed.`,
    );
    this.longestDayCount = longestDayCount;
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '尚未记录检查结果。Nothing has been recorded of the visit.',
})
export class VisitNotRecorded extends Refusal {
  constructor() {
    super(
      '该任务尚未记录检查结果，不能责令改正；请先记录（recordResult）。',
      'Nothing has been recorded of this visit; record its result first (recordResult), then order what is to be put right.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '告知日期无效。Not a day on which it was served.' })
export class ServingDayInvalid extends Refusal {
  constructor(today: string) {
    super(
      `责令改正的送达或当场告知日期须在检查之日至今天（${today}）之间，请更正。`,
      `An order is served or said on the day of the visit or after it, and not after today (${today}); correct the day.`,
    );
  }
}

@ObjectType({
  implements: ConsoleError,
  description: '结果为责令改正而没有整改要求。A result orders a rectification, and none is there.',
})
export class RectificationMissing extends Refusal {
  constructor() {
    super(
      '该结果的处置为“责令改正”，尚无整改要求与期限；请由检查组下达（orderRectification），或退回重录。',
      'The result says that a rectification was ordered, and none is there with its term: have the team order it (orderRectification), or return the result.',
    );
  }
}
