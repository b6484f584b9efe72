import { ObjectType } from 'type-graphql';
import { ConsoleError } from '../../console/index.js';
import { Refusal } from '../../shared/refusal.js';

@ObjectType({ implements: ConsoleError, description: '申报不存在。No such declaration.' })
export class InterestNotFound extends Refusal {
  constructor() {
    super(
      '没有该申报，或不是您本人申报的；他人登记的请找安全保密管理员。',
      'There is no such declaration of yours; what others entered the security administrator ends.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '账户未对应执法人员。The account is no inspector.' })
export class OfficerAccountMissing extends Refusal {
  constructor() {
    super(
      '您的账户未对应执法人员，不能申报本人回避；请找系统管理员。',
      'Your account is not linked to an inspector, so there is nothing to declare; ask a system administrator.',
    );
  }
}

@ObjectType({ implements: ConsoleError, description: '不得倒填终止日。It cannot end in the past.' })
export class InterestEndsInPast extends Refusal {
  constructor(today: string) {
    super(
      `终止日不得早于今天（${today}），也不得早于起日：过去的抽取已按原申报回避。`,
      `It may not end before today (${today}) nor before it begins: draws of the past have counted with it.`,
    );
  }
}
